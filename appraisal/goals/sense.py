"""What a goal says of itself, as facts for the pack of goals. Pure.

Owns the facts that follow from a goal as it is typed or stands, and from a person's goals together. Which of
them is worth a remark is for the rules to say; nothing here judges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appraisal.actuals.domain import MEASURES, Nature, ReadingFacts
from appraisal.goals.domain import ChangeGoal, GoalKind, ProposeGoal
from appraisal.kernel.periods import Period
from appraisal.rulebook.words import words_of

GIVEN = frozenset(
    {
        "measure_nature", "counts_activity", "has_plan_share", "statement", "why_words", "why_repeats_statement",
        "own_words_repeat_statement", "period_days", "steps_in_period", "days_into_period", "is_agreed",
        "agreed_after_days", "target_of_share", "target_of_best", "days_since_measured",
        "goals_running", "volume_goals", "customer_goals", "profit_goals", "practice_goals", "activity_goals",
        "improvement_goals", "shares_without_goal", "days_in_post",
    }
)  # fmt: skip
"""Every fact that this slice can give the pack of goals."""
NUMBERS = frozenset({"improvement_goals_upto"})
"""The numbers of the pack that this slice reads itself."""
Facts = dict[str, Any]


@dataclass(frozen=True)
class Typed:
    """A goal as somebody typed it, or as it stands."""

    statement: str
    why: str
    measure: str
    target: Decimal
    direction: str
    starts_on: date
    ends_on: date
    plan_node: int | None

    @classmethod
    def proposed(cls, wish: ProposeGoal) -> Typed | None:
        """What is proposed; None as long as a number or a day is missing or wrong."""
        if wish.target is None or not wish.starts_on or not wish.ends_on or wish.ends_on < wish.starts_on:
            return None
        return cls(
            wish.statement,
            wish.why_it_matters,
            wish.measure,
            wish.target,
            wish.direction,
            wish.starts_on,
            wish.ends_on,
            wish.plan_node,
        )

    @classmethod
    def changed(cls, wish: ChangeGoal, measure: str, direction: str, node: int | None) -> Typed | None:
        """What it would be changed to; None as long as a number or a day is missing or wrong."""
        if wish.target is None or not wish.starts_on or not wish.ends_on or wish.ends_on < wish.starts_on:
            return None
        return cls(
            wish.statement,
            wish.why_it_matters,
            measure,
            wish.target,
            direction,
            wish.starts_on,
            wish.ends_on,
            node,
        )


@dataclass(frozen=True)
class Yeses:
    """Who said yes when, and the employee's own words."""

    by_employee_at: datetime | None
    by_manager_at: datetime | None
    own_words: str
    proposed_by_employee: bool


def typed_facts(goal: Typed, share: Decimal | None, before: Sequence[ReadingFacts]) -> Facts:
    """What follows from the goal alone; ``before`` are the person's readings of the year before it."""
    measure = MEASURES.get(goal.measure)
    return {
        "measure_nature": measure.nature.value if measure else None,
        "counts_activity": measure.counts_activity if measure else None,
        "has_plan_share": goal.plan_node is not None,
        "statement": goal.statement,
        "why_words": len(words_of(goal.why)),
        "why_repeats_statement": repeats(goal.why, goal.statement),
        "period_days": (goal.ends_on - goal.starts_on).days + 1,
        "target_of_share": _ratio(goal.target, share),
        "target_of_best": _against_best(goal, before),
    }


def running_facts(
    goal: Typed,
    yes: Yeses,
    items_due: Iterable[date],
    last_reading_on: date | None,
    day: date,
) -> Facts:
    """What follows from the days since; what is over or has not begun is left open."""
    runs = goal.starts_on <= day <= goal.ends_on
    said = [at.date() for at in (yes.by_employee_at, yes.by_manager_at) if at is not None]
    agreed = len(said) == len((yes.by_employee_at, yes.by_manager_at))
    answered = yes.by_employee_at is not None and not yes.proposed_by_employee
    return {
        "is_agreed": agreed,
        "days_into_period": (day - goal.starts_on).days if day <= goal.ends_on else None,
        "agreed_after_days": (max(said) - goal.starts_on).days if agreed else None,
        "steps_in_period": sum(goal.starts_on <= due <= goal.ends_on for due in items_due),
        "own_words_repeat_statement": repeats(yes.own_words, goal.statement) if answered else None,
        "days_since_measured": (day - (last_reading_on or goal.starts_on)).days if runs else None,
    }


def together_facts(
    measures: Sequence[str],
    kinds: Iterable[str],
    nodes: Collection[int | None],
    shares: Iterable[int],
    hired_on: date | None,
    day: date,
) -> Facts:
    """What follows from a person's running goals together: their measures, kinds and shares of the plan."""
    known = [MEASURES[measure] for measure in measures if measure in MEASURES]
    natures = [measure.nature for measure in known]
    return {
        "goals_running": len(measures),
        "volume_goals": natures.count(Nature.VOLUME),
        "customer_goals": natures.count(Nature.CUSTOMER),
        "profit_goals": natures.count(Nature.PROFIT),
        "practice_goals": natures.count(Nature.PRACTICE),
        "activity_goals": sum(measure.counts_activity for measure in known),
        "improvement_goals": sum(kind == GoalKind.IMPROVEMENT for kind in kinds),
        "shares_without_goal": sum(share not in nodes for share in shares),
        "days_in_post": None if hired_on is None else (day - hired_on).days,
    }


def repeats(text: str, other: str) -> bool:
    """Whether a text says nothing but what the other said, whatever the signs and letters' case."""
    words = words_of(text)
    return bool(words) and words == words_of(other)


def _against_best(goal: Typed, before: Sequence[ReadingFacts]) -> float | None:
    """The goal's pace over that of the best month; unknown where less is better or nothing was measured."""
    months: dict[Period, Decimal] = {}
    for each in before:
        month = Period.month_of(each.starts_on)
        months[month] = months.get(month, Decimal(0)) + each.value
    best = max((value / month.days for month, value in months.items()), default=None)
    pace = goal.target / ((goal.ends_on - goal.starts_on).days + 1)
    return _ratio(pace, best) if goal.direction == "higher" else None


def _ratio(number: Decimal, whole: Decimal | None) -> float | None:
    return round(float(number / whole), 4) if whole else None
