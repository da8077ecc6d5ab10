"""The page of a node's season: how strong each month is, by year and in the middle of the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotFound
from appraisal.outlook.past import Past
from appraisal.outlook.pictures import SeasonPicture, season_picture
from appraisal.outlook.season import Season, season_of
from appraisal.outlook.sources import heard_of_node
from appraisal.plans import queries as plans
from appraisal.plans.domain import FEWEST_TO_SHOW
from appraisal.plans.queries import NodeFacts, PlanStep


@dataclass(frozen=True)
class MonthLine:
    """One month of the year: its first day in some year, for its name; the index of each year; the median."""

    named_by: date
    by_year: tuple[Decimal | None, ...]
    median: Decimal | None


@dataclass(frozen=True)
class SeasonPage:
    """The season of a node. ``is_shown`` says whether its sum may be shown; ``objections`` why there is no season."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    people: int
    fewest: int
    is_own: bool
    is_shown: bool
    years: tuple[int, ...]
    partial_years: tuple[int, ...]
    lines: tuple[MonthLine, ...]
    months: int
    is_thin: bool
    picture: SeasonPicture | None
    objections: Objections


def season_page(store: Session, actor: Actor, node_id: int, day: date) -> SeasonPage:
    """The season of a node's own past. A person's share has no such page (``NotFound``)."""
    node = plans.seen_node(store, actor, node_id, day)
    if node.person is not None:
        raise NotFound(noun="plan_node", key=node_id)
    found = heard_of_node(store, node, day, with_deals=False)
    past = found.heard.past(day) if found.heard else Past((), None)
    season = season_of(past)
    told = season if isinstance(season, Season) else None
    return SeasonPage(
        node=node,
        crumbs=plans.line_to_strategy(store, node.key),
        people=len(found.below.people),
        fewest=FEWEST_TO_SHOW,
        is_own=found.is_own,
        is_shown=found.heard is not None,
        years=tuple(told.by_year) if told else (),
        partial_years=told.index.partial_years if told else (),
        lines=_lines(told) if told else (),
        months=told.months if told else len(past.known()),
        is_thin=told.index.is_thin if told else True,
        picture=season_picture(told) if told else None,
        objections=season if isinstance(season, Objections) else Objections(),
    )


def _lines(season: Season) -> tuple[MonthLine, ...]:
    newest = max(season.by_year)
    return tuple(
        MonthLine(
            date(newest, number, 1),
            tuple(_decimal(year[number - 1]) for year in season.by_year.values()),
            _decimal(season.of(number)),
        )
        for number in range(1, 13)
    )


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else round(Decimal(value.numerator) / Decimal(value.denominator), 4)
