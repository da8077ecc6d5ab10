"""Pages of diagnoses, of the rules, and of what is said in confidence."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.contest_inputs import ContestAnswerInput, ContestInput
from appraisal.diagnosis.domain import OpenDiagnosis
from appraisal.diagnosis.inputs import (
    ClosingInput,
    ConclusionInput,
    FollowUpInput,
    MatterInput,
    ReplyInput,
    questions_input,
)
from appraisal.goals.domain import GoalKey
from appraisal.packs import queries as packs
from appraisal.packs.operations import eye_on
from appraisal.packs.queries import Eye
from appraisal.rulebook import Pack
from appraisal.web.careful import bears, is_fit
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("diagnosis", __name__)


def pack() -> Pack:
    """The pack in force."""
    return packs.in_force(store(), "diagnosis", today())


@blueprint.get("/people/<int:employee>/diagnoses")
def of_person(employee: int) -> ResponseReturnValue:
    """Every diagnosis of a person, for the two."""
    return show("diagnosis/of_person.html", queries.diagnoses_of(store(), actor(), employee, today()))


@blueprint.get("/goals/<int:goal>/diagnosis")
def about_goal(goal: int) -> ResponseReturnValue:
    """Before a goal is looked at together."""
    return show("diagnosis/about_goal.html", queries.goal_look_page(store(), actor(), goal, today(), now()))


@blueprint.post("/goals/<int:goal>/diagnosis")
def begin(goal: int) -> ResponseReturnValue:
    """Look at a goal together."""
    key = operations.open_diagnosis(store(), actor(), OpenDiagnosis(GoalKey(goal)), pack=pack(), at=now())
    return see("diagnosis.conversation", key=key)


@blueprint.get("/diagnoses/<int:key>")
def conversation(key: int) -> ResponseReturnValue:
    """The conversation of the two."""
    return _conversation(key)


@blueprint.post("/diagnoses/<int:key>/evaluations")
def look_again(key: int) -> ResponseReturnValue:
    """Look again with what is known now."""
    operations.evaluate(store(), actor(), key, pack=pack(), at=now())
    return see("diagnosis.conversation", key=key)


@blueprint.post("/diagnoses/<int:key>/answers")
def answer(key: int) -> ResponseReturnValue:
    """Answer what was asked."""
    page = queries.diagnosis_page(store(), actor(), key, today(), again=request.args.get("again", ""))
    typed = questions_input(page.questions)
    if not typed.validate_on_submit():
        return _conversation(key, status=422, asked=typed)
    operations.answer_questions(store(), actor(), typed.command(key), pack=pack(), at=now())
    flash(_("Your answers are kept, and both of you can read them."))
    return see("diagnosis.conversation", key=key)


@blueprint.post("/diagnoses/<int:key>/conclusions")
def conclude(key: int) -> ResponseReturnValue:
    """Write the conclusion."""
    typed = ConclusionInput()
    page = queries.diagnosis_page(store(), actor(), key, today())
    typed.offer(page)
    if typed.validate_on_submit():
        typed.objections = queries.conclusion_objections(store(), actor(), typed.command(key), today())
    can_be_mended = page.may_conclude and bool(typed.objections)
    if not bears(typed, _eye(key)) or typed.errors or can_be_mended:
        return _conversation(key, status=422, concluding=typed)
    operations.conclude(store(), actor(), typed.command(key), seen_version=typed.seen, at=now())
    return see("diagnosis.conversation", key=key)


@blueprint.post("/diagnoses/<int:key>/replies")
def reply(key: int) -> ResponseReturnValue:
    """Answer the conclusion."""
    typed = ReplyInput()
    if not is_fit(typed, _eye(key)):
        return _conversation(key, status=422, replying=typed)
    operations.reply(store(), actor(), typed.command(key), at=now())
    return see("diagnosis.conversation", key=key)


@blueprint.post("/diagnoses/<int:key>/follow-ups")
def follow_up(key: int) -> ResponseReturnValue:
    """Say whether it helped."""
    typed = FollowUpInput()
    if not is_fit(typed, _eye(key)):
        return _conversation(key, status=422, following=typed)
    operations.follow_up(store(), actor(), typed.command(key), at=now())
    return see("diagnosis.conversation", key=key)


@blueprint.get("/diagnoses/<int:key>/contests/<about>/<name>")
def contest(key: int, about: str, name: str) -> ResponseReturnValue:
    """Before something is contested."""
    page = queries.contest_page(store(), actor(), key, about, name, pack=pack(), day=today())
    return show("diagnosis/contest.html", page, typed=ContestInput(formdata=None))


@blueprint.post("/diagnoses/<int:key>/contests/<about>/<name>")
def raise_contest(key: int, about: str, name: str) -> ResponseReturnValue:
    """Say that something is not right."""
    page = queries.contest_page(store(), actor(), key, about, name, pack=pack(), day=today())
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
def answer_contest(contest: int) -> ResponseReturnValue:
    """Answer a contest."""
    typed = ContestAnswerInput()
    if not typed.validate_on_submit():
        page = queries.contests_page(store(), actor(), today())
        return show("diagnosis/contests.html", page, status=422, typed=typed, typed_for=contest)
    operations.answer_contest(store(), actor(), typed.command(contest), pack=pack(), at=now())
    flash(_("Your answer is kept. The person who contested reads it beside the talk."))
    return see("diagnosis.contests")


@blueprint.get("/diagnoses/<int:key>/rules/<rule>")
def explanation(key: int, rule: str) -> ResponseReturnValue:
    """What one rule said here, and why."""
    return show("diagnosis/explanation.html", queries.explanation_page(store(), actor(), key, rule, today()))


@blueprint.get("/rules/<rule>")
def rule(rule: str) -> ResponseReturnValue:
    """The way to a rule of the pack, as older papers name it."""
    return see("packs.rule", pack=pack().name, rule=rule)


@blueprint.get("/confidential/")
def confidential() -> ResponseReturnValue:
    """Where a person brings something to the case handler alone."""
    return show(
        "diagnosis/confidential.html", queries.confidential_page(store(), actor()), typed=MatterInput()
    )


@blueprint.post("/confidential/")
def raise_matter() -> ResponseReturnValue:
    """Bring something to the case handler."""
    typed = MatterInput()
    if not typed.validate_on_submit():
        page = queries.confidential_page(store(), actor())
        return show("diagnosis/confidential.html", page, status=422, typed=typed)
    operations.raise_matter(store(), actor(), typed.command(), pack=pack(), at=now())
    flash(_("It is with the case handler now, and with nobody else."))
    return see("diagnosis.confidential")


@blueprint.get("/matters/")
def matters() -> ResponseReturnValue:
    """The case handler's list."""
    page = queries.matters_page(store(), actor())
    return show("diagnosis/matters.html", page, typed=ClosingInput(formdata=None), typed_for=None)


@blueprint.post("/matters/<int:matter>/closings")
def close_matter(matter: int) -> ResponseReturnValue:
    """Close a matter."""
    typed = ClosingInput()
    if not typed.validate_on_submit():
        page = queries.matters_page(store(), actor())
        return show("diagnosis/matters.html", page, status=422, typed=typed, typed_for=matter)
    operations.close_matter(store(), actor(), typed.command(matter), pack=pack(), at=now())
    return see("diagnosis.matters")


def _eye(key: int) -> Eye:
    employee = queries.diagnosis_page(store(), actor(), key, today()).employee.key
    return eye_on(store(), actor(), employee, today())


def _conversation(key: int, *, status: int = 200, **typed: Input) -> ResponseReturnValue:
    """The page with every input on it: the one that failed as it was typed, the others empty."""
    page = queries.diagnosis_page(store(), actor(), key, today(), again=request.args.get("again", ""))
    inputs: dict[str, Any] = {
        "asked": questions_input(page.questions, formdata=None),
        "concluding": ConclusionInput(formdata=None),
        "replying": ReplyInput(formdata=None),
        "following": FollowUpInput(formdata=None),
    }
    inputs["concluding"].show(page)
    inputs |= typed
    return show(
        "diagnosis/conversation.html",
        page,
        status=status,
        asked=inputs["asked"],
        concluding=inputs["concluding"],
        replying=inputs["replying"],
        following=inputs["following"],
    )
