"""Talks for tests: a check-in of Sara and Omid, prepared, spoken in, held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from appraisal.checkins import operations
from appraisal.checkins.domain import AddAgendaItem, BookCheckIn, CheckInKey, PrepareCheckIn, WriteNote
from appraisal.formbook import Form, load_forms
from tests.conftest import NOW
from tests.factories.company import Company

FORMS = load_forms(Path(__file__).parents[2] / "forms")
ANSWERS = {
    "how_is_it_going": "Two deals are close.",
    "obstacle": "something",
    "obstacle_words": "The price list for GTX Pro is a month late.",
    "tools": "degraded",
    "leads_usable": "unknown",
    "agenda": "- Prices\nHoliday in March",
}


def seller_form() -> Form:
    """The preparation of a seller."""
    return FORMS.form_for("checkin_preparation", "sales_seller")


def booked(store: Session, company: Company, days: int = 1) -> CheckInKey:
    """A talk of Sara and Omid, some days from now."""
    wish = BookCheckIn(company.sara, NOW + timedelta(days=days))
    return operations.book_checkin(store, company.actor("omid"), wish, at=NOW)


def prepared(store: Session, company: Company, checkin: CheckInKey, **changed: str) -> None:
    """Sara hands her preparation in."""
    wish = PrepareCheckIn(checkin, seller_form(), {**ANSWERS, **changed}, hand_in=True)
    operations.prepare_checkin(store, company.actor("sara"), wish, at=NOW)


def spoken(store: Session, company: Company, checkin: CheckInKey) -> None:
    """Both leave a word: Sara on the agenda, Omid in a shared note."""
    operations.add_agenda_item(store, company.actor("sara"), AddAgendaItem(checkin, "My leads"), at=NOW)
    operations.write_note(store, company.actor("omid"), WriteNote(checkin, "We looked at March."), at=NOW)
