"""A condition in plain words says what the engine is asked."""

from __future__ import annotations

import pytest

from appraisal.packs.plainly import Clause, Term, plainly
from appraisal.rulebook import Pack, load_pack
from tests.conftest import DAY
from tests.diagnosis.conftest import RULES
from tests.rulebook.packs import fact, pack_of, rule


@pytest.fixture(scope="module")
def core() -> Pack:
    """The pack that ships."""
    return load_pack(RULES / "core")


def in_words(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind == "number":
        return f"{term.number:g} {term.unit}".strip()
    return (term.texts or {}).get("en", "") or term.text or term.kind


def clause_of(pack: Pack, rule: str) -> Clause:
    return plainly(pack, pack.rules[rule], pack.values_on(DAY))


def test_a_comparison_with_a_number_names_the_fact_the_value_and_the_unit(core):
    clause = clause_of(core, "G01")
    assert (clause.key, in_words(clause.subject)) == ("at_least", core.facts["gap_ratio"].label["en"])
    assert (clause.terms[0].texts or {})["en"] == "The agreed result counts as met from"
    assert (clause.terms[0].number, clause.terms[0].unit) == (0.95, "ratio")


def test_the_parts_of_an_and_stand_below_one_another(core):
    clause = clause_of(core, "E11")
    assert clause.key == "all"
    assert [part.key for part in clause.parts] == ["above", "at_most"]


def test_a_value_of_a_choice_is_said_in_its_words_and_a_yes_as_a_yes(core):
    faded = clause_of(core, "P02")
    assert in_words(faded.terms[0]) == core.facts["output_pattern"].values["strong_start_fade"]["en"]
    assert clause_of(core, "A06").terms[0].kind in ("no", "words")


def test_every_rule_that_ships_can_be_said_in_all_four_languages(core):
    for key in core.rules:
        for term in _terms(clause_of(core, key)):
            if term.kind in ("fact", "words"):
                assert set(term.texts or {}) == {"en", "fa", "ru", "vi"}, key
            assert term.kind != "text" or term.text, key


@pytest.mark.parametrize(
    ("condition", "key", "inside"),
    [
        ("not (gap > 0.4)", "not", ["above"]),
        ("0.4 < gap", "above", []),
        ("gap == 1 or known(mood)", "any", ["is", "known"]),
        ("mood in ['good', 'bad']", "one_of", []),
        ("has_word(said, 'late')", "has_word", []),
        ("any(o.open for o in obstacles)", "some", ["is"]),
        ("count(o.days > 5 for o in obstacles) >= 2", "at_least", []),
        ("0.1 < gap < 0.4", "all", ["above", "below"]),
        ("days_between(seen, as_of) > 30", "above", []),
        ("gap - 0.1 > 0.3", "above", []),
        ("sum(o.days for o in obstacles if o.open) > 9", "above", []),
        ("seen > date('2024-06-30')", "above", []),
        ("gap != -1", "is_not", []),
    ],
)
def test_each_word_of_the_language_has_a_sentence(tmp_path, condition, key, inside):
    facts = {
        "gap": fact("number"),
        "mood": fact("enum", values=["good", "bad"]),
        "said": fact("text"),
        "seen": fact("date"),
        "obstacles": fact("list", fields={"open": {"type": "bool"}, "days": {"type": "number"}}),
    }
    pack = pack_of(tmp_path, facts, {"R1": rule(condition)})
    clause = clause_of(pack, "R1")
    assert clause.key == key
    assert [part.key for part in clause.parts] == inside


def _terms(clause: Clause):
    for term in (clause.subject, *clause.terms):
        if term is not None:
            yield term
            yield from term.parts
    for part in clause.parts:
        yield from _terms(part)
