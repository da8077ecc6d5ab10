"""Where the past of an outlook is read: of the people below a node, of the node itself, of one person.

Each function reads with a constant number of statements. A sum of people is read only where it may be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import UNITS, ReadingFacts
from appraisal.kernel.periods import Period
from appraisal.outlook.deals import BEGUN, CLOSED, DEAL_MEASURES, REVENUE, WON, Deals
from appraisal.outlook.domain import YEARS_BACK, Outlook
from appraisal.outlook.forecasting import Asked, outlook_of
from appraisal.outlook.past import Past, ahead, by_months, past_of, so_far, summed
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts, PeopleBelow

OF_DEALS = (REVENUE, WON)
NOT_BEGUN = "prospecting"
Readings = tuple[ReadingFacts, ...]


@dataclass(frozen=True)
class Heard:
    """What is known of something that is measured: its readings, and those of the deals where it is made of them."""

    readings: Readings
    deals: Mapping[str, Readings] = field(default_factory=dict)
    open_now: int | None = None

    def past(self, day: date, left_out: Collection[Period] = ()) -> Past:
        """The past by months as it is known on a day."""
        return past_of(self.readings, day, left_out)


@dataclass(frozen=True)
class NodeHeard:
    """What is known of a node. ``below`` are its people; ``heard`` is None where their sum may not be shown.

    ``is_own`` says that it was counted for the node itself, so that no person's number is in it.
    """

    node: NodeFacts
    below: PeopleBelow
    heard: Heard | None
    is_own: bool = False


def window(day: date, period: Period | None = None) -> tuple[date, date]:
    """From when to when readings are looked at."""
    first = date(day.year - YEARS_BACK, 1, 1)
    last = max(day, period.ends_on) if period else day
    return first, date(last.year, 12, 31)


def heard_of_node(store: Session, node: NodeFacts, day: date, *, with_deals: bool = True) -> NodeHeard:
    """What is known of one node, summed by the database: nobody's own reading is carried."""
    below = plans.people_below(store, node)
    first, last = window(day, Period(node.starts_on, node.ends_on))
    own = actuals.node_readings(store, [node.key], first, last).get(node.key, ())
    if own or not below.may_show_total:
        return NodeHeard(node, below, Heard(own) if own else None, is_own=bool(own))
    people = below.people
    readings = actuals.totals_by_month(store, people, node.measure, first, last)
    if not with_deals or node.measure not in OF_DEALS:
        return NodeHeard(node, below, Heard(readings))
    deals = {
        each: readings if each == node.measure else actuals.totals_by_month(store, people, each, first, last)
        for each in DEAL_MEASURES
    }
    lines = actuals.pipeline_of(store, people, day)
    opened = sum(line.deals for line in lines if line.stage.casefold() != NOT_BEGUN) if lines else None
    return NodeHeard(node, below, Heard(readings, deals, opened))


def heard_of_nodes(store: Session, nodes: Iterable[NodeFacts], day: date) -> Mapping[int, NodeHeard]:
    """The same of many nodes, with a constant number of statements. What stands open is told from the counts."""
    found: dict[int, NodeFacts] = {node.key: node for node in nodes}
    if not found:
        return {}
    below = plans.people_below_nodes(store, found)
    last_day = max(node.ends_on for node in found.values())
    first, last = window(day, Period(min(day, last_day), last_day))
    own = actuals.node_readings(store, found, first, last)
    shown = {key: group.people for key, group in below.items() if group.may_show_total and key not in own}
    people = frozenset[int]().union(*shown.values())
    measures = {found[key].measure for key in shown} | set(DEAL_MEASURES)
    told = actuals.readings_of_people(store, people, measures, first, last)
    return {
        key: _of_node(node, below.get(key, plans.NOBODY), own.get(key, ()), told)
        for key, node in found.items()
    }


def heard_of_people(
    store: Session, wanted: Iterable[tuple[int, str]], day: date, last_day: date
) -> Mapping[tuple[int, str], Heard]:
    """By employee and measure, what is known of each person alone; one statement."""
    pairs = set(wanted)
    first, last = window(day, Period(min(day, last_day), last_day))
    measures = {measure for _, measure in pairs} | set(DEAL_MEASURES)
    told = actuals.readings_of_people(store, {person for person, _ in pairs}, measures, first, last)
    return {
        (person, measure): Heard(
            tuple(told.get((person, measure), ())),
            {each: tuple(told.get((person, each), ())) for each in DEAL_MEASURES}
            if measure in OF_DEALS
            else {},
        )
        for person, measure in pairs
    }


def look_ahead(
    heard: Heard, measure: str, unit: str, period: Period, day: date, left_out: Collection[Period] = ()
) -> Outlook:
    """The outlook of a period on a day."""
    past = heard.past(day, left_out)
    readings = [one for one in heard.readings if one.starts_on <= day]
    asked = Asked(period, so_far(readings, period), ahead(period, past.measured_upto, left_out), UNITS[unit])
    return outlook_of(asked, past, _deals(heard, measure, day))


def _of_node(
    node: NodeFacts,
    below: PeopleBelow,
    own: Readings,
    told: Mapping[tuple[int, str], list[ReadingFacts]],
) -> NodeHeard:
    if own or not below.may_show_total:
        return NodeHeard(node, below, Heard(own) if own else None, is_own=bool(own))

    def together(measure: str) -> Readings:
        return summed(told.get((person, measure), ()) for person in below.people)

    deals = {each: together(each) for each in DEAL_MEASURES} if node.measure in OF_DEALS else {}
    return NodeHeard(node, below, Heard(deals.get(node.measure) or together(node.measure), deals))


def _deals(heard: Heard, measure: str, day: date) -> Deals | None:
    if not heard.deals.get(CLOSED):
        return None
    counts = {
        each: by_months(one for one in heard.deals.get(each, ()) if one.starts_on <= day)
        for each in DEAL_MEASURES
    }
    return Deals(
        counts[BEGUN], counts[CLOSED], counts[WON], counts[REVENUE], measure == REVENUE, heard.open_now
    )
