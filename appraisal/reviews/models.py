"""Tables of reviews. Once a signature stands under a review, triggers in both databases lock its rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, JSON, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class ReviewCycle(Model):
    """A period that reviews look back on, opened by HR."""

    __tablename__ = "review_cycle"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Review(Model):
    """One employee's review in one cycle, with the manager who led them when it was opened.

    ``changed_at`` and ``changes`` move with every act on the review, and the version with them.
    """

    __tablename__ = "review"
    __table_args__ = (
        Index(None, "cycle_id", "employee_id", unique=True),
        Index(None, "employee_id"),
        Index(None, "manager_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("review_cycle.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changes: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReviewPart(Model):
    """What one side wrote, on the form as it stood; a draft until handed in, closed to the other side until both are.

    ``saved_from`` names the opened page that saved it last; ``unmentioned`` are the questions of a manager's
    part that held something never mentioned before, as it stood at the handing in.
    """

    __tablename__ = "review_part"
    __table_args__ = (Index(None, "review_id", "side", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    side: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    form_id: Mapped[str] = mapped_column(String(100))
    form_version: Mapped[str] = mapped_column(String(20))
    form_sha256: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_from: Mapped[str] = mapped_column(String(40), default="")
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), nullable=True)
    unmentioned: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReviewMeeting(Model):
    """The review conversation: for when it is booked, why it was moved, and when it was held. The newest row counts."""

    __tablename__ = "review_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    booked_on: Mapped[date]
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    booked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    move_reason: Mapped[str] = mapped_column(Text, default="")
    held_on: Mapped[date | None]
    held_marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    agreed_words: Mapped[str] = mapped_column(Text, default="")


class Signature(Model):
    """A side signed what it saw: the plain data of the review, kept for ever, and its digest."""

    __tablename__ = "signature"
    __table_args__ = (Index(None, "review_id", "side", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    side: Mapped[str] = mapped_column(String(10))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stance: Mapped[str] = mapped_column(String(10))
    comment: Mapped[str] = mapped_column(Text, default="")
    signed_text: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))


class Contest(Model):
    """The employee contests the review; a second person answers within ten working days."""

    __tablename__ = "contest"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    reason: Mapped[str] = mapped_column(Text)
    contested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_due_on: Mapped[date]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")


_LOCKED = "a signed review is locked"
_OF_SIGNED = "EXISTS (SELECT 1 FROM signature WHERE review_id = OLD.review_id)"
_LOCKS = ((Signature, "1 = 1"), (ReviewPart, _OF_SIGNED), (ReviewMeeting, _OF_SIGNED))


def _guards(table: str, when: str) -> dict[str, list[str]]:
    return {
        "sqlite": [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{_LOCKED}'); END"
            for verb in ("UPDATE", "DELETE")
        ],
        "postgresql": [
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS "
            f"$$ BEGIN IF {when} THEN RAISE EXCEPTION '{_LOCKED}'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        ],
    }


GUARDS = {model.__tablename__: _guards(model.__tablename__, when) for model, when in _LOCKS}
for _model, _ in _LOCKS:
    for _dialect, _statements in GUARDS[_model.__tablename__].items():
        for _statement in _statements:
            event.listen(_model.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))
