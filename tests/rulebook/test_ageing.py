"""What was said long ago: unknown, and still told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rulebook import BrokenPack, Fact, Pack, diagnose, load_pack, remarks, to_plain, to_stored
from tests.rulebook.packs import fact, pack_of, parameter, pro, rule, write_pack

DAY = date(2024, 6, 30)
SKILL = "skill_level"
RULES = {"S1": pro(SKILL, "strong", "unsure"), "S2": pro(SKILL, "weak", "not known(unsure) and tired")}


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    facts = {"unsure": fact(ages="good_for"), "tired": fact(ages="good_for"), "written": fact()}
    good_for = parameter(92, "days", "2010-01-01")
    good_for["values"].append({"from": "2025-01-01", "value": 30, "source": "agreed"})
    rules = {**RULES, "S3": pro(SKILL, "weak", "written")}
    return pack_of(tmp_path, facts, rules, {"good_for": good_for})


def said(days_ago: int, as_of: date = DAY) -> Fact:
    return Fact(True, "check-in answer", as_of - timedelta(days=days_ago), "Sara")


@pytest.mark.parametrize(("days_ago", "status"), [(0, "supported"), (92, "supported"), (93, "unknown")])
def test_an_answer_counts_up_to_its_last_day_and_is_unknown_on_the_next(
    pack: Pack, days_ago: int, status: str
) -> None:
    assert diagnose(pack, {"unsure": said(days_ago)}, DAY).findings[SKILL].status == status


def test_an_answer_of_a_later_day_counts(pack: Pack) -> None:
    assert diagnose(pack, {"unsure": said(-3)}, DAY).findings[SKILL].status == "supported"


def test_a_fact_without_a_day_or_without_an_age_never_ages(pack: Pack) -> None:
    found = diagnose(pack, {"unsure": Fact(True), "written": said(5000)}, DAY)
    assert found.findings[SKILL].supporting == ("S1", "S3")
    assert found.aged == ()


def test_what_is_too_old_is_not_known_either(pack: Pack) -> None:
    found = diagnose(pack, {"unsure": said(93), "tired": said(1)}, DAY)
    assert found.findings[SKILL].supporting == ("S2",)


def test_the_trace_keeps_what_was_said_when_and_by_whom_and_names_it_as_missing(pack: Pack) -> None:
    found = diagnose(pack, {"unsure": said(93)}, DAY)
    trace = next(each for each in found.traces if each.rule == "S1")
    (seen,) = trace.facts
    assert (seen.known, seen.aged, seen.value, seen.on, seen.author) == (
        False,
        True,
        True,
        DAY - timedelta(days=93),
        "Sara",
    )
    assert (trace.answer, trace.missing, found.aged) == ("unknown", ("unsure",), ("unsure",))


def test_what_is_too_old_may_be_asked_again(pack: Pack) -> None:
    def asked(days_ago: int) -> list[str]:
        return [each.fact for each in diagnose(pack, {"unsure": said(days_ago)}, DAY).questions]

    assert "unsure" in asked(93)
    assert "unsure" not in asked(92)


def test_a_new_age_holds_from_its_day_and_last_years_finding_keeps_last_years(pack: Pack) -> None:
    last, first = date(2024, 12, 31), date(2025, 1, 1)
    assert diagnose(pack, {"unsure": said(31, last)}, last).findings[SKILL].status == "supported"
    assert diagnose(pack, {"unsure": said(31, first)}, first).findings[SKILL].status == "unknown"


def test_before_the_number_holds_nothing_ages(pack: Pack) -> None:
    early = date(2009, 12, 31)
    assert diagnose(pack, {"unsure": said(3000, early)}, early).findings[SKILL].status == "supported"


def test_what_is_kept_tells_the_old_answer_in_words_and_that_it_is_too_old(pack: Pack) -> None:
    found = diagnose(pack, {"unsure": said(93), "written": said(93)}, DAY)
    kept = to_stored(pack, found)
    assert kept["aged"] == ["unsure"]
    assert (kept["facts"]["unsure"]["known"], kept["facts"]["unsure"]["aged"]) == (False, True)
    assert kept["facts"]["unsure"]["value"] is True
    assert kept["facts"]["written"]["aged"] is False


def test_the_command_line_names_what_is_too_old_and_is_silent_when_nothing_is(pack: Pack) -> None:
    assert to_plain(diagnose(pack, {"unsure": said(93)}, DAY))["aged"] == ["unsure"]
    assert "aged" not in to_plain(diagnose(pack, {"unsure": said(92)}, DAY))


def test_a_remark_does_not_lean_on_what_is_too_old(tmp_path: Path) -> None:
    write_pack(
        tmp_path,
        {"late": fact(ages="good_for")},
        {"W1": rule("late", level="tip")},
        {"good_for": parameter(10, "days")},
    )
    head = (tmp_path / "pack.yaml").read_text("utf-8").replace("kind: diagnosis", "kind: process")
    (tmp_path / "pack.yaml").write_text(head, "utf-8")
    process = load_pack(tmp_path)
    assert [each.rule for each in remarks(process, {"late": said(10)}, DAY)] == ["W1"]
    assert remarks(process, {"late": said(11)}, DAY) == ()


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (fact(ages="god_for"), "unknown parameter 'god_for', did you mean 'good_for'?"),
        (fact(ages="low"), "'ages' needs a number of days; 'low' counts ratio"),
        (
            fact(ages="good_for", ask="nobody", restricted="true"),
            "a restricted fact does not age: a person closes the matter",
        ),
    ],
)
def test_an_age_that_cannot_be_is_named_with_its_place(tmp_path: Path, spec: Any, message: str) -> None:
    numbers = {"good_for": parameter(92, "days"), "low": parameter(0.8)}
    write_pack(tmp_path, {"unsure": spec}, {"S1": pro(SKILL, "strong", "unsure")}, numbers)
    with pytest.raises(BrokenPack) as broken:
        load_pack(tmp_path)
    (problem,) = broken.value.problems
    text = (tmp_path / "facts" / "all.yaml").read_text("utf-8").splitlines()[problem.line - 1]
    assert problem.message == message
    assert text[: problem.column - 1].endswith('"ages": ')


@given(days_ago=st.integers(-400, 4000), value=st.booleans(), tired=st.none() | st.booleans())
def test_a_fact_too_old_counts_exactly_as_one_that_nobody_gave(
    tmp_path_factory: pytest.TempPathFactory, days_ago: int, value: bool, tired: bool | None
) -> None:
    pack = _kept(tmp_path_factory)
    on = DAY - timedelta(days=days_ago)
    others = {} if tired is None else {"tired": Fact(tired, "", DAY)}
    without = diagnose(pack, others, DAY)
    fresh = diagnose(pack, {**others, "unsure": Fact(value, "", DAY)}, DAY)
    found = diagnose(pack, {**others, "unsure": Fact(value, "", on)}, DAY)
    like = without if days_ago > 92 else fresh
    assert (found.findings, found.leading, found.questions) == (like.findings, like.leading, like.questions)


_made: list[Pack] = []


def _kept(folders: pytest.TempPathFactory) -> Pack:
    if not _made:
        facts = {"unsure": fact(ages="good_for"), "tired": fact(ages="good_for")}
        _made.append(pack_of(folders.mktemp("ages"), facts, RULES, {"good_for": parameter(92, "days")}))
    return _made[0]
