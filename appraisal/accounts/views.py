"""Sign-in, sign-out, and how a person reads."""

from __future__ import annotations

from flask import Blueprint, redirect, session
from flask.typing import ResponseReturnValue

from appraisal.accounts.inputs import ReadingInput

blueprint = Blueprint("accounts", __name__)


@blueprint.post("/reading")
def reading() -> ResponseReturnValue:
    """Pick language and calendar, for this browser."""
    typed = ReadingInput()
    if typed.validate_on_submit():
        session["language"] = typed.language.data or session.get("language")
        session["calendar"] = typed.calendar.data or session.get("calendar")
    return redirect(typed.address_back(), code=303)


@blueprint.post("/session/end")
def sign_out() -> ResponseReturnValue:
    """End the session."""
    session.clear()
    return redirect("/", code=303)


@blueprint.get("/persons")
def persons() -> ResponseReturnValue:
    """The persons of the demo."""
    return redirect("/", code=303)
