"""Sign-in, sign-out, set-up, invitations, and how a person reads."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from appraisal.accounts import attempts, founding, operations, queries
from appraisal.accounts.domain import calendar_beside
from appraisal.accounts.inputs import (
    ChangePasswordInput,
    LettersInput,
    NewPasswordInput,
    OwnReadingInput,
    ReadingInput,
    SetupInput,
    SignInInput,
)
from appraisal.accounts.sessions import begin_session, digest_of, end_session, signed_in_account
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, reader, store
from appraisal.web.visitors import open_to_visitors

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/session")
@open_to_visitors
def sign_in() -> ResponseReturnValue:
    """The way in."""
    typed = SignInInput()
    typed.next.data = request.args.get("next", "")
    return show("accounts/sign_in.html", attempts.Attempt(), typed=typed)


@blueprint.post("/session")
@open_to_visitors
def begin() -> ResponseReturnValue:
    """Sign in; says the same of an unknown address as of a wrong password."""
    typed = SignInInput()
    if not typed.validate_on_submit():
        return show("accounts/sign_in.html", attempts.Attempt(), status=422, typed=typed)
    tried = attempts.try_password(
        store(),
        typed.email.data or "",
        typed.password.data or "",
        request.remote_addr or "",
        true_now=datetime.now(UTC),
    )
    if tried.account is None:
        typed.password.errors = [] if tried.paused_until else [_("Email and password do not fit together.")]
        return show("accounts/sign_in.html", tried, status=429 if tried.paused_until else 422, typed=typed)
    begin_session(tried.account)
    return redirect(typed.address_next(), code=303)


@blueprint.post("/session/end")
@open_to_visitors
def sign_out() -> ResponseReturnValue:
    """End the session in this browser."""
    end_session()
    return redirect("/", code=303)


@blueprint.post("/reading")
@open_to_visitors
def reading() -> ResponseReturnValue:
    """Pick language and calendar: for this browser, and for the account of whoever is signed in."""
    typed = ReadingInput()
    if typed.validate_on_submit():
        shown = reader()
        session["language"] = typed.language.data or shown.language
        session["calendar"] = calendar_beside(
            session["language"],
            typed.calendar.data or shown.calendar.value,
            shown_language=shown.language,
            shown_calendar=shown.calendar.value,
        )
        operations.keep_reading(store(), signed_in_account(), session["language"], session["calendar"])
    return redirect(typed.address_back(), code=303)


@blueprint.get("/account/")
def own() -> ResponseReturnValue:
    """A person's own account: how they read, their password, their sessions."""
    return _own()


@blueprint.post("/account/reading")
def choose_reading() -> ResponseReturnValue:
    """Keep language, calendar and time zone on the account."""
    chosen = OwnReadingInput()
    if not chosen.validate_on_submit():
        return _own(status=422, reading=chosen)
    operations.choose_reading(store(), signed_in_account(), chosen.command())
    session.update(language=chosen.language.data, calendar=chosen.calendar.data)
    return see("accounts.own")


@blueprint.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Change the password; other browsers are signed out."""
    typed = ChangePasswordInput()
    if not typed.validate_on_submit():
        return _own(status=422, typed=typed)
    begin_session(
        operations.change_password(store(), actor(), signed_in_account(), typed.command(), at=now())
    )
    flash(_("The password is changed. Other browsers are signed out."))
    return see("accounts.own")


@blueprint.post("/account/letters")
def choose_letters() -> ResponseReturnValue:
    """Keep which letters a person wants."""
    chosen = LettersInput()
    if not chosen.validate_on_submit():
        return _own(status=422, letters=chosen)
    operations.choose_letters(store(), signed_in_account(), chosen.wanted.data or ())
    return see("accounts.own")


@blueprint.post("/account/sessions/end")
def end_all() -> ResponseReturnValue:
    """Sign out in every browser, this one too."""
    operations.end_all_sessions(store(), actor(), signed_in_account(), at=now())
    end_session()
    return redirect("/", code=303)


@blueprint.get("/invitations/<token>")
@open_to_visitors
def welcome(token: str) -> ResponseReturnValue:
    """Where an invitation leads: set your password."""
    page = queries.welcome_page(store(), digest_of(token), now())
    return show("accounts/welcome.html", page, typed=NewPasswordInput())


@blueprint.post("/invitations/<token>")
@open_to_visitors
def accept(token: str) -> ResponseReturnValue:
    """Set the password and sign in."""
    typed = NewPasswordInput()
    page = queries.welcome_page(store(), digest_of(token), now())
    if not typed.validate_on_submit():
        return show("accounts/welcome.html", page, status=422, typed=typed)
    begin_session(operations.accept_invitation(store(), token, typed.wished.data or "", at=now()))
    return see("home.today")


@blueprint.get("/setup/")
@open_to_visitors
def setup() -> ResponseReturnValue:
    """The set-up of an empty service."""
    page = founding.setup_page(store())
    typed = SetupInput(language=reader().language, calendar=reader().calendar.value, time_zone="UTC")
    return show("accounts/setup.html", page, typed=typed)


@blueprint.post("/setup/")
@open_to_visitors
def found() -> ResponseReturnValue:
    """Found the service and sign its first administrator in."""
    page = founding.setup_page(store())
    typed = SetupInput()
    if not typed.validate_on_submit():
        return show("accounts/setup.html", page, status=422, typed=typed)
    if not founding.code_fits(store(), typed.code.data or ""):
        typed.code.errors = [
            _(
                "This is not the set-up code. It stands where the service was started; a new start prints a new one."
            )
        ]
        return show("accounts/setup.html", page, status=422, typed=typed)
    begin_session(founding.found_service(store(), typed.command(), at=now()))
    session.update(language=typed.language.data, calendar=typed.calendar.data)
    return see("accounts.next_steps")


@blueprint.get("/setup/next")
def next_steps() -> ResponseReturnValue:
    """What a new service needs next."""
    return show("accounts/next_steps.html", founding.next_steps_page(store(), actor(), now()))


def _own(*, status: int = 200, **typed: Input) -> ResponseReturnValue:
    """The person's own account with every input on it: the one that failed as it was typed, the others as kept."""
    page = queries.own_account_page(store(), signed_in_account())
    wanted = [each.kind for each in page.letters if each.is_wanted]
    inputs: dict[str, Input] = {
        "reading": OwnReadingInput(formdata=None, data=vars(page.reading)),
        "letters": LettersInput(formdata=None, data={"wanted": wanted}),
        "typed": ChangePasswordInput(formdata=None),
    } | typed
    return show("accounts/own.html", page, status=status, **inputs)
