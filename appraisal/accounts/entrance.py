"""How another system comes in: the token of its request becomes an actor, without session and cookie."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NoReturn

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import TooManyRequests, Unauthorized

from appraisal.accounts import tokens
from appraisal.kernel.actors import Actor
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write


def let_system_in(at: datetime) -> Actor:
    """The actor behind the bearer token of this request. Raises ``Unauthorized`` or ``TooManyRequests``.

    What is kept of it (the last use, a failure) is committed here, before the view begins.
    """
    shown = request.authorization
    token = (shown.token if shown is not None and shown.type == "bearer" else None) or ""
    found = tokens.actor_of(db.session(), token, at)
    db.session.rollback()
    if found is None:
        _refuse(shown is not None)
    actor, is_to_be_noted = found
    if is_to_be_noted:
        with about_to_write():
            tokens.note_use(db.session(), token, at)
            db.session.commit()
    return actor


def _refuse(was_shown: bool) -> NoReturn:
    true_now = datetime.now(UTC)
    challenge = WWWAuthenticate("bearer", {"realm": "appraisal"})
    if not was_shown:
        raise Unauthorized(www_authenticate=challenge)
    with about_to_write():
        admission = tokens.note_failure(db.session(), request.remote_addr or "", true_now)
        db.session.commit()
    if admission.paused_until is not None:
        raise TooManyRequests(retry_after=int((admission.paused_until - true_now).total_seconds()) + 1)
    challenge["error"] = "invalid_token"
    raise Unauthorized(www_authenticate=challenge)
