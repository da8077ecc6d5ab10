"""What the year left behind in other slices, for one review: goals, talks, findings, steps, mentions.

Whoever asks has been let in by the policy of reviews; the other slices are read in the service's name,
because the manager of a review keeps reading it when somebody else leads the employee by now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Numbers
from appraisal.diagnosis import queries as diagnosis
from appraisal.goals import queries as goals
from appraisal.kernel.actors import SERVICE
from appraisal.observations import queries as observations
from appraisal.people import queries as people
from appraisal.plans.queries import InForce
from appraisal.reviews.agenda import Mention
from appraisal.reviews.domain import ORIGIN
from appraisal.reviews.text import ActionText, ChangeText, FindingText, GoalText, ReadingText, TalkText
from appraisal.versions import queries as versions


@dataclass(frozen=True)
class Material:
    """What two people can look at while they write, and what the paper shows beside their words."""

    goals: tuple[GoalText, ...]
    checkins: tuple[TalkText, ...]
    findings: tuple[FindingText, ...]
    actions: tuple[ActionText, ...]
    mentions: tuple[Mention, ...]
    numbers: Numbers

    @property
    def statements(self) -> dict[str, str]:
        """The words of each goal by its key, as forms ask for them."""
        return {goal.key: goal.statement for goal in self.goals}


def material_of(
    store: Session, review: int, employee: int, starts_on: date, ends_on: date, day: date
) -> Material:
    """Everything of these days, as it stands on ``day``."""
    findings = diagnosis.findings_of(store, employee, starts_on, ends_on)
    behind = diagnosis.behind_conclusions(store, (each.diagnosis for each in findings), day)
    numbers = checkins.numbers(store, day)
    before = timedelta(days=numbers.mentioned_before + numbers.about_the_same_day)
    seen = observations.observations_of(store, SERVICE, employee, starts_on - before)
    told = [Mention(each.concluded_at.date(), each.concluded_at) for each in findings if each.concluded_at]
    return Material(
        goals=_goals(store, employee, starts_on, ends_on, day),
        checkins=_talks(store, employee, starts_on, ends_on),
        findings=tuple(_finding(each, behind.get(each.diagnosis)) for each in findings),
        actions=_actions(store, review, employee, starts_on, ends_on),
        numbers=numbers,
        mentions=(*(Mention(each.seen_on, each.written_at) for each in seen), *told),
    )


def _states(
    store: Session, employee: int, starts_on: date, ends_on: date, day: date
) -> list[goals.GoalState]:
    """The goals that touch these days, the earliest first."""
    found = goals.goals_of(store, SERVICE, employee, day)
    inside = [state for state in found if state.starts_on <= ends_on and state.ends_on >= starts_on]
    return sorted(inside, key=lambda state: (state.starts_on, state.key))


def _goals(store: Session, employee: int, starts_on: date, ends_on: date, day: date) -> tuple[GoalText, ...]:
    states = _states(store, employee, starts_on, ends_on, day)
    measures = {state.measure for state in states}
    first = min((state.starts_on for state in states), default=starts_on)
    last = max((state.ends_on for state in states), default=ends_on)
    readings = actuals.readings_by_measure(store, employee, measures, first, last) if states else {}
    told = goals.notices_of(store, (state.key for state in states))
    shares = versions.figures_on_days(
        store, {state.plan_node: min(state.ends_on, day) for state in states if state.plan_node is not None}
    )
    return tuple(
        GoalText(
            key=str(state.key),
            statement=state.statement,
            why_it_matters=state.why_it_matters,
            measure=state.measure,
            unit=state.unit,
            target=state.target,
            direction=state.direction,
            starts_on=state.starts_on,
            ends_on=state.ends_on,
            result=state.result,
            ratio=state.ratio,
            confirmed_by_employee_on=_day(state.confirmed_by_employee_at),
            confirmed_by_manager_on=_day(state.confirmed_by_manager_at),
            own_words=state.own_words,
            readings=tuple(
                ReadingText(one.starts_on, one.ends_on, one.value, one.source)
                for one in readings.get(state.measure, ())
                if one.starts_on >= state.starts_on and one.ends_on <= state.ends_on
            ),
            **_of_the_plan(shares.get(state.plan_node or 0)),
            changes=tuple(
                ChangeText(each.plan_version, each.since_on, each.was, each.now)
                for each in told.get(state.key, ())
            ),
        )
        for state in states
    )


def _of_the_plan(share: InForce | None) -> dict[str, Any]:
    """What of a goal's share is in force; nothing where no version of the plan was approved."""
    if share is None or share.version is None:
        return {}
    return {
        "in_force": share.target,
        "in_force_since": share.since,
        "in_force_version": share.version,
    }


def _talks(store: Session, employee: int, starts_on: date, ends_on: date) -> tuple[TalkText, ...]:
    return tuple(
        TalkText(talk.starts_at.date(), _day(talk.held_at), len(talk.moves))
        for talk in checkins.checkins_of(store, SERVICE, employee)
        if starts_on <= talk.starts_at.date() <= ends_on
    )


def _finding(found: diagnosis.Finding, behind: dict[str, Any] | None) -> FindingText:
    return FindingText(
        goal=found.goal,
        opened_on=found.opened_at.date(),
        concluded_on=_day(found.concluded_at),
        concluded_by=found.concluded_by,
        conclusion=found.conclusion,
        replied_on=_day(found.replied_at),
        stance=found.agrees,
        reply=found.reply,
        behind=behind,
    )


def _actions(
    store: Session, review: int, employee: int, starts_on: date, ends_on: date
) -> tuple[ActionText, ...]:
    items = [
        item
        for item in goals.action_items_of(store, employee)
        if (item.origin == ORIGIN and item.origin_key == review)
        or (item.due_on >= starts_on and item.due_on <= ends_on)
        or item.closed_at is None
    ]
    names = people.names_of(store, [item.owner for item in items])
    return tuple(
        ActionText(item.text, names.get(item.owner, ""), item.due_on, _day(item.closed_at))
        for item in sorted(items, key=lambda item: (item.due_on, item.key))
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
