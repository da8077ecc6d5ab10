"""What stands against a wish about a plan, all of it at once. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from appraisal.actuals.domain import MEASURES, UNITS
from appraisal.kernel.measures import COUNT, Amount
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import objections_to_days
from appraisal.plans.domain import AddContingency, DecideGap, EntrustNode, GiveEstimate, MakeRoot, SetTarget
from appraisal.plans.feasibility import Basis, Numbers
from appraisal.plans.tree import Axis, PlanKind


def objections_to_root(wish: MakeRoot) -> Objections:
    """What stands against beginning this plan."""
    found = Objections.where(
        plan_without_title=not wish.title.strip(),
        no_measure=wish.measure not in MEASURES,
        no_owner=wish.owner is None,
        no_review_date=wish.review_on is None,
        reviewed_before_it_starts=bool(wish.review_on and wish.starts_on and wish.review_on < wish.starts_on),
    )
    found += objections_to_days(wish.starts_on, wish.ends_on)
    return found + objections_to_target(wish.target, wish.measure)


def objections_to_contingency(wish: AddContingency, above: PlanKind, *, is_share: bool) -> Objections:
    """What stands against this contingency plan: it protects a part of the plan, and nobody's share alone."""
    return Objections.where(
        plan_without_title=not wish.title.strip(),
        contingency_under_a_contingency=above is PlanKind.CONTINGENCY,
        contingency_of_one_person=is_share,
    )


def objections_to_care(
    wish: EntrustNode, may_own: Collection[int], before: date, starts_on: date, day: date
) -> Objections:
    """What stands against this owner and this day; a day that stays as it was may lie in the past."""
    return Objections.where(
        no_owner=wish.owner is None or wish.owner not in may_own,
        no_review_date=wish.review_on is None,
        reviewed_before_it_starts=wish.review_on is not None and wish.review_on < starts_on,
        review_in_the_past=wish.review_on is not None and before != wish.review_on < day,
    )


def objections_to_target(target: Decimal | None, measure: str) -> Objections:
    """What stands against this number. Zero is no target; not given is allowed."""
    unit = UNITS[MEASURES[measure].unit] if measure in MEASURES else COUNT
    return Objections.where(
        target_zero=target is not None and target == 0,
        target_negative=target is not None and target < 0,
        target_not_whole=target is not None and not Amount.of(target, unit).is_whole,
    )


def objections_to_override(before: Decimal | None, wish: SetTarget) -> Objections:
    """What stands against changing a number that is there; the first number needs no reason."""
    return Objections.where(
        no_reason_for_change=before is not None and before != wish.target and not wish.because.strip()
    )


def objections_to_estimate(wish: GiveEstimate, unit: str) -> Objections:
    """What stands against this estimate. Zero is one: somebody holds nothing possible."""
    value = wish.value
    return Objections.where(
        estimate_negative=value is not None and value < 0,
        estimate_not_whole=value is not None and not Amount.of(value, UNITS[unit]).is_whole,
        no_words_behind_estimate=value is not None and wish.basis is Basis.WORDS and not wish.said.strip(),
    )


def objections_to_gap_decision(wish: DecideGap, numbers: Numbers, ends_on: date, day: date) -> Objections:
    """What stands against closing a gap this way."""
    return Objections.where(
        gap_cannot_be_told=numbers.gap is None,
        no_gap_to_decide=numbers.gap is not None and numbers.gap <= 0,
        no_reason_for_decision=not wish.because.strip(),
        no_day_for_decision=wish.until is None,
        decision_ends_in_the_past=wish.until is not None and wish.until < day,
        decision_ends_after_the_plan=wish.until is not None and wish.until > ends_on,
    )


def objections_to_axis(axis: Axis, used: Axis | None, offered: tuple[Axis, ...]) -> Objections:
    """What stands against splitting along this axis."""
    return Objections.where(
        axis_not_offered=used is None and axis not in offered,
        two_axes_at_one_split=used is not None and used is not axis,
    )
