"""The numbers that quarter reviews are read with, out of the pack of plans in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from appraisal.packs import queries as packs

NUMBERS = frozenset({"quarter_overdue_above", "plan_idle_above", "fairness_near_zero_upto"})
"""The parameters of the pack of plans that this slice reads."""


@dataclass(frozen=True)
class ReviewNumbers:
    """After how many days a review is overdue and a plan untouched, and what correlation is near zero.

    None: no pack of plans is in force, and it cannot be told.
    """

    overdue_above: float | None
    idle_above: float | None
    near_zero: float | None


def numbers_on(store: Session, day: date) -> ReviewNumbers:
    """The numbers in force on a day."""
    pack = packs.in_force(store, "plan", day)
    values = pack.values_on(day) if pack else {}
    return ReviewNumbers(
        values.get("quarter_overdue_above"),
        values.get("plan_idle_above"),
        values.get("fairness_near_zero_upto"),
    )
