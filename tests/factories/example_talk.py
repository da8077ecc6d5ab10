"""A talk about a goal as plain data, for its paper: what the shipped rules say of one set of facts, with long words.

``told`` is the whole talk, ``behind`` what a signed review keeps of it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from appraisal.diagnosis.afterwards import (
    Afterwards,
    ConclusionShown,
    FollowUpShown,
    PromiseShown,
    ReplyShown,
)
from appraisal.diagnosis.contest_shown import Contested, ContestShown
from appraisal.diagnosis.conversation import SaidAnswer
from appraisal.diagnosis.edition import to_kept_snapshot, to_result
from appraisal.diagnosis.explained import explained_rules, rules_behind
from appraisal.diagnosis.findings import shown, shown_answer, shown_fact
from appraisal.diagnosis.pictures import cascade_picture
from appraisal.diagnosis.rulebook import read_rulebook
from appraisal.diagnosis.schemas import behind_to_plain, talk_to_plain
from appraisal.diagnosis.shown import Aside
from appraisal.diagnosis.telling import Behind, Look, Talk
from appraisal.packs.queries import texts_of
from appraisal.rulebook import Fact, diagnose
from tests.documents.example import LONG, NAMES

DAY = date(2017, 12, 29)
AT = datetime(2017, 12, 29, 9, 30, tzinfo=UTC)
RULES = Path(__file__).parents[2] / "rules"
MANAGER = {"en": "Omid Karimi", "fa": "امید کریمی", "ru": "Омид Карими", "vi": "Trần Văn Omid"}
EARLIER = ((date(2017, 7, 3), "understanding_of_task"),)
CONTESTED = {"tools_available": "no"}


def facts_in(language: str) -> dict[str, Fact]:
    """What was known that day: from registers, and from the words of the two."""
    employee, manager = NAMES[language], MANAGER[language]

    def said(value: Any, since: date | None = None, by: str = "employee") -> Fact:
        return Fact(value, by, DAY, employee if by == "employee" else manager, since)

    return {
        "gap_ratio": Fact(0.62, "readings", date(2017, 12, 28)),
        "gap_onset": Fact("gradual", "readings", date(2017, 10, 1)),
        "gap_duration_weeks": Fact(13, "readings", date(2017, 10, 1)),
        "n_measured_periods": Fact(6, "readings", date(2017, 12, 28)),
        "peers_same_gap_share": Fact(0.7, "group", date(2017, 12, 28)),
        "external_checklist_done": said(True),
        "input_supply_ratio": said(0.55, date(2017, 9, 18)),
        "input_quality_ok": said(False, date(2017, 10, 2)),
        "info_access_ok": said(False, date(2017, 10, 9)),
        "authority_sufficient": said(True),
        "goal_restated_correctly": said("yes"),
        "micromanaged": said(False),
        "market_shift": said(True, date(2017, 11, 6), "manager"),
        "starts_task": said("always", None, "manager"),
        "stops_after_setback": said(False, None, "manager"),
        "fear_of_failure": Fact(True, "employee", date(2017, 3, 3), employee),
    }


def _parts(language: str, *, contested: bool = True) -> tuple[Any, Any, Any, Aside, Any]:
    pack = read_rulebook(RULES, DAY)
    facts = facts_in(language)
    edition, snapshot = texts_of(pack), to_kept_snapshot(pack.schema, facts)
    aside = Aside({"market_shift": snapshot["market_shift"]}, aged=frozenset()) if contested else Aside()
    counted = {name: fact for name, fact in facts.items() if name not in aside.facts}
    found = diagnose(pack, counted, DAY)
    kept = {name: fact for name, fact in snapshot.items() if name not in aside.facts}
    result = to_result(pack, found, EARLIER)
    return (
        pack,
        edition,
        (result, kept, snapshot),
        Aside(aside.facts, frozenset(), frozenset(result["aged"])),
        found,
    )


def contests_in(language: str) -> tuple[ContestShown, ...]:
    """The employee says that a fact is not right; a second person answered."""
    _pack, edition, (_result, _kept, snapshot), _aside, _found = _parts(language)
    fact = shown_fact(edition, "market_shift", snapshot)
    what = Contested("fact", "market_shift", fact.label, fact, None, "")
    words = LONG[language][:180]
    return (
        ContestShown(
            1, what, words, AT, date(2018, 1, 12), False, False, "upheld", words, "Leila Moradi", AT
        ),
    )


def told(language: str = "en") -> dict[str, Any]:
    """The whole talk, concluded, answered and followed up."""
    pack, edition, (result, kept, _snapshot), aside, _found = _parts(language)
    said, employee, manager = LONG[language], NAMES[language], MANAGER[language]
    looked = shown(edition, result, kept, aside)
    look = Look(
        AT, DAY, looked.outcome, "core", pack.version, pack.sha256, looked,
        explained_rules(edition, result, kept, aside),
    )  # fmt: skip

    def answers(by: str) -> tuple[SaidAnswer, ...]:
        return tuple(
            SaidAnswer(name, edition["facts"][name]["label"], shown_answer(edition, name, fact.value), "answered",
                       said[:90] if place % 3 == 0 else "", AT, fact.since, False, True)
            for place, (name, fact) in enumerate(facts_in(language).items()) if fact.origin == by
        )  # fmt: skip

    talk = Talk(
        key=12,
        employee=employee,
        manager=manager,
        goal=f"{said[:60]} (GTX Pro, CRM)",
        goal_starts_on=date(2017, 7, 1),
        goal_ends_on=date(2017, 12, 31),
        days_left_out=9,
        opened_at=AT,
        remedy_by="manager",
        judge_others_from=date(2018, 2, 28),
        looks=(look,),
        picture=cascade_picture(looked.line, DAY),
        said_by_employee=answers("employee"),
        said_by_manager=answers("manager"),
        after=Afterwards(
            ConclusionShown(manager, AT, said, ("external_factors",), date(2018, 1, 29), ()),
            (
                PromiseShown(manager, said[:80], date(2018, 1, 5), AT, ()),
                PromiseShown(employee, said[80:150], date(2018, 1, 8), None, ()),
            ),
            ReplyShown(employee, AT, "partly", said[:200], ()),
            (FollowUpShown(employee, AT, "partly", said[:60], ()), FollowUpShown(manager, AT, "yes", "", ())),
            frozenset({1, 3}),
        ),
        contests=contests_in(language),
    )
    return talk_to_plain(talk)


def behind(language: str = "en") -> dict[str, Any]:
    """What a signed review keeps of the same talk."""
    pack, edition, (result, kept, _snapshot), aside, _found = _parts(language)
    rules = rules_behind(edition, result, kept, aside, ("external_factors",))
    return behind_to_plain(Behind(AT, "core", pack.version, pack.sha256, rules, contests_in(language)))
