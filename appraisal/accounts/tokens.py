"""Tokens of other systems: made by an administrator, shown once, used without a cookie, ended at any time.

Owns who comes in with one, and the pause for an address that keeps trying. A token has 256 bits that nobody
guesses; the pause only keeps such tries from filling the table, so a token that fits passes in spite of it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.accounts import attempts, policy
from appraisal.accounts.domain import MakeToken, objections_to_token
from appraisal.accounts.models import SystemToken
from appraisal.accounts.sessions import digest_of
from appraisal.kernel.actors import Actor, Scope
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.storage.history import record

MARK = "apr_"
SEEN_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class TokenLine:
    """One token as the administrator sees it; the token itself is nowhere."""

    key: int
    name: str
    scope: str
    state: str
    made_by: str
    made_at: datetime
    expires_on: date
    last_used_at: datetime | None


@dataclass(frozen=True)
class TokensPage:
    """Every token there ever was, newest first."""

    tokens: tuple[TokenLine, ...]


@dataclass(frozen=True)
class Admission:
    """What came of a token that was shown: who acts, or until when this address may not try again."""

    actor: Actor | None = None
    paused_until: datetime | None = None


def make_token(store: Session, actor: Actor, wish: MakeToken, *, at: datetime) -> str:
    """Let another system in. The token is returned once and kept nowhere. Raises with every objection."""
    insist_on_none(policy.may_keep_tokens(actor), NotAllowed)
    name = wish.name.strip()
    taken = select(func.count(SystemToken.id)).where(
        SystemToken.name == name, SystemToken.revoked_at.is_(None)
    )
    found = objections_to_token(wish, at.date(), name_is_taken=bool(store.scalar(taken)))
    insist_on_none(found, NotReady)
    token = MARK + secrets.token_urlsafe(32)
    row = SystemToken(
        name=name,
        scope=wish.scope.value,
        token_sha256=digest_of(token),
        made_at=at,
        made_by=actor.name,
        expires_on=wish.expires_on,
    )
    store.add(row)
    store.flush()
    record(store, actor, "token_made", "system_token", row.id, at=at, name=name, scope=wish.scope.value)
    return token


def revoke_token(store: Session, actor: Actor, key: int, *, at: datetime) -> None:
    """End a token at once. Ending one that has ended changes nothing."""
    insist_on_none(policy.may_keep_tokens(actor), NotAllowed)
    row = store.get(SystemToken, key)
    if row is None:
        raise NotFound(noun="system_token", key=key)
    if row.revoked_at is None:
        row.revoked_at = at
        store.flush()
        record(store, actor, "token_revoked", "system_token", row.id, at=at, name=row.name)


def tokens_page(store: Session, actor: Actor, day: date) -> TokensPage:
    """Every token, for administrators."""
    insist_on_none(policy.may_keep_tokens(actor), NotAllowed)
    rows = store.scalars(select(SystemToken).order_by(SystemToken.id.desc()))
    return TokensPage(
        tuple(
            TokenLine(
                row.id, row.name, row.scope, _state(row, day), row.made_by, row.made_at, row.expires_on,
                row.last_used_at,
            )
            for row in rows
        )
    )  # fmt: skip


def actor_of(store: Session, token: str, at: datetime) -> tuple[Actor, bool] | None:
    """Who acts with this token today, and whether its last use should be noted; None if it opens nothing."""
    row = _live(store, token, at)
    if row is None:
        return None
    scope = Scope(row.scope)
    actor = Actor(None, row.name, scopes=frozenset({Scope.MEASURES, scope}))
    return actor, row.last_used_at is None or at - row.last_used_at >= SEEN_AGAIN


def note_use(store: Session, token: str, at: datetime) -> None:
    """Keep when a token was last used, to the minute."""
    row = _live(store, token, at)
    if row is not None:
        row.last_used_at = at
        store.flush()


def note_failure(store: Session, address: str, true_now: datetime) -> Admission:
    """Keep that somebody at this address showed no token that fits; tell when they try too often."""
    paused = attempts.pause_of(store, address, true_now)
    if paused is None:
        attempts.keep_failure(store, digest_of("another system"), address, true_now)
    return Admission(paused_until=paused)


def _live(store: Session, token: str, at: datetime) -> SystemToken | None:
    if not token.startswith(MARK) or not token.isascii() or len(token) > 100:
        return None
    return store.scalars(
        select(SystemToken).where(
            SystemToken.token_sha256 == digest_of(token),
            SystemToken.revoked_at.is_(None),
            SystemToken.expires_on >= at.date(),
        )
    ).first()


def _state(row: SystemToken, day: date) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_on < day else "in_use" if row.last_used_at else "unused"
