"""Whom a letter is for, and its sending. Work in the background.

Other slices post to a person or to a role; only here a person has an address and a role has people. The
link of an invitation grows here from its seed, at the moment of sending, so the outbox holds no way in.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.accounts import queries
from appraisal.accounts.addresses import addressee, wants
from appraisal.accounts.models import Account, AccountRole, Invitation
from appraisal.accounts.sessions import token_of
from appraisal.diagnosis import queries as diagnosis
from appraisal.jobs.context import TryLater, WorkContext
from appraisal.jobs.domain import wait_before
from appraisal.jobs.registry import work
from appraisal.mail import outbox
from appraisal.mail.domain import Addressee, Mailing, ToEmployee, ToRole
from appraisal.mail.models import Letter
from appraisal.mail.outbox import ADDRESSING, SENDING
from appraisal.mail.sending import NotTaken, hand_over
from appraisal.mail.writing import Draft, link_to, write_letter
from appraisal.web.clock import Clock

TRIED_FOR = timedelta(days=3)
SOON, LATER = timedelta(minutes=1), timedelta(minutes=10)
SOON_ATTEMPTS = 60


@work(ADDRESSING)
def address_letter(context: WorkContext) -> dict[str, Any]:
    """Keep one letter for each person who is meant, in their language; for nobody who does not want it."""
    wish = context.arguments
    with context.writing() as store:
        accounts = [each for each in _meant(store, outbox.whom(wish)) if _is_wanted(store, each, wish)]
        for account in accounts:
            to = addressee(account)
            outbox.post_to(
                store, to, wish["kind"], wish["details"], context.asked_at, courtesy=wish["courtesy"]
            )
    return {}


@work(SENDING)
def send_letter(context: WorkContext) -> dict[str, Any]:
    """Hand one letter to the server; while that is away, try again, soon at first, for three days."""
    letter = outbox.find_letter(context.store, context.arguments["letter"])
    if letter.sent_at or letter.given_up_at:
        return {}
    key, attempts, is_old = letter.id, letter.attempts, datetime.now(UTC) - letter.queued_at > TRIED_FOR
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # the proxy's own way
    way = outbox.mailing()
    draft = _draft(context.store, app, way, letter) if way else None
    context.store.rollback()  # nothing is held while a server takes its time
    try:
        if way is None:
            raise NotTaken("no_server")
        if draft is None:
            raise NotTaken("link_has_ended", is_final=True)
        hand_over(way, write_letter(app, way, draft), draft.to.address)
    except NotTaken as error:
        given_up = error.is_final or is_old
        outbox.note_trouble(context.engine, key, error.trouble, given_up=given_up)
        if given_up:
            return {"trouble": error.trouble}
        raise TryLater(str(error), _pause(attempts + 1)) from None
    with context.writing() as store:
        outbox.note_sent(store, key)
    return {}


def _meant(store: Session, to: ToEmployee | ToRole) -> list[Account]:
    """The open accounts of whoever is meant."""
    wanted = select(Account).where(Account.active).order_by(Account.id)
    if isinstance(to, ToEmployee):
        return list(store.scalars(wanted.where(Account.employee_id == to.employee)))
    holders = wanted.join(AccountRole, AccountRole.account_id == Account.id).where(
        AccountRole.role == to.role
    )
    return [each for each in store.scalars(holders) if each.employee_id not in to.but_not]


def _is_wanted(store: Session, account: Account, wish: Mapping[str, Any]) -> bool:
    """Whether the person takes letters of this kind, and what it tells of is still so."""
    if wish["courtesy"] and not wants(store, account.id, wish["kind"]):
        return False
    if wish["kind"] != "diagnosis.follow_up_waits":
        return True
    day = date.fromisoformat(wish["details"]["on"])
    found = queries.signed_in(store, account.id, day)
    waiting = diagnosis.waiting_for(store, found.actor, day) if found else ()
    return any(each.diagnosis == wish["details"]["values"]["key"] for each in waiting)


def _draft(store: Session, app: Flask, way: Mailing, letter: Letter) -> Draft | None:
    """What the letter is made from; None when the link that it should bring has ended."""
    to = Addressee(letter.to_address, letter.language, letter.calendar, letter.time_zone)
    details = letter.details
    if "invitation" not in details:
        link = link_to(app, way, details["endpoint"], details.get("values"))
        return Draft(to, letter.kind, link, letter.message_key, letter.is_courtesy)
    invitation = store.get(Invitation, details["invitation"])
    now = Clock(app.config["APPRAISAL"].clock_day).now()
    if invitation is None or invitation.ended_at or invitation.expires_at <= now or not invitation.seed:
        return None
    return Draft(
        to,
        letter.kind,
        link_to(app, way, "accounts.welcome", {"token": token_of(invitation.seed)}),
        letter.message_key,
        until=invitation.expires_at,
        by=details["by"],
    )


def _pause(attempts: int) -> timedelta:
    """How long until the next attempt: seconds at first, never more than a minute for about an hour."""
    wait = wait_before(attempts, random.random())  # noqa: S311 - spreads load, guards nothing
    return min(wait, SOON) if attempts <= SOON_ATTEMPTS else LATER
