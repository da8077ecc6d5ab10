"""A rule goes through the fields of a page and comes back as it was."""

from __future__ import annotations

import re

import pytest

from appraisal.data import adaptable
from appraisal.packs.writing import MOST_LINES, WIDEST, CaseText, RuleFields, fields_of, to_text
from appraisal.rulebook import load_pack, read_pack

PACKS = sorted(path.parent for path in adaptable("rules").glob("*/pack.yaml"))
NASTY = [
    "no", "on: off", "- dash", "# none", "it's", 'a "quote"', "a: b #c", "{x}", "[1]", "*x", "&x", "!x", "%x", "@x",
    "`x`", "|", ">", "?", "-", "~", "null", "---", "...", "ends:", "two  spaces", "tab\there", "one\ntwo", "one\n\n two",
    "\u200cنیم‌فاصله: بله", "خوب، «نقل»", "Лень — «слово»: да", "\u2028line", "\ufeffmark", "\x85next", "\x07", "x" * 400,
    "слово " * 60 + "конец", "a,b", "?x", "-5", "'", "''", "\\", "\\n", "=", "<<", "\u202egnp", "wörter: \u200d", "a\u00a0#b",
    "\r", "\n", " ", "😀",
]  # fmt: skip


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_every_shipped_rule_says_the_same_after_it_was_read_into_fields_and_written(folder):
    pack = load_pack(folder)
    paths = {name for rule in pack.rules.values() for name in pack.files if rule.path.endswith(f"/{name}")}
    fields = {name: fields_of(pack.files[name]) for name in paths}
    assert [name for name, found in fields.items() if found is None] == []
    again = read_pack({**pack.files, **{name: to_text(found) for name, found in fields.items() if found}})
    assert again.sha256 == pack.sha256
    assert _digests(again) == _digests(pack)


def _digests(pack):
    return {
        rule.id: (rule.logic_digest, rule.texts_digest, rule.status, rule.version, len(rule.cases))
        for rule in pack.rules.values()
    }


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_what_is_written_keeps_to_forty_lines_of_160_letters(folder):
    pack = load_pack(folder)
    for rule in pack.rules.values():
        name = next(name for name in pack.files if rule.path.endswith(f"/{name}"))
        found = fields_of(pack.files[name])
        assert found is not None
        lines = to_text(found).splitlines()
        assert max(map(len, lines)) <= WIDEST, name
        assert len(lines) <= max(MOST_LINES, len(pack.files[name].splitlines()) + 4), name


@pytest.mark.parametrize("typed", NASTY)
def test_whatever_is_typed_is_kept_as_it_was_typed(typed):
    rule = RuleFields(
        version=typed,
        status="draft",
        when=typed,
        role="level",
        level="tip",
        group=typed,
        texts={"title": {"en": typed, "fa": typed, "ru": "x"}, "question": {"vi": typed}},
        asks=typed,
        follow_up_days=typed,
        source=typed,
        cases=(
            CaseText("first", "a: 1", "yes"),
            CaseText(typed, "", "no", typed),
            CaseText("last", "", "unknown"),
        ),
    )
    assert fields_of(to_text(rule)) == rule


@pytest.mark.parametrize(
    "given", ["a: 1, b", "a: [", "a: 'x", "a = 1", "{", "}", "a: 1 # why", "a: 1}, x: {b: 2"]
)
def test_a_case_that_cannot_be_read_is_kept_as_it_was_typed(given):
    rule = RuleFields(when="a", cases=(CaseText("a story", given, "yes"),))
    found = fields_of(to_text(rule))
    assert found is not None
    assert re.sub(r": ?''", "", found.cases[0].given) == given


def test_what_a_case_gives_is_written_in_one_form():
    rule = RuleFields(when="a", cases=(CaseText("a story", "a:  1,b: 'two, three', c: [{x: no}]", "yes"),))
    assert "given: {a: 1, b: 'two, three', c: [{x: no}]}, expect: yes}" in to_text(rule)


def test_notes_at_the_head_of_a_file_stay():
    rule = RuleFields(when="a", notes="Agreed with the council\nsee minutes")
    assert to_text(rule).startswith("# Agreed with the council\n# see minutes\nversion: 1\n")
    assert fields_of(to_text(rule)) == rule


@pytest.mark.parametrize(
    "text",
    [
        "", "just words", "- a\n- b", "version: 1\nversion: 2", "when: a # because", "version: 1\n# here\nwhen: a",
        "status: actve", "gate: perhaps", "speed: 3", "title: plain", "evidence: {for: {luck: strong}}",
        "evidence: {for: {aptitude: huge}}", "gate: escalate\nlevel: tip", "cases: none", "cases: [x]",
        "cases: [{name: a, given: {}, expect: maybe}]", "when: [a]", "when: &x a", "\x00", "blocks: aptitude",
        "evidence: {for: {aptitude: weak}, against: {aptitude: weak}}", "source: ''",
    ],
)  # fmt: skip
def test_a_file_that_says_more_than_fields_can_hold_is_left_to_be_edited_as_a_file(text):
    assert fields_of(text) is None
