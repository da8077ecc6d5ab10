"""The address that looks at words while somebody types them. It keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from appraisal.kernel.refusals import NotFound
from appraisal.packs import operations
from appraisal.packs.eyes import Place
from appraisal.rulebook import Remark
from appraisal.web.inputs import Input
from appraisal.web.pages import show
from appraisal.web.request import actor, store, today
from appraisal.web.sent import key_of

blueprint = Blueprint("wording", __name__)


class WatchInput(Input):
    """Which field is looked at, where its text will stand, and about whose work it is."""

    watched = HiddenField()
    place = HiddenField()
    about = HiddenField()


@dataclass(frozen=True)
class AsidesPage:
    """What is remarked about one field, and the reason that was typed so far."""

    name: str
    remarks: tuple[Remark, ...]
    because: str


@blueprint.post("/wording/remarks")
def look() -> ResponseReturnValue:
    """Look at the words of one field. No content where there is nothing to say and nothing to take away."""
    typed = WatchInput()
    name, place, about = typed.watched.data or "", typed.place.data or "", key_of(typed.about.data or "")
    if about is None or place not in set(Place):
        raise NotFound(noun="page")
    found = operations.look_at_words(store(), actor(), about, place, request.form.get(name, ""), today())
    if not found and name not in request.form.getlist("remarked"):
        return "", 204
    return show("packs/asides.html", AsidesPage(name, found, request.form.get(f"because__{name}", "")))
