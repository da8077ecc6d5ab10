"""The pages on which HR and administrators keep accounts: the list, one account, a new one."""

from __future__ import annotations

from flask import Blueprint, request, session, url_for
from flask.typing import ResponseReturnValue

from appraisal.accounts import operations, queries
from appraisal.accounts.inputs import NewAccountInput, RoleInput
from appraisal.kernel.actors import Role
from appraisal.kernel.refusals import NotFound
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("register", __name__, url_prefix="/accounts")


@blueprint.get("/")
def accounts() -> ResponseReturnValue:
    """Everyone who works here, with their account."""
    page = queries.accounts_page(
        store(),
        actor(),
        today(),
        search=request.args.get("search", "")[:100],
        number=request.args.get("page", 1, int),
    )
    return show("accounts/accounts.html", page)


@blueprint.get("/new/<int:employee>")
def new(employee: int) -> ResponseReturnValue:
    """Make an account for an employee."""
    page = queries.new_account_page(store(), actor(), employee, today())
    typed = NewAccountInput()
    typed.offer(page.gives)
    return show("accounts/new.html", page, typed=typed)


@blueprint.post("/new/<int:employee>")
def make(employee: int) -> ResponseReturnValue:
    """Keep the new account and show its invitation."""
    page = queries.new_account_page(store(), actor(), employee, today())
    typed = NewAccountInput()
    typed.offer(page.gives)
    if not typed.validate_on_submit():
        return show("accounts/new.html", page, status=422, typed=typed)
    account = operations.make_account(store(), actor(), typed.command(employee), at=now())
    return _hand_over(account)


@blueprint.get("/<int:account>")
def account(account: int) -> ResponseReturnValue:
    """One account. A link that was just made stands on it once, for whoever made it."""
    page = queries.account_page(store(), actor(), account)
    for_account, token = session.pop("invitation", (None, ""))
    link = url_for("accounts.welcome", token=token, _external=True) if for_account == account else ""
    return show("accounts/account.html", page, typed=_offering(page.gives), link=link)


@blueprint.post("/<int:account>/invitations")
def invite(account: int) -> ResponseReturnValue:
    """Make a link for setting the password."""
    return _hand_over(account)


@blueprint.post("/<int:account>/roles")
def give(account: int) -> ResponseReturnValue:
    """Give the account a role."""
    typed = RoleInput()
    if not typed.validate_on_submit():
        page = queries.account_page(store(), actor(), account)
        return show("accounts/account.html", page, status=422, typed=typed, link="")
    operations.give_role(store(), actor(), account, Role(typed.role.data), at=now())
    return see("register.account", account=account)


@blueprint.post("/<int:account>/roles/<role>/end")
def take(account: int, role: str) -> ResponseReturnValue:
    """Take a role away."""
    if role not in tuple(Role):
        raise NotFound(noun="role", key=role)
    operations.take_role(store(), actor(), account, Role(role), at=now())
    return see("register.account", account=account)


@blueprint.post("/<int:account>/closing")
def close(account: int) -> ResponseReturnValue:
    """Close the account; its sessions end at once."""
    operations.close_account(store(), actor(), account, at=now())
    return see("register.account", account=account)


@blueprint.post("/<int:account>/opening")
def reopen(account: int) -> ResponseReturnValue:
    """Open a closed account again."""
    operations.open_account(store(), actor(), account, at=now())
    return see("register.account", account=account)


def _hand_over(account: int) -> ResponseReturnValue:
    session["invitation"] = (account, operations.invite(store(), actor(), account, at=now()))
    return see("register.account", account=account)


def _offering(gives: tuple[str, ...]) -> RoleInput:
    typed = RoleInput()
    typed.offer(gives)
    return typed
