"""From a session to an actor; the pages on which accounts are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from appraisal.accounts import policy
from appraisal.accounts.addresses import LetterWish, letter_wishes
from appraisal.accounts.domain import Reading
from appraisal.accounts.models import Account, AccountRole, Invitation, Organisation
from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.mail import outbox
from appraisal.mail.outbox import PostState
from appraisal.people import queries as people
from appraisal.storage.history import Line, lines_of


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and how they read."""

    actor: Actor
    language: str
    calendar: str | None
    time_zone: str


@dataclass(frozen=True)
class AccountLine:
    """One person of the list, with the account they may have. ``state``: none, closed, invited, in_use."""

    employee: EmployeeKey | None
    account: int | None
    name: str
    job_title: str
    email: str
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class AccountsPage:
    """People with their accounts in alphabetical order, and the accounts of nobody's employee."""

    people: tuple[AccountLine, ...]
    others: tuple[AccountLine, ...]
    search: str
    number: int
    pages: int
    may_keep_tokens: bool


@dataclass(frozen=True)
class HeldRole:
    """A role on the page of an account, and whether this reader may take it away."""

    role: str
    may_be_removed: bool


@dataclass(frozen=True)
class AccountPage:
    """One account. ``invitation`` is the link to hand over, on the one page that shows it."""

    account: int
    name: str
    email: str
    state: str
    roles: tuple[HeldRole, ...]
    gives: tuple[str, ...]
    may_handle: bool
    letters_go_out: bool
    history: Sequence[Line]


@dataclass(frozen=True)
class NewAccountPage:
    """For whom an account is made, and the roles that this reader may give along."""

    employee: EmployeeKey
    name: str
    job_title: str
    gives: tuple[str, ...]


@dataclass(frozen=True)
class OwnAccountPage:
    """What a person sees of their own account. ``post`` is there for administrators alone."""

    name: str
    email: str
    roles: tuple[str, ...]
    reading: Reading
    letters: tuple[LetterWish, ...]
    letters_go_out: bool
    post: PostState | None
    history: Sequence[Line]


@dataclass(frozen=True)
class WelcomePage:
    """Behind an invitation: whose account it opens."""

    name: str
    email: str


def signed_in(store: Session, account_id: int | None, day: date) -> SignedIn | None:
    """The actor of an account on a day; None when there is no such active account."""
    account = store.get(Account, account_id) if account_id is not None else None
    if account is None or not account.active:
        return None
    employee = account.employee_id
    return SignedIn(
        Actor(
            employee=EmployeeKey(employee) if employee else None,
            name=_name_of(store, account),
            roles=roles_of(account),
            leads_anyone=bool(employee) and people.leads_anyone(store, employee, day),
        ),
        account.language,
        account.calendar,
        account.time_zone,
    )


def is_founded(store: Session) -> bool:
    """Whether there is any account; without one the service waits for its set-up."""
    return bool(store.scalar(select(exists().select_from(Account))))


def usual_reading(store: Session) -> Reading:
    """How people of this organisation read unless they choose otherwise."""
    row = store.scalars(select(Organisation).limit(1)).first()
    return Reading(row.language, row.calendar, row.time_zone) if row else Reading()


def accounts_page(
    store: Session, actor: Actor, day: date, *, search: str = "", number: int = 1
) -> AccountsPage:
    """One page of the people who work here, alphabetical, each with their account."""
    insist_on_none(policy.may_keep_accounts(actor), NotAllowed)
    listed = people.list_people(store, actor, day, search=search, number=number)
    keys = [person.key for person in listed.people]
    found = {a.employee_id: a for a in store.scalars(select(Account).where(Account.employee_id.in_(keys)))}
    others = store.scalars(select(Account).where(Account.employee_id.is_(None)).order_by(Account.name))
    return AccountsPage(
        people=tuple(_line(found.get(p.key), p.name, p.job_title, p.key) for p in listed.people),
        others=tuple(_line(account, account.name or account.email, "", None) for account in others),
        search=listed.search,
        number=listed.number,
        pages=listed.pages,
        may_keep_tokens=not policy.may_keep_tokens(actor),
    )


def account_page(store: Session, actor: Actor, account_id: int) -> AccountPage:
    """One account with its roles and history. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_keep_accounts(actor), NotAllowed)
    account = find_account(store, account_id)
    held = roles_of(account)
    own = is_own(actor, account)
    return AccountPage(
        account=account.id,
        name=_name_of(store, account),
        email=account.email,
        state=_state(account),
        roles=tuple(
            HeldRole(role, not policy.may_give_role(actor, role, is_own_account=own)) for role in sorted(held)
        ),
        gives=tuple(
            role
            for role in Role
            if role not in held and not policy.may_give_role(actor, role, is_own_account=own)
        ),
        may_handle=not policy.may_handle_account(actor, held, is_own_account=own),
        letters_go_out=outbox.goes_out(),
        history=lines_of(store, "account", account.id),
    )


def new_account_page(store: Session, actor: Actor, employee: int, day: date) -> NewAccountPage:
    """For making somebody's account."""
    insist_on_none(policy.may_keep_accounts(actor), NotAllowed)
    person = people.person_facts(store, actor, employee, day)
    return NewAccountPage(
        employee=person.key,
        name=person.name,
        job_title=person.job_title,
        gives=tuple(role for role in Role if not policy.may_give_role(actor, role, is_own_account=False)),
    )


def own_account_page(store: Session, account_id: int | None) -> OwnAccountPage:
    """A person's own account. Raises ``NotFound`` for a visitor."""
    account = find_account(store, account_id)
    roles = roles_of(account)
    return OwnAccountPage(
        name=_name_of(store, account),
        email=account.email,
        roles=tuple(sorted(roles)),
        reading=Reading(account.language, account.calendar, account.time_zone),
        letters=letter_wishes(store, account.id),
        letters_go_out=outbox.goes_out(),
        post=outbox.post_state(store) if Role.ADMINISTRATOR in roles else None,
        history=lines_of(store, "account", account.id),
    )


def welcome_page(store: Session, token_sha256: str, now: datetime) -> WelcomePage:
    """Whom an invitation is for. Raises ``NotFound`` when it was used, replaced, or has run out."""
    account = find_account(store, find_invitation(store, token_sha256, now).account_id)
    return WelcomePage(_name_of(store, account), account.email)


def find_account(store: Session, account_id: int | None) -> Account:
    """The row of an account, for this slice's own operations. Raises ``NotFound``."""
    account = store.get(Account, account_id) if account_id is not None else None
    if account is None:
        raise NotFound(noun="account", key=account_id)
    return account


def find_invitation(store: Session, token_sha256: str, now: datetime) -> Invitation:
    """The open invitation with this token, of an active account. Raises ``NotFound``."""
    row = store.scalars(
        select(Invitation)
        .join(Account, Account.id == Invitation.account_id)
        .where(
            Invitation.token_sha256 == token_sha256,
            Invitation.ended_at.is_(None),
            Invitation.expires_at > now,
            Account.active,
        )
    ).first()
    if row is None:
        raise NotFound(noun="invitation")
    return row


def has_case_handler(store: Session) -> bool:
    """Whether anybody is there to whom something can be told in confidence."""
    handlers = (
        select(Account.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == Role.CASE_HANDLER, Account.active)
    )
    return store.scalar(handlers.limit(1)) is not None


def roles_of(account: Account) -> frozenset[Role]:
    """The roles that an account holds."""
    return frozenset(Role(grant.role) for grant in account.grants)


def is_own(actor: Actor, account: Account) -> bool:
    """Whether the account is the actor's own."""
    if account.employee_id is None:
        return (
            actor.employee is None and not actor.is_service and actor.name == (account.name or account.email)
        )
    return actor.is_person(account.employee_id)


def _name_of(store: Session, account: Account) -> str:
    if account.employee_id is None:
        return account.name or account.email
    return people.names_of(store, [account.employee_id]).get(account.employee_id, account.email)


def _state(account: Account | None) -> str:
    if account is None:
        return "none"
    if not account.active:
        return "closed"
    return "in_use" if account.password else "invited"


def _line(account: Account | None, name: str, job_title: str, employee: EmployeeKey | None) -> AccountLine:
    return AccountLine(
        employee=employee,
        account=account.id if account else None,
        name=name,
        job_title=job_title,
        email=account.email if account else "",
        roles=tuple(sorted(roles_of(account))) if account else (),
        state=_state(account),
    )
