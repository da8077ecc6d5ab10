"""What is counted, and one count of it: measures, readings, and what stands against a reading.

Owns the list of measures with their unit and nature. Leaves to ``plans`` and ``goals`` what was wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.measures import COUNT, EUR, HOURS, USD, Unit, UnitKind
from appraisal.kernel.objections import Objections

BY_HAND = "by_hand"
SHARE = Unit("share", UnitKind.SHARE, Decimal("0.01"))
UNITS: dict[str, Unit] = {unit.code: unit for unit in (USD, EUR, COUNT, HOURS, SHARE)}


class Nature(StrEnum):
    """What a measure speaks about. Goals of volume alone are warned about (C4)."""

    VOLUME = "volume"
    CUSTOMER = "customer"
    PROFIT = "profit"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is counted: its code, unit, nature, and whether more or less of it is wanted.

    ``counts_activity`` says that it counts what is done, and not what comes of it.
    """

    code: str
    unit: str
    nature: Nature
    direction: str = "higher"
    counts_activity: bool = False
    may_be_negative: bool = False


MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("revenue_won", "USD", Nature.VOLUME),
        Measure("deals_won", "count", Nature.VOLUME),
        Measure("deals_closed", "count", Nature.VOLUME),
        Measure("deals_engaged", "count", Nature.VOLUME, counts_activity=True),
        Measure("customers_returning", "count", Nature.CUSTOMER),
        Measure("complaints_open", "count", Nature.CUSTOMER, "lower"),
        Measure("margin_won", "USD", Nature.PROFIT, may_be_negative=True),
        Measure("discount_given", "USD", Nature.PROFIT, "lower"),
        Measure("practice_done", "count", Nature.PRACTICE, counts_activity=True),
        Measure("leads_qualified", "count", Nature.VOLUME),
        Measure("answered_in_time", "count", Nature.CUSTOMER),
        Measure("shifts_filled", "count", Nature.PRACTICE, counts_activity=True),
        Measure("data_checks_done", "count", Nature.PRACTICE, counts_activity=True),
    )
}


class PartAxis(StrEnum):
    """Along what a business system tells a person's result apart. The words are those of a plan's axes."""

    PRODUCT = "product"
    SEGMENT = "segment"
    TERRITORY = "territory"
    NEW_OR_EXISTING = "new_or_existing"


NOT_TOLD = ""
MOST = Decimal(10) ** 13
LONGEST_SOURCE = 120
NEW, EXISTING = "new", "existing"


@dataclass(frozen=True)
class RecordReading:
    """Command: a measured result of one person over some days. ``source`` is ``crm`` or ``by_hand``, say."""

    employee: EmployeeKey
    measure: str
    starts_on: date
    ends_on: date
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class RecordGroupReading:
    """Command: a measured result of a node of the plan in its own measure, or of a unit. One of the two is set."""

    measure: str
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    node: int | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectGroupReading:
    """Command: a reading of a node or unit was wrong. Without a ``value`` it is taken back."""

    reading: int
    because: str
    value: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class GroupReadingFacts:
    """One reading of a node or unit, with who brought it in, and what became of it since."""

    key: int
    unit: int | None
    measure: str
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    recorded_at: datetime
    recorded_by: str
    corrects: int | None
    superseded_at: datetime | None
    superseded_by: str
    because: str


@dataclass(frozen=True, slots=True)
class RecordPart:
    """Command: what part of a person's result falls to one part of an axis."""

    employee: EmployeeKey
    axis: PartAxis
    part: str
    measure: str
    starts_on: date
    ends_on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """Command: how many deals of a person stand open at a stage, and their value at list price."""

    employee: EmployeeKey
    stage: str
    deals: int
    value: Decimal
    unpriced: int = 0


@dataclass(frozen=True)
class ReadingCounts:
    """What a delivery of readings brought."""

    new: int = 0
    corrected: int = 0
    same: int = 0


@dataclass(frozen=True)
class ReadingFacts:
    """One reading as it stands today; a corrected value is not among them."""

    starts_on: date
    ends_on: date
    value: Decimal
    source: str


@dataclass(frozen=True)
class PipelineLine:
    """How many deals stood open at a stage, and their value at list price; ``unpriced`` of them have none."""

    as_of: date
    stage: str
    deals: int
    value: Decimal
    unpriced: int = 0


@dataclass(frozen=True)
class Conversions:
    """What came of the deals closed in some days. A measure that nobody counted in them is None, not zero."""

    closed: Decimal | None = None
    won: Decimal | None = None
    revenue: Decimal | None = None
    discount: Decimal | None = None

    @property
    def won_of_closed(self) -> Decimal | None:
        """Which share of the closed deals was won; None without a closed deal."""
        return self.won / self.closed if self.won is not None and self.closed else None

    @property
    def average_deal(self) -> Decimal | None:
        """What a won deal brought on average; None without one."""
        return self.revenue / self.won if self.revenue is not None and self.won else None

    @property
    def price_kept(self) -> Decimal | None:
        """Which share of what was asked was paid: revenue beside revenue and discount together."""
        if self.revenue is None or self.discount is None or not self.revenue + self.discount:
            return None
        return self.revenue / (self.revenue + self.discount)


def objections_to_reading(wish: RecordReading) -> Objections:
    """What stands against this reading."""
    return Objections.where(
        measure_unknown=wish.measure not in MEASURES,
        period_ends_before_it_starts=wish.ends_on < wish.starts_on,
        reading_without_source=not wish.source.strip(),
    )


def objections_to_counting(wish: RecordReading, day: date, *, by_system: bool) -> Objections:
    """What stands against counting this by hand."""
    return Objections.where(
        measured_by_a_system=by_system,
        reading_after_today=wish.starts_on > day,
        reading_negative=wish.value < 0,
    )


def objections_to_value(measure: str, value: Decimal) -> Objections:
    """What stands against this value of this measure."""
    known = MEASURES.get(measure)
    unit = UNITS[known.unit] if known else None
    return Objections.where(
        reading_negative=value < 0 and not (known and known.may_be_negative),
        reading_not_whole=unit is COUNT and value != value.to_integral_value(),
        reading_above_one=unit is SHARE and value > 1,
        reading_too_large=abs(value) >= MOST,
        reading_too_fine=abs(value) < MOST and value != round(value, 4),
    )


def objections_to_group_reading(wish: RecordGroupReading, day: date) -> Objections:
    """What stands against this reading of a node or unit, whatever was counted before."""
    return Objections.where(
        measure_unknown=wish.measure not in MEASURES,
        period_ends_before_it_starts=wish.ends_on < wish.starts_on,
        reading_after_today=wish.starts_on > day,
        reading_without_source=not wish.source.strip(),
        reading_source_too_long=len(wish.source) > LONGEST_SOURCE,
    ) + objections_to_value(wish.measure, wish.value)
