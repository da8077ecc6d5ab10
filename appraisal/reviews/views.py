"""Pages of reviews: the lists, HR's cycles, a part to write, the table of two."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from appraisal.formbook import Formbook
from appraisal.packs.operations import eye_on
from appraisal.packs.queries import Eye
from appraisal.reviews import operations, queries
from appraisal.reviews.inputs import (
    BookingInput,
    ChosenInput,
    ContestAnswerInput,
    ContestInput,
    CycleInput,
    HoldingInput,
    ReasonInput,
    ReviewInputs,
    SigningInput,
    StepInput,
)
from appraisal.reviews.pages import PartPage, ReviewPage
from appraisal.reviews.part_inputs import PartInput, part_input
from appraisal.web.careful import bears, is_fit
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews")


def formbook() -> Formbook:
    """The forms that the application read when it started."""
    return current_app.extensions["formbook"]


@blueprint.get("/")
def reviews() -> ResponseReturnValue:
    """My reviews, and those I write."""
    return show("reviews/reviews.html", queries.reviews_of(store(), actor(), today()))


@blueprint.get("/cycles")
def cycles() -> ResponseReturnValue:
    """HR's cycles, and the input for a new one."""
    return show("reviews/cycles.html", queries.cycles_page(store(), actor()), typed=CycleInput())


@blueprint.post("/cycles")
def open_cycle() -> ResponseReturnValue:
    """Open a cycle."""
    page, typed = queries.cycles_page(store(), actor()), CycleInput()
    if not typed.validate_on_submit():
        return show("reviews/cycles.html", page, status=422, typed=typed)
    return see("reviews.cycle", cycle=operations.open_cycle(store(), actor(), typed.command(), at=now()))


@blueprint.get("/cycles/<int:cycle>")
def cycle(cycle: int) -> ResponseReturnValue:
    """Where each review of a cycle stands."""
    page = queries.cycle_page(
        store(),
        actor(),
        cycle,
        today(),
        search=request.args.get("search", "").strip()[:100],
        number=request.args.get("page", 1, int),
    )
    return show("reviews/cycle.html", page)


@blueprint.post("/cycles/<int:cycle>/reviews")
def open_reviews(cycle: int) -> ResponseReturnValue:
    """Open reviews of people chosen."""
    for wish in ChosenInput().commands(cycle):
        operations.open_review(store(), actor(), wish, at=now())
    return see("reviews.cycle", cycle=cycle)


@blueprint.get("/<int:review>")
def review(review: int) -> ResponseReturnValue:
    """One review, as its reader may see it."""
    return _review(queries.review_page(store(), actor(), review, now()), 200)


@blueprint.get("/<int:review>/parts/<side>")
def part(review: int, side: str) -> ResponseReturnValue:
    """My part of a review."""
    page = _part_page(review, side)
    typed = part_input(page)
    typed.show(secrets.token_urlsafe(12))
    return _part(page, typed, 200)


@blueprint.post("/<int:review>/parts/<side>")
def save_part(review: int, side: str) -> ResponseReturnValue:
    """Keep a draft; a page that saves itself is told when."""
    page = _part_page(review, side)
    typed = part_input(page)
    if typed.is_outdated() or (page.written and "HX-Request" in request.headers):
        return _outdated(page, typed)
    operations.save_part(store(), actor(), typed.draft(), seen_version=typed.seen, at=now())
    if "HX-Request" in request.headers:
        return show("reviews/saved.html", _part_page(review, side))
    return see("reviews.part", review=review, side=side)


@blueprint.post("/<int:review>/parts/<side>/submission")
def hand_in_part(review: int, side: str) -> ResponseReturnValue:
    """Hand a part in."""
    page = _part_page(review, side)
    typed = part_input(page)
    if typed.is_outdated():
        return _outdated(page, typed)
    words_are_fit = bears(typed, _eye(page))
    if not page.written and not (typed.is_complete(today()) and words_are_fit):
        return _part(page, typed, 422)
    operations.hand_in_part(store(), actor(), typed.command(), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review)


@blueprint.post("/<int:review>/meetings")
def book_meeting(review: int) -> ResponseReturnValue:
    """Book or move the conversation."""
    typed = BookingInput()
    if not typed.validate_on_submit():
        return _failed(review, booking=typed)
    operations.book_meeting(store(), actor(), typed.command(review), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review, _anchor="conversation")


@blueprint.post("/<int:review>/conversation")
def mark_meeting_held(review: int) -> ResponseReturnValue:
    """The conversation took place."""
    page, typed = queries.review_page(store(), actor(), review, now()), HoldingInput()
    if not is_fit(typed, _eye(page)):
        return _review(page, 422, holding=typed)
    operations.mark_meeting_held(store(), actor(), typed.command(review), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review, _anchor="conversation")


@blueprint.post("/<int:review>/steps")
def agree_step(review: int) -> ResponseReturnValue:
    """Agree who does what by when."""
    page = queries.review_page(store(), actor(), review, now())
    typed = StepInput()
    typed.offer((person.key, person.name) for person in page.at_table)
    if not is_fit(typed, _eye(page)):
        return _review(page, 422, step=typed)
    operations.agree_step(store(), actor(), typed.command(review), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review, _anchor="steps")


@blueprint.post("/<int:review>/reasons")
def keep(review: int) -> ResponseReturnValue:
    """Say why the review should stand as it does."""
    typed = ReasonInput()
    if not typed.validate_on_submit():
        return _failed(review, reason=typed)
    operations.keep_review(store(), actor(), typed.command(review), at=now())
    return see("reviews.review", review=review, _anchor="remarks")


@blueprint.post("/<int:review>/signatures")
def sign(review: int) -> ResponseReturnValue:
    """Sign a review."""
    page, typed = queries.review_page(store(), actor(), review, now()), SigningInput()
    if not is_fit(typed, _eye(page)) or page.missing:
        return _review(page, 422, signing=typed)
    operations.sign_off(store(), actor(), typed.command(review), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review, _anchor="signatures")


@blueprint.post("/<int:review>/contests")
def contest(review: int) -> ResponseReturnValue:
    """Contest a review."""
    page, typed = queries.review_page(store(), actor(), review, now()), ContestInput()
    if page.missing or not typed.validate_on_submit():
        return _review(page, 422, contest=typed)
    operations.contest(store(), actor(), typed.command(review), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review, _anchor="signatures")


@blueprint.post("/<int:review>/contests/answer")
def answer_contest(review: int) -> ResponseReturnValue:
    """Answer a contested review."""
    typed = ContestAnswerInput()
    if not is_fit(typed, eye_on(store(), actor(), queries.employee_of(store(), review), today())):
        return _failed(review, answer=typed)
    operations.answer_contest(store(), actor(), typed.command(review), seen_version=typed.seen, at=now())
    return see("reviews.review", review=review, _anchor="signatures")


def _eye(page: PartPage | ReviewPage) -> Eye:
    return eye_on(store(), actor(), page.employee_key, today())


def _part_page(review: int, side: str) -> PartPage:
    return queries.part_page(store(), actor(), formbook(), review, side, now())


def _part(page: PartPage, typed: PartInput, status: int) -> ResponseReturnValue:
    return show("reviews/part.html", page, status=status, typed=typed, is_outdated=status == 409)


def _outdated(page: PartPage, typed: PartInput) -> ResponseReturnValue:
    """Answer 409 with everything that was typed, and what is kept now; the next press is about that."""
    if "HX-Request" in request.headers:
        return show("reviews/saved_elsewhere.html", page, status=409)
    typed.catch_up()
    return _part(page, typed, 409)


def _failed(review: int, **typed: Input) -> ResponseReturnValue:
    return _review(queries.review_page(store(), actor(), review, now()), 422, **typed)


def _review(page: ReviewPage, status: int, **typed: Any) -> ResponseReturnValue:
    meeting = page.text.meeting
    kept = {"seen_version": page.version}
    inputs = ReviewInputs(
        **{
            "booking": BookingInput(formdata=None, data=kept),
            "holding": HoldingInput(
                formdata=None,
                data={
                    **kept,
                    "held_on": meeting and (meeting.held_on or meeting.booked_on),
                    "agreed": meeting.agreed if meeting else "",
                },
            ),
            "step": StepInput(formdata=None, data=kept),
            "signing": SigningInput(formdata=None, data={**kept, "digest": page.digest}),
            "contest": ContestInput(formdata=None, data={**kept, "digest": page.digest}),
            "answer": ContestAnswerInput(formdata=None, data=kept),
            "reason": ReasonInput(formdata=None),
            **typed,
        }
    )
    inputs.step.offer((person.key, person.name) for person in page.at_table)
    return show("reviews/review.html", page, status=status, inputs=inputs)
