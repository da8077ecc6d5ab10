"""Lists of words that a rule looks for: what is found, what an exception takes back, how a list is refused."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rulebook import BrokenPack, Pack, WordList, has_word, read_facts, read_pack, remarks
from tests.rulebook.packs import HEAD, fact, rule, texts

EMPTY: dict[str, list[str]] = {"en": [], "fa": [], "ru": [], "vi": []}


def listed(*patterns: str, unless: tuple[str, ...] = ()) -> WordList:
    return WordList("blame", texts("Blame"), "test", {"en": patterns}, {"en": unless})


def a_pack(
    words: Any, when: str = "has_word(text, blame)", name: str = "blame", facts: tuple[str, ...] = ("text",)
) -> Pack:
    files = {
        "pack.yaml": HEAD.replace("kind: diagnosis", "kind: wording"),
        "facts/all.yaml": yaml.safe_dump(
            {"group": texts("All"), "facts": {each: fact("text", ask="nobody") for each in facts}}
        ),
        f"words/{name}.yaml": yaml.safe_dump(words, allow_unicode=True),
        "rules/A1-rule.yaml": yaml.safe_dump(rule(when, level="warn")),
    }
    return read_pack(files)


def file_of(**words: list[str]) -> dict[str, Any]:
    return {"title": texts("Blame"), "source": "test", "words": {**EMPTY, **words}}


@pytest.mark.parametrize(
    ("patterns", "text", "found"),
    [
        (("lazy",), "So LAZY!", ["LAZY"]),
        (("ленив*",), "Ленивый и нелениво", ["Ленивый"]),
        (("his fault",), "It is his fault, his own fault.", ["his fault"]),
        (("doesn't care",), "He doesn’t care.", ["doesn’t care"]),
        (("best", "best in the team"), "She is the best in the team", ["best in the team"]),
        (("می‌خواهد",), "او می‌خواهد برود", ["می‌خواهد"]),
        (("lười",), "Anh ấy lười".replace("ờ", "ờ"), ["lười"]),
        (("a b", "b c"), "a b c", ["a b"]),
        (("late",), "", []),
    ],
)
def test_words_stems_and_phrases_are_found_as_they_were_written(
    patterns: tuple[str, ...], text: str, found: list[str]
) -> None:
    words = listed(*patterns)

    assert [text[start:end] for start, end in words.places_in(text)] == found
    assert words.is_in(text) is bool(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The lazy loading of pages", False),
        ("He is not lazy", False),
        ("He isn't lazy", False),
        ("He is not only late, he is lazy", True),
        ("not lazy but stupid", True),
        ("lazy customers", False),
        ("lazy", True),
    ],
)
def test_an_exception_takes_a_find_back_where_the_word_means_something_else(text: str, found: bool) -> None:
    words = listed("lazy", "stupid", unless=("lazy load*", "not ~", "isn't ~", "~ customer*"))

    assert words.is_in(text) is found


@given(st.lists(st.sampled_from(["a", "b", "ab", "abc", "ленивый", "c"]), max_size=12))
def test_a_list_finds_what_its_patterns_find_one_by_one(words: list[str]) -> None:
    patterns = ("a", "ab*", "b c", "c a*", "лен*")
    text = " ".join(words)

    assert listed(*patterns).is_in(text) is any(has_word(text, pattern) for pattern in patterns)


def test_a_rule_names_a_list_and_its_remark_shows_the_words() -> None:
    pack = a_pack(file_of(en=["lazy"], ru=["ленив*"]))

    found = remarks(pack, read_facts(pack.schema, {"text": "Lazy, ленивая."}), date(2024, 1, 1))

    assert [each.words for each in found] == [("Lazy", "ленивая")]
    assert pack.rules["A1"].condition.words == ("blame",)
    assert remarks(pack, {}, date(2024, 1, 1)) == ()


def test_a_word_that_must_not_stand_there_is_not_shown_as_found() -> None:
    pack = a_pack(file_of(en=["lazy"]), "has_word(text, 'late') and not has_word(text, blame)")

    found = remarks(pack, read_facts(pack.schema, {"text": "late again"}), date(2024, 1, 1))

    assert [each.words for each in found] == [("late",)]


def test_changed_words_change_the_logic_of_the_rules_that_name_them_and_the_pack() -> None:
    one, other = a_pack(file_of(en=["lazy"])), a_pack(file_of(en=["lazy", "idle"]))
    titled = a_pack({**file_of(en=["lazy"]), "title": texts("Other")})

    assert one.sha256 != other.sha256
    assert one.rules["A1"].logic_digest != other.rules["A1"].logic_digest
    assert one.rules["A1"].logic_digest == titled.rules["A1"].logic_digest


@pytest.mark.parametrize(
    ("words", "when", "message"),
    [
        (
            file_of(en=["lazy"]),
            "has_word(text, blaem)",
            "unknown list of words 'blaem', did you mean 'blame'?",
        ),
        (file_of(en=["lazy"]), "blame == 'x'", "'blame' is a list of words: write has_word(text, blame)"),
        (
            file_of(en=["la*zy"]),
            "has_word(text, blame)",
            "give whole words, with '*' only at the end of a word",
        ),
        (file_of(en=["lazy", "LAZY"]), "has_word(text, blame)", "'LAZY' stands here twice"),
        (file_of(en=["not ~"]), "has_word(text, blame)", "give whole words"),
        (file_of(), "has_word(text, blame)", "the list holds no words"),
        ({**file_of(en=["lazy"]), "source": ""}, "has_word(text, blame)", "'source' is empty"),
        ({**file_of(en=["lazy"]), "except": {"de": ["x"]}}, "has_word(text, blame)", "language of except"),
        (
            {**file_of(en=["lazy"]), "except": {"en": ["~"]}},
            "has_word(text, blame)",
            "with one '~' for the word",
        ),
        ({**file_of(), "words": {"en": ["a"]}}, "has_word(text, blame)", "missing in fa, ru, vi"),
        (
            {**file_of(), "words": {**EMPTY, "en": "lazy"}},
            "has_word(text, blame)",
            "write the words as a list",
        ),
        (["lazy"], "has_word(text, blame)", "has the parts 'title', 'source' and 'words'"),
    ],
)
def test_a_broken_list_says_how_to_mend_it(words: Any, when: str, message: str) -> None:
    with pytest.raises(BrokenPack) as error:
        a_pack(words, when)

    assert message in str(error.value)


def test_a_list_cannot_take_the_name_of_a_fact() -> None:
    with pytest.raises(BrokenPack, match=r"words/text\.yaml:.*'text' cannot name a list of words"):
        a_pack(file_of(en=["lazy"]), name="text")


def test_a_long_list_costs_one_pass_over_the_words() -> None:
    chance = random.Random(5)  # noqa: S311 - chance for a test, no secret
    words = ["".join(chance.choices("abcdef", k=5)) for _ in range(2000)]
    sought = listed(*(f"{one} {other}*" for one, other in pairwise(words)))
    seen = sum(len(each) for each in sought._index.words.values())

    assert sought._index.lengths == []
    assert max(len(each) for each in sought._index.words.values()) < 20
    assert seen == len(words) - 1
