"""The pages of quarter reviews and their reports."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from appraisal.steering import operations, queries
from appraisal.steering.domain import SayOfReport, Word
from appraisal.steering.inputs import CauseInput, ChangeInput, DecideInput, OpenInput, WordInput
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("steering", __name__, url_prefix="/plans")


@blueprint.get("/<int:node>/quarter")
def reviews(node: int) -> ResponseReturnValue:
    """The quarter reviews of a part of the plan."""
    return show("steering/reviews.html", queries.reviews_page(store(), actor(), node, today()))


@blueprint.post("/<int:node>/quarter")
def open_review(node: int) -> ResponseReturnValue:
    """Open the review of a quarter."""
    key = operations.open_review(store(), actor(), OpenInput().command(node), at=now())
    return see("steering.review", review=key)


@blueprint.get("/quarter/<int:review>")
def review(review: int) -> ResponseReturnValue:
    """One review, or its report."""
    return _review(review)


@blueprint.get("/quarter/<int:review>/data.json")
def data(review: int) -> ResponseReturnValue:
    """A closed review as data."""
    return jsonify(queries.report_data(store(), actor(), review, today()))


@blueprint.post("/quarter/<int:review>/decisions")
def decide(review: int) -> ResponseReturnValue:
    """Keep, change or stop one part."""
    typed = DecideInput()
    if not typed.validate():
        return _review(review, typed)
    operations.decide(store(), actor(), typed.command(review), at=now())
    return see("steering.review", review=review, _anchor=f"part-{typed.node.data}")


@blueprint.post("/quarter/<int:review>/causes")
def name_cause(review: int) -> ResponseReturnValue:
    """Name a cause."""
    page, typed = queries.review_page(store(), actor(), review, today()), CauseInput()
    typed.offer(_parts(page))
    if not typed.validate():
        return _review(review, typed)
    operations.name_cause(store(), actor(), typed.command(review), at=now())
    return see("steering.review", review=review, _anchor="causes")


@blueprint.post("/quarter/<int:review>/answers")
def answer_change(review: int) -> ResponseReturnValue:
    """Say whether a change worked."""
    typed = ChangeInput()
    if not typed.validate():
        return _review(review, typed)
    operations.answer_change(store(), actor(), typed.command(review), at=now())
    return see("steering.review", review=review, _anchor="changes")


@blueprint.post("/quarter/<int:review>/closings")
def close(review: int) -> ResponseReturnValue:
    """Close it and send the report upward."""
    operations.close_review(store(), actor(), review, at=now())
    return see("steering.review", review=review)


@blueprint.post("/quarter/<int:review>/reads")
def read(review: int) -> ResponseReturnValue:
    """Say that it was read."""
    operations.say_of_report(store(), actor(), SayOfReport(review, Word.READ), at=now())
    return see("steering.review", review=review)


@blueprint.post("/quarter/<int:review>/questions")
def ask(review: int) -> ResponseReturnValue:
    """Ask something about the report."""
    return _say(review, Word.QUESTION)


@blueprint.post("/quarter/<int:review>/replies")
def reply(review: int) -> ResponseReturnValue:
    """Answer a question about the report."""
    return _say(review, Word.ANSWER)


def _say(review: int, kind: Word) -> ResponseReturnValue:
    typed = WordInput()
    if not typed.validate():
        return _review(review, typed)
    operations.say_of_report(store(), actor(), typed.command(review, kind), at=now())
    return see("steering.review", review=review, _anchor="words")


def _review(key: int, refused: Input | None = None) -> ResponseReturnValue:
    page = queries.review_page(store(), actor(), key, today())
    kinds = {"deciding": DecideInput, "naming": CauseInput, "answering": ChangeInput, "saying": WordInput}
    inputs = {
        name: refused if isinstance(refused, kind) else kind(formdata=None) for name, kind in kinds.items()
    }
    naming = inputs["naming"]
    if isinstance(naming, CauseInput):
        naming.offer(_parts(page))
    bars = [queries.bars_of_line(line) for line in page.told["lines"]]
    causes = queries.bars_of_causes(page.told["causes"])
    status = 422 if refused else 200
    return show(
        "steering/review.html", page, status=status, refused=refused, bars=bars, causes=causes, **inputs
    )


def _parts(page: queries.ReviewPage) -> list[tuple[str, str]]:
    return [(str(line["node"]), line["title"]) for line in page.told["lines"]]
