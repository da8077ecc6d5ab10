"""Sessions and password hashes: the one place that knows Flask-Security."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, session
from flask_security import Security, SQLAlchemyUserDatastore, current_user
from flask_security.utils import hash_password, login_user, logout_user, verify_password

from appraisal.accounts.domain import LONGEST_PASSWORD
from appraisal.accounts.models import Account, AccountRole
from appraisal.storage.database import db

KEPT = ("language", "calendar")


@dataclass(frozen=True)
class HashCost:
    """What an argon2id hash costs. As it stands: OWASP's smaller setting, for on SQLite nobody else writes
    meanwhile. Tests take a cheaper one."""

    kibibytes: int = 19456
    rounds: int = 2


def open_sessions(app: Flask, cost: HashCost) -> None:
    """Let the application keep people signed in. Pages and texts are ours; the machinery is Flask-Security's."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a method
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={
            "argon2__memory_cost": cost.kibibytes,
            "argon2__time_cost": cost.rounds,
            "argon2__parallelism": 1,
        },
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_SEND_REGISTER_EMAIL=False,
    )
    roles: Any = AccountRole  # no RoleMixin: the datastore is asked for accounts alone, roles are ours
    Security(app, SQLAlchemyUserDatastore(db, Account, roles), register_blueprint=False)


def signed_in_account() -> int | None:
    """The account behind the session of this request; None for a visitor or an ended session."""
    return current_user.id if current_user.is_authenticated else None


def begin_session(account: int) -> None:
    """Sign this account in, in a fresh session; only how the visitor reads is carried over."""
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    g.pop("csrf_token", None)
    session.update(kept)
    login_user(db.session.get_one(Account, account), remember=False)


def end_session() -> None:
    """Sign out in this browser."""
    kept = {name: session[name] for name in KEPT if name in session}
    logout_user()
    session.clear()
    session.update(kept)


def hashed(password: str) -> str:
    """The hash of a tidy password."""
    return hash_password(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether the password is the kept one; takes as long when nothing is kept, so that nobody learns which."""
    tried = password if len(password) <= LONGEST_PASSWORD else ""
    return verify_password(tried, kept or _nobodys_hash()) and kept is not None and tried == password


def new_seed() -> str:
    """A seed for one token; without the service's key it gives nothing away."""
    return secrets.token_hex(32)


def token_of(seed: str) -> str:
    """The token that grows from a seed: always the same, and not to be guessed without the service's key."""
    key: str = current_app.config["SECRET_KEY"]
    grown = hmac.new(key.encode(), f"invitation {seed}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(grown).decode().rstrip("=")


def digest_of(secret: str) -> str:
    """What is kept of a token, a code or a login."""
    return hashlib.sha256(secret.encode()).hexdigest()


@functools.cache
def _nobodys_hash() -> str:
    return hash_password(secrets.token_hex(16))
