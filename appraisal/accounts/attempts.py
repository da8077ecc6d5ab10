"""Passwords tried: who they belong to, and the pause after too many that did not fit.

The pause counts in true time, by account and by address, in our own database, so that it holds over
several processes. An unknown account pauses like a known one: nobody learns who has an account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from appraisal.accounts.domain import (
    ATTEMPTS_FROM_AN_ADDRESS,
    ATTEMPTS_IN,
    ATTEMPTS_ON_AN_ACCOUNT,
    LONGEST_PASSWORD,
    AccountKey,
    pause_after,
    tidy_email,
    tidy_password,
)
from appraisal.accounts.models import Account, FailedSignIn
from appraisal.accounts.sessions import digest_of, fits

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """What came of it: the account, or until when nobody may try again, or neither."""

    account: AccountKey | None = None
    paused_until: datetime | None = None


def try_password(store: Session, email: str, password: str, address: str, *, true_now: datetime) -> Attempt:
    """Compare a password. A failure is kept, so the caller must let the transaction be committed."""
    login = digest_of(tidy_email(email))
    paused = pause_after(
        _failures(store, FailedSignIn.login_sha256 == login, true_now, ATTEMPTS_ON_AN_ACCOUNT),
        _failures(store, FailedSignIn.address == address, true_now, ATTEMPTS_FROM_AN_ADDRESS),
    )
    if paused is not None:
        return Attempt(paused_until=paused)
    account = store.scalars(select(Account).where(Account.email == tidy_email(email))).first()
    fitting = fits(tidy_password(password[:LONGEST_PASSWORD]), account.password if account else None)
    if account is not None and fitting and account.active:
        store.execute(delete(FailedSignIn).where(FailedSignIn.login_sha256 == login))
        return Attempt(account=AccountKey(account.id))
    keep_failure(store, login, address, true_now)
    return Attempt()


def pause_of(store: Session, address: str, true_now: datetime) -> datetime | None:
    """Until when nobody at this address may try again, whoever they say they are; None when they may."""
    from_address = FailedSignIn.address == address
    return pause_after((), _failures(store, from_address, true_now, ATTEMPTS_FROM_AN_ADDRESS))


def keep_failure(store: Session, login_sha256: str, address: str, true_now: datetime) -> None:
    """Keep that something did not fit, and let go of what is older than a day."""
    store.execute(delete(FailedSignIn).where(FailedSignIn.at < true_now - KEPT_FOR))
    store.add(FailedSignIn(login_sha256=login_sha256, address=address, at=true_now))
    store.flush()


def _failures(store: Session, of: ColumnElement[bool], true_now: datetime, enough: int) -> list[datetime]:
    return list(
        store.scalars(
            select(FailedSignIn.at)
            .where(of, FailedSignIn.at > true_now - ATTEMPTS_IN)
            .order_by(FailedSignIn.at.desc())
            .limit(enough)
        )
    )
