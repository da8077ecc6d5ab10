"""How large a synthetic company is: teams of sellers, ten teams to an office, ten offices to a region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DAY = date(2017, 12, 29)
TEAM, TEAMS_OF_AN_OFFICE, OFFICES_OF_A_REGION = 8, 10, 10
HEAD_OFFICE = 3


@dataclass(frozen=True)
class Team:
    """``sellers`` led by one manager, with ``quarters`` of goals, talks and everything else behind them."""

    sellers: int
    quarters: int = 4


@dataclass(frozen=True)
class Shape:
    """The teams of a company, and how many people belong to none."""

    teams: tuple[Team, ...]
    others: int = 0


def shape_for(employees: int) -> Shape:
    """Teams of eight for so many employees; whoever is left over works in the office."""
    teams = (employees - HEAD_OFFICE) * 100 // (100 * (TEAM + 1) + 11)
    while _size(teams) > employees:
        teams -= 1
    return Shape((Team(TEAM),) * teams, employees - _size(teams))


def _size(teams: int) -> int:
    offices = -(-teams // TEAMS_OF_AN_OFFICE)
    return HEAD_OFFICE + teams * (TEAM + 1) + offices + -(-offices // OFFICES_OF_A_REGION)
