"""Tables of diagnoses. Each state is a row that says who and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class Diagnosis(Model):
    """A conversation about why one goal of one person fell behind."""

    __tablename__ = "diagnosis"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"), index=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Evaluation(Model):
    """What the rules said about the facts as they stood at one moment. Readable without any engine, never changed."""

    __tablename__ = "evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    diagnosis_id: Mapped[int] = mapped_column(ForeignKey("diagnosis.id"), index=True)
    evaluated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    as_of: Mapped[date]
    pack_name: Mapped[str] = mapped_column(String(60))
    pack_version: Mapped[str] = mapped_column(String(20))
    pack_sha256: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(20))
    leading: Mapped[str | None] = mapped_column(String(40))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)


class Conclusion(Model):
    """What the manager wrote after the conversation, in own words, with the remedy's follow-up day."""

    __tablename__ = "conclusion"

    id: Mapped[int] = mapped_column(primary_key=True)
    diagnosis_id: Mapped[int] = mapped_column(ForeignKey("diagnosis.id"), unique=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)
    factors: Mapped[list[str]] = mapped_column(JSON, default=list)
    follow_up_on: Mapped[date]


class Reply(Model):
    """What the employee says to the conclusion; to disagree is normal."""

    __tablename__ = "reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    diagnosis_id: Mapped[int] = mapped_column(ForeignKey("diagnosis.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agrees: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)


class FollowUp(Model):
    """Did the remedy help? One line from each side."""

    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    diagnosis_id: Mapped[int] = mapped_column(ForeignKey("diagnosis.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    helped: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text, default="")


class DiagnosisContest(Model):
    """The employee says that a fact, a rule's result or a text is not right; a second person answers.

    ``evaluation_id`` is the look whose facts the person had before them. Until the answer, and after one
    that upholds it, what is named does not count.
    """

    __tablename__ = "diagnosis_contest"

    id: Mapped[int] = mapped_column(primary_key=True)
    diagnosis_id: Mapped[int] = mapped_column(ForeignKey("diagnosis.id"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    about: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date]
    outcome: Mapped[str | None] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GoalScan(Model):
    """One day's look at all goals: up to which goal it came, how many it looked at, how many are worth a talk."""

    __tablename__ = "goal_scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reached: Mapped[int] = mapped_column(default=0)
    goals: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)


class GoalSign(Model):
    """A goal has a gap that is worth a talk: seen from the first day to the last, ended when it no longer holds.

    ``statuses`` are words per factor and ``snapshot`` the facts that speak, both as they stood on ``as_of``;
    nobody reads them before the talk. Of what was handed over it says that, and nothing else.
    """

    __tablename__ = "goal_sign"
    __table_args__ = (
        Index(None, "employee_id", "ended_on"),
        Index(
            None,
            "goal_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    first_seen_on: Mapped[date]
    last_seen_on: Mapped[date]
    ended_on: Mapped[date | None]
    as_of: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(20))
    pack_sha256: Mapped[str] = mapped_column(String(64))
    gates: Mapped[list[str]] = mapped_column(JSON, default=list)
    statuses: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class RestrictedMatter(Model):
    """A matter for a human: seen by the case handler and by the person who raised it, by nobody else.

    ``raises`` names the restricted fact; no medical content is asked for or kept.
    """

    __tablename__ = "restricted_matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    raises: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text, default="")
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gates: Mapped[list[str]] = mapped_column(JSON, default=list)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    closing_words: Mapped[str] = mapped_column(Text, default="")
