"""The funnel worked back: from what is wanted to the deals, to each step before, to the days of one person.

Owns putting together what a person typed and the arithmetic of ``plans.funnel``, ``plans.capacity`` and
``plans.market``. Everything against it is said at once, and nothing is divided before that. The share of one
person is the even share of a whole; people are never told apart here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from appraisal.actuals.domain import UNITS
from appraisal.kernel.measures import Amount, Exact, Rounding, UnitKind, exact, total, whole_number
from appraisal.kernel.objections import Objections
from appraisal.outlook.pictures import FunnelBar, funnel_bars
from appraisal.plans.domain import (
    ExistingCustomers,
    Funnel,
    NewAndExisting,
    Pace,
    PersonDays,
    Stage,
    Step,
    budget,
    customers_of,
    funnel_from_deals,
    funnel_from_revenue,
    new_and_existing,
    objections_to_steps,
    pace,
    penetration,
)

DEALS = "deals_won"
DAYS_IN_WEEK = 5
ONE = "one"
MOST = 10**15


@dataclass(frozen=True)
class TypedStep:
    """A step before the deal as it was typed: which share of it leads on, and what one of it costs, if anything."""

    name: str
    conversion: Decimal | None
    cost: Decimal | None = None


@dataclass(frozen=True)
class TypedMarket:
    """What is known of customers; None is not given. All of one block are given, or none."""

    active: Decimal | None = None
    reorder: Decimal | None = None
    average_order: Decimal | None = None
    orders_each: Decimal | None = None
    first_year_value: Decimal | None = None
    last_sales: Decimal | None = None
    accounts: Decimal | None = None


@dataclass(frozen=True)
class FunnelWish:
    """What is worked back from. ``deal_name`` is what the goal itself counts, where it is no money."""

    goal: Decimal | None
    unit: str
    average_check: Decimal | None
    steps: tuple[TypedStep, ...]
    people: int | None
    days: PersonDays
    months: int
    deal_name: str = DEALS
    market: TypedMarket = TypedMarket()

    @property
    def in_money(self) -> bool:
        """Whether the goal is money, so that deals must be told from the average check."""
        return UNITS[self.unit].kind is UnitKind.MONEY

    @property
    def currency(self) -> str:
        """The currency of costs; a goal that is no money has none, and its costs stand bare."""
        return self.unit if self.in_money else "USD"


@dataclass(frozen=True)
class StageLine:
    """A stage as the page shows it: what is needed in all, a month, and of one person in all, a week and a day."""

    name: str
    conversion: Decimal | None
    need: int
    a_month: int | None
    each: int | None
    each_a_week: int | None
    each_a_day: Decimal | None
    cost: Decimal | None


@dataclass(frozen=True)
class MoneyPace:
    """The goal itself by month, week and day of work, where it is money."""

    month: Decimal
    week: Decimal
    day: Decimal


@dataclass(frozen=True)
class Customers:
    """How many customers last year's sales were, of how many accounts, and how many the goal means."""

    last_year: int
    share: Decimal
    needed: int


@dataclass(frozen=True)
class Backwards:
    """The funnel with all that follows from it. ``funnel`` carries the stated method."""

    funnel: Funnel
    lines: tuple[StageLine, ...]
    bars: tuple[FunnelBar, ...]
    days_each: Decimal
    money: MoneyPace | None
    budget: Decimal | None
    new_and_existing: NewAndExisting | None
    customers: Customers | None


def work_back(wish: FunnelWish) -> Backwards | Objections:
    """The way back, or everything against it."""
    funnel = _funnel(wish)
    objections = objections_to_wish(wish) + wish.days.objections()
    objections += funnel if isinstance(funnel, Objections) else _too_large(funnel, wish)
    split = _new_and_existing(wish)
    reached = _customers(wish)
    for found in (split, reached):
        objections += found if isinstance(found, Objections) else Objections()
    if objections or isinstance(funnel, Objections):
        return objections
    each = _each(funnel, wish)
    if isinstance(each, Objections):
        return each
    costs = _costs(funnel, wish)
    unit = UNITS[wish.currency]
    return Backwards(
        funnel=funnel,
        lines=tuple(
            _line(stage, wish, each.get(stage.name), costs.get(stage.name)) for stage in funnel.stages
        ),
        bars=funnel_bars(funnel),
        days_each=_decimal(wish.days.days_to_work or Fraction(0), 1),
        money=_money(wish),
        budget=total(costs.values(), unit).value if costs else None,
        new_and_existing=None if isinstance(split, Objections) else split,
        customers=None if isinstance(reached, Objections) else reached,
    )


def objections_to_wish(wish: FunnelWish) -> Objections:
    """What stands against it beside the funnel itself."""
    return Objections.where(
        goal_not_given=wish.goal is None,
        working_days_not_given=wish.days.working_days is None,
        step_without_name=any(not step.name for step in wish.steps),
        cost_negative=any(step.cost is not None and step.cost < 0 for step in wish.steps),
        nobody_to_share_with=wish.people is not None and wish.people < 1,
        existing_incomplete=_is_incomplete(
            wish.market, "active", "reorder", "average_order", "orders_each", "first_year_value"
        ),
        accounts_incomplete=_is_incomplete(wish.market, "last_sales", "accounts"),
    )


def _too_large(funnel: Funnel, wish: FunnelWish) -> Objections:
    """Conversions close to zero lead to more than anybody could count, or pay."""
    dearest = max((exact(step.cost) for step in wish.steps if step.cost is not None), default=Fraction(0))
    most = max(stage.exact for stage in funnel.stages)
    return Objections.where(way_back_too_large=most > MOST or most * dearest > MOST)


def _funnel(wish: FunnelWish) -> Funnel | Objections:
    if wish.goal is None:
        return objections_to_steps([Step(step.name, step.conversion) for step in wish.steps], wish.deal_name)
    steps = [Step(step.name, step.conversion) for step in wish.steps]
    if not wish.in_money:
        return funnel_from_deals(wish.goal, steps, deal_name=wish.deal_name)
    revenue = Amount.of(wish.goal, UNITS[wish.unit])
    return funnel_from_revenue(revenue, wish.average_check, steps, deal_name=DEALS)


def _each(funnel: Funnel, wish: FunnelWish) -> dict[str, Pace] | Objections:
    """By stage, the even share of one person, over that person's own days."""
    if wish.people is None:
        return {}
    found: dict[str, Pace] = {}
    for stage in funnel.stages:
        share = Stage(stage.name, stage.exact / wish.people)
        paces = pace(share, {ONE: wish.days})
        if isinstance(paces, Objections):
            return paces
        found[stage.name] = paces[ONE]
    return found


def _line(stage: Stage, wish: FunnelWish, each: Pace | None, cost: Amount | None) -> StageLine:
    a_day = each.per_day if each else None
    return StageLine(
        name=stage.name,
        conversion=None if stage.conversion is None else _decimal(stage.conversion, 4),
        need=stage.whole,
        a_month=_up(stage.exact / wish.months) if wish.months > 1 else None,
        each=each.whole if each else None,
        each_a_week=_up(a_day * DAYS_IN_WEEK) if a_day is not None else None,
        each_a_day=_decimal(a_day, 1) if a_day is not None else None,
        cost=cost.value if cost else None,
    )


def _costs(funnel: Funnel, wish: FunnelWish) -> dict[str, Amount]:
    unit = UNITS[wish.currency]
    return {
        step.name: budget(funnel.stage(step.name), Amount.of(step.cost, unit))
        for step in wish.steps
        if step.cost is not None
    }


def _money(wish: FunnelWish) -> MoneyPace | None:
    days = wish.days.days_to_work
    if not wish.in_money or wish.goal is None or not days:
        return None
    a_day = exact(wish.goal) / days
    month = exact(wish.goal) / wish.months
    return MoneyPace(_decimal(month, 0), _decimal(a_day * DAYS_IN_WEEK, 0), _decimal(a_day, 0))


def _new_and_existing(wish: FunnelWish) -> NewAndExisting | Objections | None:
    known = wish.market
    if (
        wish.goal is None
        or known.active is None
        or known.reorder is None
        or known.average_order is None
        or known.orders_each is None
        or known.first_year_value is None
    ):
        return None
    existing = ExistingCustomers(known.active, known.reorder, known.average_order, known.orders_each)
    return new_and_existing(wish.goal, existing, first_year_value=known.first_year_value)


def _customers(wish: FunnelWish) -> Customers | Objections | None:
    """How many customers there were, and how many the goal means, each with one average deal."""
    known, check = wish.market, wish.average_check
    if wish.goal is None or check is None or known.last_sales is None or known.accounts is None:
        return None
    last_year, needed = customers_of(known.last_sales, check), customers_of(wish.goal, check)
    if isinstance(last_year, Objections) or isinstance(needed, Objections):
        return Objections()
    share = penetration(last_year, known.accounts)
    if isinstance(share, Objections):
        return share
    return Customers(_up(last_year), _decimal(share, 4), _up(needed))


def _is_incomplete(market: TypedMarket, *names: str) -> bool:
    given = [getattr(market, name) is not None for name in names]
    return any(given) and not all(given)


def _up(value: Exact) -> int:
    return whole_number(value, Rounding.UP)


def _decimal(value: Fraction, places: int) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), places)
