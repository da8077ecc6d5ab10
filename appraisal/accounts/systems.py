"""The page on which an administrator lets other systems in: the tokens, a new one, the end of one."""

from __future__ import annotations

from flask import Blueprint, session
from flask.typing import ResponseReturnValue

from appraisal.accounts import tokens
from appraisal.accounts.inputs import TokenInput
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("systems", __name__, url_prefix="/accounts/systems")


@blueprint.get("/")
def systems() -> ResponseReturnValue:
    """Every token. One that was just made stands on the page once, for whoever made it."""
    page = tokens.tokens_page(store(), actor(), today())
    return show(
        "accounts/systems.html", page, typed=TokenInput(formdata=None), token=session.pop("token", "")
    )


@blueprint.post("/")
def make() -> ResponseReturnValue:
    """Let another system in."""
    page = tokens.tokens_page(store(), actor(), today())
    typed = TokenInput()
    if not typed.validate_on_submit():
        return show("accounts/systems.html", page, status=422, typed=typed, token="")
    session["token"] = tokens.make_token(store(), actor(), typed.command(), at=now())
    return see("systems.systems")


@blueprint.post("/<int:token>/ends")
def revoke(token: int) -> ResponseReturnValue:
    """End a token at once."""
    tokens.revoke_token(store(), actor(), token, at=now())
    return see("systems.systems")
