"""How the busiest pages of the story behave when the company grows from 100 people to 10,000.

Run ``python bench/pages.py`` (SQLite) or with ``--postgres``. Two companies alike but for their size are
made; then the right person opens each page in both, turn by turn within the one run, and in several teams.
Fails when a page needs another number of SQL statements in the large company, or over 1.5 times the time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask.testing import FlaskClient
from sqlalchemy import event

from appraisal.app import Appraisal, create_app
from appraisal.settings import Settings
from appraisal.storage.database import db
from bench.company import Company, Seat, found, shape_for
from bench.company.shape import DAY
from tests.factories.postgres import new_database

MOST = 1.5
SMALL, LARGE = 100, 10_000
TEAMS = 5
OK = 200
RULE, NUMBER = "G01", "gap_met_from"


@dataclass(frozen=True)
class Busy:
    """A page, who opens it, and its address for one team."""

    name: str
    reader: Callable[[Company, Seat], int]
    address: Callable[[Company, Seat], str]


def seller(_company: Company, seat: Seat) -> int:
    """The first seller of the team."""
    return seat.seller


def manager(_company: Company, seat: Seat) -> int:
    """Who leads the team."""
    return seat.manager


def office_head(_company: Company, seat: Seat) -> int:
    """Who leads the managers of an office."""
    return seat.office_head


def head(company: Company, _seat: Seat) -> int:
    """The head of sales, who owns the plan."""
    return company.head


def hr(company: Company, _seat: Seat) -> int:
    """HR."""
    return company.hr


def keeper(company: Company, _seat: Seat) -> int:
    """Who keeps accounts and systems."""
    return company.keeper


PAGES = (
    Busy("Today, seller", seller, lambda c, s: "/"),
    Busy("Today, manager", manager, lambda c, s: "/"),
    Busy("Today, head of an office", office_head, lambda c, s: "/"),
    Busy("Today, HR", hr, lambda c, s: "/"),
    Busy("My file", seller, lambda c, s: f"/people/{s.seller}/file"),
    Busy("Team, manager", manager, lambda c, s: "/team/"),
    Busy("Team, head of an office", office_head, lambda c, s: "/team/"),
    Busy("Obstacles of the team", manager, lambda c, s: "/team/obstacles"),
    Busy("Goals", seller, lambda c, s: f"/people/{s.seller}/goals"),
    Busy("One goal", manager, lambda c, s: f"/goals/{s.goal}"),
    Busy("Proposing a goal", manager, lambda c, s: f"/people/{s.seller}/goals/proposal"),
    Busy("Training of a person", seller, lambda c, s: f"/people/{s.seller}/training"),
    Busy("Check-in", manager, lambda c, s: f"/checkins/{s.talk}"),
    Busy("Preparation", seller, lambda c, s: f"/checkins/{s.talk}/preparation"),
    Busy("Check-in year", seller, lambda c, s: f"/people/{s.seller}/checkins"),
    Busy("Observations", seller, lambda c, s: f"/people/{s.seller}/observations"),
    Busy("Diagnoses of a person", seller, lambda c, s: f"/people/{s.seller}/diagnoses"),
    Busy("Diagnosis", manager, lambda c, s: f"/diagnoses/{s.diagnosis}"),
    Busy("Why a rule spoke", seller, lambda c, s: f"/diagnoses/{s.diagnosis}/rules/{RULE}"),
    Busy("Before a contest", seller, lambda c, s: f"/diagnoses/{s.diagnosis}/contests/fact/{s.fact}"),
    Busy("Contests, head of an office", office_head, lambda c, s: "/contests/"),
    Busy("Contests, HR", hr, lambda c, s: "/contests/"),
    Busy("Plans", head, lambda c, s: "/plans/"),
    Busy("Plan of an office", head, lambda c, s: f"/plans/{s.office_node}"),
    Busy("Plan of a team", manager, lambda c, s: f"/plans/{s.team_node}"),
    Busy("Results of a team", manager, lambda c, s: f"/plans/{s.team_node}/results"),
    Busy("Five steps of an office", head, lambda c, s: f"/plans/{s.office_node}/steps"),
    Busy("Five steps of a team", manager, lambda c, s: f"/plans/{s.team_node}/steps"),
    Busy("A node in own words", manager, lambda c, s: f"/plans/{s.team_node}/words"),
    Busy("Versions, from a team", manager, lambda c, s: f"/plans/{s.team_node}/versions/"),
    Busy("Version, from a team", manager, lambda c, s: f"/plans/{s.team_node}/versions/1"),
    Busy("Actuals of a team", manager, lambda c, s: f"/plans/{s.team_node}/actuals"),
    Busy("Way back of a team", manager, lambda c, s: f"/plans/{s.team_node}/funnel"),
    Busy("Season of a team", manager, lambda c, s: f"/plans/{s.team_node}/season"),
    Busy("Action plan of a team", manager, lambda c, s: f"/plans/{s.team_node}/actions"),
    Busy("Action plan of a goal", manager, lambda c, s: f"/goals/{s.goal}/actions"),
    Busy("Obstacles of a node", manager, lambda c, s: f"/plans/{s.team_node}/obstacles"),
    Busy("Contingency of a team", manager, lambda c, s: f"/plans/{s.team_node}/contingency"),
    Busy("Time of a person", manager, lambda c, s: f"/people/{s.seller}/time"),
    Busy("Reviews, manager", manager, lambda c, s: "/reviews/"),
    Busy("Review", seller, lambda c, s: f"/reviews/{s.review}"),
    Busy("Own part of a review", seller, lambda c, s: f"/reviews/{s.review}/parts/employee"),
    Busy("People, first page", hr, lambda c, s: "/people/"),
    Busy("People, a search", hr, lambda c, s: "/people/?search=seller"),
    Busy("People, a later page", hr, lambda c, s: "/people/?page=2"),
    Busy("Cycles, HR", hr, lambda c, s: "/reviews/cycles"),
    Busy("One cycle, HR", hr, lambda c, s: f"/reviews/cycles/{c.cycle}"),
    Busy("Archive of a cycle, HR", hr, lambda c, s: f"/reviews/cycles/{c.cycle}/archives"),
    Busy("Accounts, HR", hr, lambda c, s: "/accounts/"),
    Busy("Systems, keeper", keeper, lambda c, s: "/accounts/systems/"),
    Busy("Rules", seller, lambda c, s: "/rules/"),
    Busy("Rules of a pack", seller, lambda c, s: "/rules/packs/core/"),
    Busy("One rule", seller, lambda c, s: f"/rules/packs/core/{RULE}"),
    Busy("Numbers of a pack", seller, lambda c, s: "/rules/packs/core/numbers"),
    Busy("One number", seller, lambda c, s: f"/rules/packs/core/numbers/{NUMBER}"),
    Busy("Versions of a pack", hr, lambda c, s: "/rules/packs/core/versions"),
    Busy("Draft of a pack", hr, lambda c, s: "/rules/packs/core/draft"),
)


class House:
    """A service with its company, and a browser for each person."""

    def __init__(self, app: Appraisal, company: Company) -> None:
        self.app, self.company, self.statements = app, company, 0
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._count)

    @classmethod
    def built(cls, folder: Path, url: str, employees: int) -> House:
        """A service of its own for so many people."""
        app = create_app(Settings(data_dir=folder, database_url=url, clock_day=DAY))
        return cls(app, found(app, shape_for(employees)))

    def close(self) -> None:
        """Count no more, and let go of the database."""
        with self.app.app_context():
            event.remove(db.engine, "before_cursor_execute", self._count)
            db.session.remove()
            db.engine.dispose()

    def some_seats(self) -> list[Seat]:
        """Teams from all over the company, the first and the last among them."""
        seats = self.company.seats
        return [seats[number * (len(seats) - 1) // (TEAMS - 1)] for number in range(TEAMS)]

    def _count(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.statements += not statement.startswith("BEGIN")

    def visit(self, page: Busy, seat: Seat) -> Visit:
        """Open a page as its reader in this team."""
        client = self._signed_in(page.reader(self.company, seat))
        address, before = page.address(self.company, seat), self.statements
        began = time.perf_counter()
        answer = client.get(address)
        taken = time.perf_counter() - began
        if answer.status_code != OK:
            raise RuntimeError(f"{page.name}: {address} answers {answer.status}")
        return Visit(taken * 1000, self.statements - before)

    def _signed_in(self, person: int) -> FlaskClient:
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = f"session-{person}"
            session["_fresh"] = True
        return client


@dataclass(frozen=True)
class Visit:
    """One page opened: how long it took, how many statements it needed."""

    milliseconds: float
    statements: int


@dataclass(frozen=True)
class Measured:
    """A page at both sizes."""

    name: str
    small: tuple[Visit, ...]
    large: tuple[Visit, ...]

    @property
    def ratio(self) -> float:
        """Its median time in the large company over that in the small one."""
        return middle(self.large) / middle(self.small)

    @property
    def statements(self) -> tuple[int, ...]:
        """Every number of statements that was seen; one number is as it should be."""
        return tuple(sorted({visit.statements for visit in (*self.small, *self.large)}))

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept."""
        return len(self.statements) == 1 and self.ratio <= MOST


def middle(visits: tuple[Visit, ...]) -> float:
    """The median time."""
    return median(visit.milliseconds for visit in visits)


def measure(small: House, large: House, rounds: int) -> Iterator[Measured]:
    """Every page in both, turn by turn; the first visit of each team is not counted."""
    seats = list(zip(small.some_seats(), large.some_seats(), strict=True))
    for page in PAGES:
        visits = [
            (small.visit(page, one), large.visit(page, other))
            for _round in range(rounds + 1)
            for one, other in seats
        ]
        counted = visits[TEAMS:]
        yield Measured(page.name, tuple(one for one, _ in counted), tuple(other for _, other in counted))


def run() -> int:
    """Print every page; 1 when one of them breaks the promise."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    asked.add_argument("--rounds", type=int, default=8, help="how often each team's page is opened")
    asked.add_argument("--large", type=int, default=LARGE, help="people in the large company")
    wish, _other = asked.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        houses: list[House] = []
        for employees in (SMALL, wish.large):
            began = time.perf_counter()
            place = Path(folder) / str(employees)
            url = new_database(f"bench_{employees}_") if wish.postgres else ""
            houses.append(House.built(place, url, employees))
            rows = houses[-1].company.rows
            print(f"{employees} people, {rows} rows, made in {time.perf_counter() - began:.0f} s", flush=True)
        broken = 0
        print(f"{'page':28} {'SQL':>5} {'small ms':>9} {'large ms':>9} {'ratio':>6}")
        for found_out in measure(*houses, rounds=wish.rounds):
            told = " ".join(map(str, found_out.statements))
            times = f"{middle(found_out.small):9.1f} {middle(found_out.large):9.1f} {found_out.ratio:6.2f}"
            print(
                f"{found_out.name:28} {told:>5} {times}{'' if found_out.is_kept else '  <- broken'}",
                flush=True,
            )
            broken += not found_out.is_kept
        for house in houses:
            house.close()
    print(f"{broken} of {len(PAGES)} pages break the promise" if broken else "every page keeps the promise")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(run())
