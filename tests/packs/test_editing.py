"""A rule as it is being typed: what is wrong and where, what it says, how its cases come out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from appraisal.data import adaptable
from appraisal.packs.editing import file_of, id_after, look, version_needed, with_version
from appraisal.packs.offers import offers_of
from appraisal.packs.writing import CaseText, fields_of, to_text
from appraisal.rulebook import Pack, load_pack
from tests.conftest import DAY

FILE = "external_factors/E01-inputs-short-work-done.yaml"


@cache
def core() -> Pack:
    return load_pack(adaptable("rules") / "core")


def found(used: int = 1, **changes):
    fields = fields_of(core().files[FILE])
    assert fields is not None
    return look(core(), FILE, to_text(replace(fields, **changes)), core().rules["E01"], used, DAY)


def test_a_rule_that_reads_well_says_so_and_tells_what_it_does():
    check = found()
    assert check.is_well
    assert [(run.got, run.comes_out) for run in check.runs] == [(run.expect, True) for run in check.runs]
    assert [(each.factor, each.side, each.strength) for each in check.saying.weights] == [
        ("external_factors", "for", "strong")
    ]


@pytest.mark.parametrize(
    ("when", "line", "column", "text", "hint"),
    [
        ("input_suply_ratio < 0.8", 1, 1, "input_suply_ratio < 0.8", "did you mean 'input_supply_ratio'?"),
        (
            "input_supply_ratio < 0.8\nand activty_ratio > 1",
            2,
            5,
            "and activty_ratio > 1",
            "'activity_ratio'?",
        ),
        ("tools_available == 'mising'", 1, 20, "tools_available == 'mising'", "did you mean 'missing'?"),
        ("input_supply_ratio = 1", 1, 20, "input_supply_ratio = 1", "write '=='"),
        ("has_word('بله', 'x') and lode > 1", 1, 10, "has_word('بله', 'x') and lode > 1", ""),
    ],
)
def test_a_fault_names_line_and_letter_of_the_condition_and_the_mend(when, line, column, text, hint):
    first = found(when=when).faults[0]
    assert (first.line, first.text) == (line, text)
    assert first.column == column or not hint
    assert hint in first.message


def test_while_the_condition_cannot_be_read_nothing_else_is_told_of_it():
    check = found(when="input_suply_ratio < 0.8")
    assert check.plain is None
    assert check.runs == ()
    assert not check.is_well
    assert [each for each in check.troubles if each.part == "when"] == []


def test_a_case_on_the_other_side_of_a_changed_threshold_comes_out_otherwise():
    check = found(when="input_supply_ratio < 0.7 and activity_ratio >= activity_nearly_full_from")
    wrong = [run for run in check.runs if not run.comes_out]
    assert [(run.name, run.expect, run.got) for run in wrong] == [
        ("inputs just below the edge and work just at its edge", "yes", "no")
    ]
    assert not check.is_well


def test_a_case_that_stays_open_names_what_is_missing_by_its_label():
    check = found(cases=(CaseText("nobody counted the leads", "activity_ratio: 0.95", "no"),))
    assert [label["en"] for label in check.runs[0].missing] == [
        core().facts["input_supply_ratio"].label["en"]
    ]


def test_what_is_wrong_is_named_by_its_part_and_by_the_number_of_its_case():
    fields = fields_of(core().files[FILE])
    assert fields is not None
    cases = (
        *fields.cases,
        CaseText("a story", "input_supply_ratio: many", "yes"),
        CaseText("x", "load", "no"),
    )
    check = found(cases=cases, follow_up_days="soon", texts={"title": {"en": "Only English"}})
    last = len(fields.cases)
    assert [(each.part, each.case) for each in check.troubles] == [
        ("title", 0), ("cases", last + 1), ("cases", last + 2), ("follow_up_days", 0)
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "just words", "- a", "version: 1\n\tbad", "when: [a]", "a: &x b"])
def test_a_file_that_is_no_rule_is_named_and_does_no_harm(text):
    check = look(core(), FILE, text, core().rules["E01"], 1, DAY)
    assert check.rule is None
    assert check.troubles


@pytest.mark.parametrize(
    ("changes", "used", "version"),
    [
        ({"when": "input_supply_ratio < 0.7"}, 1, 2),
        ({"when": "input_supply_ratio < 0.7"}, 4, 5),
        ({"opposes": {"persistence": "weak"}}, 1, 2),
        ({"group": "other"}, 1, 2),
        ({"source": "Another book"}, 4, 1),
        ({"version": "9"}, 4, 1),
        ({"status": "retired"}, 4, 1),
        ({"when": "not ("}, 4, 1),
    ],
)
def test_new_logic_needs_one_version_more_and_new_words_need_none(changes, used, version):
    assert found(used, **changes).version == version


def test_a_rule_that_nobody_had_begins_with_version_one():
    assert version_needed(core().rules["E01"], None, 0) == 1


def test_the_version_is_written_into_the_file_and_nothing_else_is_touched():
    text = core().files[FILE]
    assert with_version(text, 7) == text.replace("version: 1\n", "version: 7\n", 1)
    assert with_version("when: a\n", 7) == "when: a\n"


def test_the_file_of_a_rule_is_found_by_its_number_among_files_that_hold_no_rules():
    assert file_of(core().files, "E01") == FILE
    assert file_of(core().files, "external") is None


def test_the_next_number_in_a_folder_is_one_that_nobody_has():
    numbers = [int(rule[1:]) for rule in core().rules if rule.startswith("E")]
    assert id_after(core(), (), "external_factors") == f"E{max(numbers) + 1:02}"
    taken = [f"external_factors/E{max(numbers) + 1}-mine.yaml"]
    assert id_after(core(), taken, "external_factors") == f"E{max(numbers) + 2:02}"
    assert id_after(core(), (), "nowhere") == ""


PACKS = sorted(path.parent for path in adaptable("rules").glob("*/pack.yaml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_every_shipped_rule_reads_well_on_its_own(folder):
    pack = load_pack(folder)
    for rule in pack.rules.values():
        name = next(name for name in pack.files if rule.path.endswith(f"/{name}"))
        check = look(pack, name, pack.files[name], rule, rule.version, DAY)
        assert check.is_well, (name, check.troubles, [run for run in check.runs if not run.comes_out])
        assert check.plain is not None
        assert check.version == rule.version


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_everything_that_conditions_name_is_offered(folder):
    pack = load_pack(folder)
    groups = offers_of(pack, DAY)
    offered = {offer.name for group in groups for offer in group.offers}
    assert offered == {*pack.facts, *pack.parameters, *pack.words}
    used = {
        name for rule in pack.rules.values() for name in (*rule.condition.facts, *rule.condition.parameters)
    }
    assert used <= offered


def test_a_value_is_offered_as_a_condition_writes_it():
    offers = {offer.name: offer for group in offers_of(core(), DAY) for offer in group.offers}
    assert [value.insert for value in offers["tools_available"].values] == ["'ok'", "'degraded'", "'missing'"]
    assert [value.insert for value in offers["external_checklist_done"].values] == ["true", "false"]


def test_a_story_without_a_day_does_not_come_out_where_the_condition_asks_for_the_day():
    check = found(
        when="days_between(date('2024-01-01'), as_of) > 3",
        cases=(CaseText("nobody says when", "", "yes"), CaseText("in spring", "", "yes", "2024-03-01")),
    )
    assert check.asks_day
    assert [(run.needs_day, run.comes_out) for run in check.runs] == [(True, False), (False, True)]
