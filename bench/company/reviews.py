"""The review of the year: one cycle, a review of everyone in a team, at every step of the way."""

from __future__ import annotations

from datetime import date
from typing import Any

from appraisal.formbook import Formbook, FormKind, freeze
from appraisal.reviews.models import Review, ReviewCycle, ReviewMeeting, ReviewPart, Signature
from bench.company.people import People, PlacedTeam
from bench.company.plan import YEAR, moment
from bench.company.rows import Rows
from tests.factories.reviews import answers_to

OPENED = date(2017, 12, 11)
SIDES = {"employee": FormKind.SELF_REVIEW, "manager": FormKind.MANAGER_REVIEW}
WRITING, SIGNED_BY_ONE, CLOSED = 1, 2, 3


class Reviews:
    """Reviews in one cycle, on the forms for sellers."""

    def __init__(self, rows: Rows, people: People, formbook: Formbook) -> None:
        self._rows = rows
        self._forms = {side: formbook.form_for(kind, "sales_seller") for side, kind in SIDES.items()}
        self.cycle = rows.add(
            ReviewCycle,
            name="Year 2017",
            starts_on=YEAR[0],
            ends_on=YEAR[1],
            opened_by_id=people.hr,
            opened_at=moment(OPENED),
        )

    def open(self, team: PlacedTeam, seller: int, goals: list[int]) -> int:
        """One review. The first seller of a team has both parts in and talks next; answers its key."""
        rows, step = self._rows, team.sellers.index(seller) % 4
        review = rows.add(
            Review,
            cycle_id=self.cycle,
            employee_id=seller,
            manager_id=team.manager,
            opened_at=moment(OPENED),
            changed_at=moment(OPENED),
        )
        for side in SIDES:
            self._write(review, side, team.manager if side == "manager" else seller, goals, step != WRITING)
        rows.add(
            ReviewMeeting,
            review_id=review,
            booked_on=date(2018, 1, 8),
            booked_by_id=team.manager,
            booked_at=moment(OPENED),
            held_on=date(2017, 12, 27) if step in (SIGNED_BY_ONE, CLOSED) else None,
        )
        signers = {SIGNED_BY_ONE: ("manager",), CLOSED: ("manager", "employee")}.get(step, ())
        for side in signers:
            rows.add(
                Signature,
                review_id=review,
                side=side,
                employee_id=team.manager if side == "manager" else seller,
                signed_at=moment(date(2017, 12, 28)),
                stance="signed",
                signed_text={},
                sha256="0" * 64,
            )
        return review

    def _write(self, review: int, side: str, author: int, goals: list[int], is_in: bool) -> None:
        form = self._forms[side]
        words = {str(goal): "Win what the plan of the quarter needs of my accounts." for goal in goals}
        answers: dict[str, Any] = answers_to(form, tuple(words))
        at = moment(date(2017, 12, 18))
        self._rows.add(
            ReviewPart,
            review_id=review,
            side=side,
            author_id=author,
            form_id=form.id,
            form_version=form.version,
            form_sha256=form.sha256,
            answers=answers,
            saved_at=at,
            handed_in_at=at if is_in else None,
            frozen=freeze(form, answers, "en", goals=words) if is_in else None,
        )
