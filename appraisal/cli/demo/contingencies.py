"""A contingency plan of the demo: the CRM of one team failed for two days in November 2017, and was stood down.

Invented words; it befell another team than the one of the story.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD
from appraisal.contingency import operations
from appraisal.contingency.domain import (
    AddEffect,
    AddStep,
    AddTrigger,
    Comparison,
    EndEvent,
    Meaning,
    NoteSignal,
    Span,
    TriggerKey,
    Watch,
)
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import AddContingency, NodeKey

TEAM = "Dustin Brinkmann"
BEGAN_ON, ENDED_ON = date(2017, 11, 14), date(2017, 11, 15)
HOURS = Decimal(13)
NEAR = Decimal("0.1")


def watch_the_crm(stage: Stage, root: NodeKey) -> None:
    """A plan for a failing CRM, made in July; in November it fired, and two days of the team do not count."""
    team = next(
        part
        for office in plan_facts.parts_rows(stage.store, root)
        for part in plan_facts.parts_rows(stage.store, office.key)
        if part.title == TEAM
    )
    head, owner, made = stage.actor(HEAD), stage.key(TEAM), moment(date(2017, 7, 10), 10)
    plan = plans.add_contingency(stage.store, head, AddContingency(team.key, "The CRM fails", owner), at=made)
    outage = AddTrigger(
        plan, Watch.OUTAGE, Comparison.AT_LEAST, Decimal(8), Span.ONCE, 1, NEAR, meaning=Meaning.OUTAGE
    )
    vacancy = AddTrigger(
        plan, Watch.VACANCY, Comparison.AT_LEAST, Decimal("0.25"), Span.ONCE, 1, NEAR, meaning=Meaning.VACANCY
    )
    trigger = operations.add_trigger(stage.store, head, outage, at=made)
    operations.add_trigger(stage.store, head, vacancy, at=made)
    for text in (
        "Call the provider and ask by when it runs again",
        "Print the list of today’s calls from last night’s copy",
        "Enter what was noted on paper the day after",
    ):
        operations.add_step(stage.store, head, AddStep(plan, text, owner), at=made)
    operations.add_effect(stage.store, head, AddEffect(plan, "", Decimal(1)), at=made)
    _fail(stage, trigger)


def _fail(stage: Stage, trigger: TriggerKey) -> None:
    manager = stage.actor(TEAM)
    noted = NoteSignal(
        trigger, BEGAN_ON, ENDED_ON, HOURS, "The provider moved its servers; nobody could sign in."
    )
    (event,) = operations.note_signal(stage.store, manager, noted, at=moment(ENDED_ON, 18))
    words = "It has run since this morning. We now keep a copy of each day’s list on paper."
    operations.end_event(
        stage.store, manager, EndEvent(event, ENDED_ON, words), at=moment(date(2017, 11, 16), 9)
    )
