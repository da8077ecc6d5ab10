"""Check-ins of a team through its quarters, with all that is said in them, and what was seen between them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from appraisal.checkins.models import (
    AgendaItem,
    Answer,
    CheckIn,
    CheckInMove,
    CheckInUse,
    Note,
    Obstacle,
    Preparation,
)
from appraisal.checkins.preparation import answers_asked
from appraisal.formbook import Formbook, FormKind, freeze
from appraisal.observations.models import Observation
from bench.company.people import PlacedTeam
from bench.company.plan import moment, tell
from bench.company.rows import Rows
from bench.company.shape import DAY

EVERY = timedelta(days=28)
TALKS_OF_A_QUARTER = 3
FACTS = {"tools_available": "ok", "trained_for_this": True, "explained_how": True, "resources_ok": True}
WRITTEN = {
    "how_is_it_going": "Two deals are close, and one customer asked for a later day.",
    "obstacle": "something",
    "obstacle_words": "The price list for GTX Pro is a month late.",
    "tools": "degraded",
    "leads_usable": "unknown",
}


class Talks:
    """Talks on one form, read once."""

    def __init__(self, rows: Rows, formbook: Formbook) -> None:
        form = formbook.form_for(FormKind.CHECKIN_PREPARATION, "sales_seller")
        answers = answers_asked(form, WRITTEN)
        self._rows = rows
        self._prepared: dict[str, Any] = {
            "form_id": form.id,
            "form_sha256": form.sha256,
            "answers": answers,
            "asked": freeze(form, answers, "en"),
        }

    def hold(self, seller: int, team: PlacedTeam) -> int:
        """Every talk of a seller, the last one still to come; answers its key."""
        count = TALKS_OF_A_QUARTER * team.team.quarters
        first = DAY - EVERY * count + timedelta(days=5)
        keys = [
            self._talk(seller, team.manager, first + EVERY * number, number) for number in range(count + 1)
        ]
        self._leave_words(seller, team)
        return keys[-1]

    def _talk(self, seller: int, manager: int, day: date, number: int) -> int:
        rows, at = self._rows, moment(day, 10)
        is_held = day < DAY
        talk = rows.add(
            CheckIn,
            employee_id=seller,
            manager_id=manager,
            starts_at=at,
            booked_by_id=manager,
            held_at=at if is_held else None,
            held_marked_by_id=manager if is_held else None,
        )
        if number % 4 == 3:
            before = moment(day - timedelta(days=2), 10)
            rows.add(
                CheckInMove,
                checkin_id=talk,
                moved_by_id=manager,
                moved_at=before,
                from_at=before,
                to_at=at,
                reason="A customer came.",
            )
        said_at = moment(day - timedelta(days=1))
        for author in (seller, manager):
            rows.add(AgendaItem, checkin_id=talk, author_id=author, text="New leads", added_at=said_at)
            if is_held:
                rows.add(Note, checkin_id=talk, author_id=author, text="We looked at March.", written_at=at)
        if is_held:
            rows.add(CheckInUse, checkin_id=talk, employee_id=seller, useful="yes", said_at=at)
        if DAY - day < EVERY:
            rows.add(
                Preparation,
                checkin_id=talk,
                author_id=seller,
                saved_at=said_at,
                handed_in_at=said_at,
                **self._prepared,
            )
        tell(rows, manager, "checkin_booked", "checkin", talk, said_at)
        return talk

    def _leave_words(self, seller: int, team: PlacedTeam) -> None:
        rows = self._rows
        for number in range(2 * team.team.quarters):
            day = date(2017, 12, 1) + timedelta(days=number)
            rows.add(
                Observation,
                employee_id=seller,
                author_id=team.manager,
                kind="behaviour",
                seen_on=day,
                text="Asked three customers what they need before the offer was written.",
                situation="Visit",
                next_step="Do it again with the next two.",
                written_at=moment(day, 16),
            )
        for number in range(team.team.quarters):
            rows.add(
                Obstacle,
                employee_id=seller,
                kind="information",
                text="The price list is late.",
                reported_by_id=seller,
                reported_on=date(2017, 11, 1),
                removed_on=date(2017, 12, 1) if number else None,
                removed_by_id=team.manager if number else None,
            )
        for fact, value in FACTS.items():
            rows.add(
                Answer,
                employee_id=seller,
                fact=fact,
                value=value,
                answered_by_id=seller,
                answered_at=moment(date(2017, 11, 15)),
            )
