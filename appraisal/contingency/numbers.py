"""The numbers a trigger starts with, out of the pack of plans: starts to be edited, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.contingency.domain import MEANINGS, Comparison, Meaning, Span, Watch
from appraisal.kernel.refusals import NotFound
from appraisal.packs import queries as packs

KIND = "plan"
NEAR = "contingency_near_within"
THRESHOLDS: dict[Watch, tuple[str, Comparison, Span, str | None]] = {
    Watch.SUPPLY: ("supply_short_below", Comparison.BELOW, Span.WEEK, "supply_short_weeks"),
    Watch.OUTAGE: ("outage_declared_from", Comparison.AT_LEAST, Span.ONCE, None),
    Watch.FORECAST: ("forecast_short_below", Comparison.BELOW, Span.MONTH, "forecast_short_months"),
    Watch.INDEX: ("index_moved_above", Comparison.ABOVE, Span.ONCE, None),
    Watch.KEY_ACCOUNT: ("account_lost_above", Comparison.ABOVE, Span.ONCE, None),
    Watch.VACANCY: ("vacancy_declared_from", Comparison.AT_LEAST, Span.ONCE, None),
    Watch.OWN_MEASURE: ("measure_short_below", Comparison.BELOW, Span.MONTH, "measure_short_months"),
}
"""For each thing watched: its threshold, the side that speaks, what one value stands for, how many in a row."""
NUMBERS = frozenset(
    {NEAR}
    | {threshold for threshold, *_ in THRESHOLDS.values()}
    | {periods for *_, periods in THRESHOLDS.values() if periods is not None}
)
"""The numbers of the pack that this slice reads."""
ANY = Decimal(1)


@dataclass(frozen=True)
class Start:
    """What a trigger starts with; ``source`` says where its threshold comes from."""

    watch: Watch
    comparison: Comparison
    threshold: Decimal
    span: Span
    periods: int
    near: Decimal
    meaning: Meaning
    source: str


def start_of(store: Session, watch: Watch, day: date) -> Start:
    """The numbers of the pack in force for what is watched; of a data breach any one counts.

    Raises ``NotFound`` when no pack of plans is in force.
    """
    pack = packs.in_force(store, KIND, day)
    if pack is None:
        raise NotFound(noun="pack", key=KIND)
    values = pack.values_on(day)
    near = _exact(values[NEAR])
    if watch not in THRESHOLDS:
        return Start(watch, Comparison.AT_LEAST, ANY, Span.ONCE, 1, near, MEANINGS[watch], "")
    name, comparison, span, periods = THRESHOLDS[watch]
    told = [each for each in pack.parameters[name].values if each.since <= day]
    return Start(
        watch, comparison, _exact(values[name]), span,
        int(values[periods] or 1) if periods else 1, near, MEANINGS[watch], told[-1].source if told else "",
    )  # fmt: skip


def _exact(value: float | None) -> Decimal:
    return Decimal(str(value or 0))
