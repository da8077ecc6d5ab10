"""What may stand in a file at all, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.formbook.reading import Table, Text, did_you_mean, read_marked


def messages(data: bytes) -> list[str]:
    return [str(problem) for problem in read_marked(data, "f.yaml")[1]]


def test_every_text_knows_its_line_and_column() -> None:
    node, problems = read_marked("a:\n  fa: سلام، x\n  b: no\n".encode(), "f.yaml")
    assert problems == []
    assert isinstance(node, Table)
    inner = node.values["a"]
    assert isinstance(inner, Table)
    word = inner.values["b"]
    assert isinstance(word, Text)
    assert (word.value, word.place.line, word.place.column) == ("no", 3, 6)


def test_a_key_given_twice_is_refused_with_the_line_of_the_first() -> None:
    assert messages(b"a: 1\nb: 2\na: 3\n") == ["f.yaml:3:1: 'a' stands here twice, first on line 1"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "f.yaml:1:1: the file is empty"),
        (b"a: [1\n", "f.yaml:2:1: not readable as YAML"),
        (b"a: 1\nb: \xff\n", "f.yaml:2:1: this is not UTF-8 text"),
        (b"a: &x 1\nb: *x\n", "f.yaml:2:4: the alias '*x' is not used here; write it out"),
        (b"a: &x [*x]\n", "the alias '*x' is not used here"),
        (
            b"a: !!python/object:os.system x\n",
            "the tag 'tag:yaml.org,2002:python/object:os.system' is not used",
        ),
        (b"a: !own x\n", "the tag '!own' is not used here"),
        (b"? [a, b]\n: c\n", "a key must be a plain word"),
        (b"a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins here"),
        (b"a: \x07\n", "not readable as YAML"),
        (b"[" * 60 + b"]" * 60, "nested deeper than 40 levels"),
        (b"[" * 200_000, "nested deeper than 40 levels"),
        (b"x" * 500_001, "the file is larger than 500 KB"),
    ],
)
def test_what_cannot_be_a_form_file_is_refused_with_its_place(data: bytes, said: str) -> None:
    assert any(said in message for message in messages(data))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert messages(b"\xef\xbb\xbfa: 1\n") == []


def test_a_near_word_is_offered_and_a_far_one_is_not() -> None:
    assert did_you_mean("requird", ["required", "help"]) == ", did you mean 'required'?"
    assert did_you_mean("colour", ["required", "help"]) == ""


@settings(max_examples=150, deadline=10_000)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet="ab:[]{}&*!?-#|>'\" \n\t,سд", max_size=200).map(str.encode)
    )
)
def test_no_input_crashes_the_reader(data: bytes) -> None:
    node, problems = read_marked(data, "f.yaml")
    assert node is not None or problems
