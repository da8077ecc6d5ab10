"""Changes to accounts. Each leaves one line of history; a password is never part of one."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from appraisal.accounts import policy, queries
from appraisal.accounts.addresses import addressee
from appraisal.accounts.domain import (
    INVITATION_DAYS,
    OPTIONAL_LETTERS,
    AccountKey,
    ChangePassword,
    MakeAccount,
    Reading,
    objections_to_email,
    objections_to_password,
    objections_to_reading,
    objections_to_removal,
    tidy_email,
    tidy_password,
)
from appraisal.accounts.models import Account, AccountRole, Invitation, UnwantedLetter
from appraisal.accounts.sessions import digest_of, fits, hashed, new_seed, token_of
from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.mail import outbox
from appraisal.storage.history import record


def make_account(store: Session, actor: Actor, wish: MakeAccount, *, at: datetime) -> AccountKey:
    """Let somebody sign in; they set a password through an invitation. Raises with every objection."""
    insist_on_none(policy.may_keep_accounts(actor), NotAllowed)
    for role in sorted(wish.roles):
        insist_on_none(
            policy.may_give_role(actor, role, is_own_account=actor.is_person(wish.employee)), NotAllowed
        )
    email = tidy_email(wish.email)
    reading = wish.reading or queries.usual_reading(store)
    taken = store.scalar(select(func.count(Account.id)).where(Account.email == email))
    has_one = wish.employee is not None and store.scalar(
        select(func.count(Account.id)).where(Account.employee_id == wish.employee)
    )
    insist_on_none(
        objections_to_email(email, bool(taken))
        + objections_to_reading(reading)
        + Objections.where(
            person_has_an_account=bool(has_one),
            account_of_nobody=wish.employee is None and not wish.name.strip(),
        ),
        NotReady,
    )
    account = Account(
        email=email,
        name=wish.name.strip(),
        fs_uniquifier=secrets.token_hex(32),
        employee_id=wish.employee,
        language=reading.language,
        calendar=reading.calendar,
        time_zone=reading.time_zone,
        made_at=at,
        active=True,
        grants=[AccountRole(role=role.value) for role in sorted(wish.roles)],
    )
    store.add(account)
    store.flush()
    record(store, actor, "account_made", "account", account.id, at=at, roles=sorted(wish.roles))
    return AccountKey(account.id)


def give_role(store: Session, actor: Actor, account_id: int, role: Role, *, at: datetime) -> AccountKey:
    """Give an account a role. Giving one that it holds changes nothing."""
    account = queries.find_account(store, account_id)
    own = queries.is_own(actor, account)
    insist_on_none(policy.may_give_role(actor, role, is_own_account=own), NotAllowed)
    if role not in queries.roles_of(account):
        account.grants.append(AccountRole(role=role.value))
        store.flush()
        record(store, actor, "role_given", "account", account.id, at=at, role=role.value)
    return AccountKey(account.id)


def take_role(store: Session, actor: Actor, account_id: int, role: Role, *, at: datetime) -> AccountKey:
    """Take a role away. The last administrator stays one."""
    account = queries.find_account(store, account_id)
    own = queries.is_own(actor, account)
    insist_on_none(policy.may_give_role(actor, role, is_own_account=own), NotAllowed)
    held = queries.roles_of(account)
    insist_on_none(objections_to_removal(role, held, _administrators(store)), NotReady)
    account.grants[:] = [grant for grant in account.grants if grant.role != role.value]
    store.flush()
    record(store, actor, "role_taken", "account", account.id, at=at, role=role.value)
    return AccountKey(account.id)


def invite(store: Session, actor: Actor, account_id: int, *, at: datetime) -> str:
    """A new link's token for setting a password. It is returned once; earlier links end.

    Where letters go out, the person gets the link too: as an invitation, or as word of what was done.
    """
    account = _handled(store, actor, account_id)
    insist_on_none(Objections.where(account_is_closed=not account.active), NotReady)
    _end_invitations(store, account.id, at)
    seed = new_seed()
    invitation = Invitation(
        account_id=account.id,
        token_sha256=digest_of(token_of(seed)),
        made_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
        seed=seed,
    )
    store.add(invitation)
    store.flush()
    record(store, actor, "account_invited", "account", account.id, at=at)
    kind = "accounts.invitation_anew" if account.password else "accounts.invitation"
    details = {"invitation": invitation.id, "by": actor.name}
    outbox.post_to(store, addressee(account), kind, details, at)
    return token_of(seed)


def accept_invitation(store: Session, token: str, wished: str, *, at: datetime) -> AccountKey:
    """Set the password behind a link, end the link and every earlier session.

    The token stands for the actor: whoever holds it is the person it was made for.
    """
    invitation = queries.find_invitation(store, digest_of(token), at)
    account = queries.find_account(store, invitation.account_id)
    actor = _actor_of(store, account, at)
    insist_on_none(objections_to_password(tidy_password(wished), account.email, actor.name), NotReady)
    _end_invitations(store, account.id, at)
    _tell_of_new_password(store, account, at)
    _keep_password(account, wished)
    store.flush()
    record(store, actor, "password_set", "account", account.id, at=at)
    return AccountKey(account.id)


def change_password(
    store: Session, actor: Actor, account_id: int | None, wish: ChangePassword, *, at: datetime
) -> AccountKey:
    """Replace one's own password and end every session of the account."""
    account = queries.find_account(store, account_id)
    insist_on_none(Objections.where(not_your_account=not queries.is_own(actor, account)), NotAllowed)
    insist_on_none(
        Objections.where(current_password_wrong=not fits(tidy_password(wish.current), account.password))
        + objections_to_password(tidy_password(wish.wished), account.email, actor.name),
        NotReady,
    )
    _end_invitations(store, account.id, at)
    _tell_of_new_password(store, account, at)
    _keep_password(account, wish.wished)
    store.flush()
    record(store, actor, "password_changed", "account", account.id, at=at)
    return AccountKey(account.id)


def end_all_sessions(store: Session, actor: Actor, account_id: int | None, *, at: datetime) -> AccountKey:
    """Sign the person's own account out everywhere."""
    account = queries.find_account(store, account_id)
    insist_on_none(Objections.where(not_your_account=not queries.is_own(actor, account)), NotAllowed)
    account.fs_uniquifier = secrets.token_hex(32)
    store.flush()
    record(store, actor, "sessions_ended", "account", account.id, at=at)
    return AccountKey(account.id)


def close_account(store: Session, actor: Actor, account_id: int, *, at: datetime) -> AccountKey:
    """Nobody signs in with this account any more; its sessions end at once, its history stays."""
    account = _handled(store, actor, account_id)
    last = Role.ADMINISTRATOR in queries.roles_of(account) and _administrators(store) < 2
    insist_on_none(Objections.where(last_administrator=last and account.active), NotReady)
    _end_invitations(store, account.id, at)
    account.active, account.fs_uniquifier = False, secrets.token_hex(32)
    store.flush()
    record(store, actor, "account_closed", "account", account.id, at=at)
    return AccountKey(account.id)


def open_account(store: Session, actor: Actor, account_id: int, *, at: datetime) -> AccountKey:
    """Let a closed account sign in again, with the password it had."""
    account = _handled(store, actor, account_id)
    account.active = True
    store.flush()
    record(store, actor, "account_opened", "account", account.id, at=at)
    return AccountKey(account.id)


def choose_reading(store: Session, account_id: int | None, wish: Reading) -> AccountKey:
    """Keep how a person reads on every device. That is nobody else's business: no line of history."""
    account = queries.find_account(store, account_id)
    insist_on_none(objections_to_reading(wish), NotReady)
    account.language, account.calendar, account.time_zone = wish.language, wish.calendar, wish.time_zone
    store.flush()
    return AccountKey(account.id)


def keep_reading(store: Session, account_id: int | None, language: str, calendar: str) -> None:
    """Keep language and calendar as ``choose_reading`` does; a visitor has no account to keep them on."""
    if account_id is not None:
        account = queries.find_account(store, account_id)
        choose_reading(store, account_id, Reading(language, calendar, account.time_zone))


def choose_letters(store: Session, account_id: int | None, wanted: Collection[str]) -> AccountKey:
    """Keep which letters a person wants beside those that always come. Nobody else's business either."""
    account = queries.find_account(store, account_id)
    store.execute(delete(UnwantedLetter).where(UnwantedLetter.account_id == account.id))
    store.add_all(
        UnwantedLetter(account_id=account.id, kind=kind) for kind in OPTIONAL_LETTERS if kind not in wanted
    )
    store.flush()
    return AccountKey(account.id)


def _tell_of_new_password(store: Session, account: Account, at: datetime) -> None:
    """Tell the person of a password in the place of another; of a first one they know themselves."""
    if account.password:
        details = {"endpoint": "accounts.own"}
        outbox.post_to(store, addressee(account), "accounts.password_set", details, at)


def _handled(store: Session, actor: Actor, account_id: int) -> Account:
    account = queries.find_account(store, account_id)
    insist_on_none(
        policy.may_handle_account(
            actor, queries.roles_of(account), is_own_account=queries.is_own(actor, account)
        ),
        NotAllowed,
    )
    return account


def _administrators(store: Session) -> int:
    return (
        store.scalar(
            select(func.count(Account.id))
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(AccountRole.role == Role.ADMINISTRATOR, Account.active)
        )
        or 0
    )


def _keep_password(account: Account, wished: str) -> None:
    account.password, account.fs_uniquifier = hashed(tidy_password(wished)), secrets.token_hex(32)


def _end_invitations(store: Session, account_id: int, at: datetime) -> None:
    store.execute(
        update(Invitation)
        .where(Invitation.account_id == account_id, Invitation.ended_at.is_(None))
        .values(ended_at=at)
    )


def _actor_of(store: Session, account: Account, at: datetime) -> Actor:
    found = queries.signed_in(store, account.id, at.date())
    return found.actor if found else Actor(employee=None, name=account.email)
