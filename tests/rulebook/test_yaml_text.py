"""YAML as text: nothing is guessed, everything has a place, nothing hostile gets through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.rulebook.problems import Report
from appraisal.rulebook.yaml_text import Mapping, Scalar, plain_of, read_yaml


def read(text: str | bytes) -> tuple[object, list[str]]:
    report = Report("a.yaml")
    node = read_yaml(text.encode() if isinstance(text, str) else text, report)
    return (None if node is None else plain_of(node)), [str(problem) for problem in report.problems]


def test_no_and_on_and_numbers_stay_words() -> None:
    plain, problems = read("a: no\nb: on\nc: 1.0\nd: 2024-01-01\ne: ~\nf: 0x1F\n")
    assert plain == {"a": "no", "b": "on", "c": "1.0", "d": "2024-01-01", "e": "~", "f": "0x1F"}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: 'a' is given twice, first in line 1; keep one"),
        ("a: &x 1\n", "a.yaml:1:4: anchors and aliases are not read; write the text out"),
        ("a: *x\n", "a.yaml:1:4: anchors and aliases are not read; write the text out"),
        ("a: !!python/name:os.system ''\n", "a.yaml:1:4: the tag 'tag:yaml.org,2002:python/name:os.system'"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: one document a file; remove the second '---'"),
        ("? [a, b]\n: 1\n", "a.yaml:1:3: a key must be a word"),
        ("", "a.yaml:1:1: the file is empty"),
        ("a: " + "[" * 30 + "]" * 30, "a.yaml:1:23: nested deeper than 20 levels"),
        (b"a: 1\nb: \xff\n", "a.yaml:2:1: the file is not UTF-8; save it as UTF-8"),
        (b"a: " + b"x" * 500_000, "a.yaml:1:1: the file is larger than 500 KB; split it"),
        ("a: b: c\n", "a.yaml:1:5: not YAML: mapping values are not allowed in this context;"),
    ],
)
def test_what_a_rule_file_never_needs_is_refused(text: str | bytes, problem: str) -> None:
    assert read(text)[1][0].startswith(problem)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("when: skill_gap > X\n", (1, 19)),
        ("when: 'it''s ''a'' X'\n", (1, 20)),
        ('when: "آب \\" X"\n', (1, 14)),
        ("when: >-\n  one\n  two X\n", (3, 7)),
        ("a: 1\nwhen: |\n    one\n\n    X\n", (5, 5)),
        ("when: one\n  two\n   X\n", (3, 4)),
        ("list: [{when: a, then: X}]\n", (1, 24)),
    ],
)
def test_a_letter_inside_a_text_is_found_in_the_file(text: str, place: tuple[int, int]) -> None:
    node = read_yaml(text.encode(), Report("a.yaml"))
    scalar = _last_scalar(node)
    at = scalar.place(scalar.text.rindex("X"))
    assert (at.line, at.column) == place


def _last_scalar(node: object) -> Scalar:
    while not isinstance(node, Scalar):
        node = list(node.values.values())[-1] if isinstance(node, Mapping) else node.items[-1]  # type: ignore[attr-defined] # a listing is left
    return node


@settings(deadline=10_000, max_examples=300)
@given(st.binary(max_size=400) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@\n \t?,", max_size=300).map(str.encode))
def test_no_bytes_crash_the_reading(data: bytes) -> None:
    report = Report("a.yaml")
    node = read_yaml(data, report)
    assert node is not None or report.problems


@pytest.mark.parametrize(
    "piece", [b"[", b"{", b"- ", b"a: ", b"? ", b"a: 1\n", b"&a ", b"'", b'"\\', b"%", b"#\n"]
)
def test_half_a_megabyte_of_anything_is_read_or_refused(piece: bytes) -> None:
    report = Report("a.yaml")
    node = read_yaml((piece * 500_000)[:499_999], report)
    assert node is not None or report.problems
