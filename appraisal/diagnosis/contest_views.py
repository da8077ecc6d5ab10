"""Pages on which a person says that something is not right, and a second person answers."""

from __future__ import annotations

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.contest_inputs import ContestAnswerInput, ContestInput
from appraisal.diagnosis.views import pack
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("contests", __name__)


@blueprint.get("/diagnoses/<int:key>/contests/<about>/<name>")
def contest(key: int, about: str, name: str) -> ResponseReturnValue:
    """Before something is contested."""
    page = queries.contest_page(store(), actor(), key, about, name, today())
    return show("diagnosis/contest.html", page, typed=ContestInput(formdata=None))


@blueprint.post("/diagnoses/<int:key>/contests/<about>/<name>")
def raise_contest(key: int, about: str, name: str) -> ResponseReturnValue:
    """Say that something is not right."""
    page = queries.contest_page(store(), actor(), key, about, name, today())
    typed = ContestInput()
    if not typed.validate_on_submit():
        return show("diagnosis/contest.html", page, status=422, typed=typed)
    operations.contest_finding(store(), actor(), typed.command(key, about, name), pack=pack(), at=now())
    flash(_("A second person answers in writing. Until then it does not count."))
    return see("diagnosis.conversation", key=key)


@blueprint.get("/contests/")
def contests() -> ResponseReturnValue:
    """What waits for a second person."""
    page = queries.contests_page(store(), actor(), today())
    return show("diagnosis/contests.html", page, typed=ContestAnswerInput(formdata=None), typed_for=None)


@blueprint.post("/contests/<int:contest>/answers")
def answer(contest: int) -> ResponseReturnValue:
    """Answer a contest."""
    typed = ContestAnswerInput()
    if not typed.validate_on_submit():
        page = queries.contests_page(store(), actor(), today())
        return show("diagnosis/contests.html", page, status=422, typed=typed, typed_for=contest)
    operations.answer_contest(store(), actor(), typed.command(contest), pack=pack(), at=now())
    flash(_("Your answer is kept. The person who contested reads it beside the talk."))
    return see("contests.contests")
