"""Tables of accounts: who may sign in, with which roles, and how the service was founded."""

# Flask-Security declares plain values where SQLAlchemy maps columns; they are the same attributes.
# pyright: reportIncompatibleVariableOverride=false

from __future__ import annotations

from datetime import date, datetime

from flask_security import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class Account(Model, UserMixin):
    """A way into the service, usually of an employee; its language, calendar and zone.

    ``name`` is for those who are nobody's employee. Whoever holds ``fs_uniquifier`` in a sealed cookie is
    signed in; a new one ends every session. ``password`` is an argon2id hash, None until it was first set.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), unique=True)
    language: Mapped[str] = mapped_column(String(5), default="en")
    calendar: Mapped[str | None] = mapped_column(String(10))
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    grants: Mapped[list[AccountRole]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class AccountRole(Model):
    """One role that an account holds."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class Invitation(Model):
    """A link with which a person sets their password once. Only the digest of its token is kept.

    The token follows from ``seed`` and the service's own key, so that a letter with the link can be written
    later, and the table alone opens nothing.
    """

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seed: Mapped[str | None] = mapped_column(String(64))


class UnwantedLetter(Model):
    """A kind of letter that a person does not want. Nobody else is told."""

    __tablename__ = "unwanted_letter"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(60), primary_key=True)


class FailedSignIn(Model):
    """A password that did not fit, in true time; kept a day, for the pause after too many."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (Index(None, "login_sha256", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    login_sha256: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SystemToken(Model):
    """What another system shows to come in. Only its digest is kept; ``scope`` says what it may do."""

    __tablename__ = "system_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    scope: Mapped[str] = mapped_column(String(20))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(200))
    expires_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Organisation(Model):
    """Whose service this is, and how its people read unless they choose otherwise. One row."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5))
    calendar: Mapped[str] = mapped_column(String(10))
    time_zone: Mapped[str] = mapped_column(String(60))
    founded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SetupCode(Model):
    """The digest of the code that an empty service printed where it was started. One row, gone once used."""

    __tablename__ = "setup_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
