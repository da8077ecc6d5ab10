"""Pages of versions: those of a plan, and one with its comparison and its way up and down the line."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.versions import operations, queries
from appraisal.versions.inputs import AnswerInput, ForwardInput, PartInput, RestatingInput, WithdrawalInput
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today
from appraisal.web.sent import key_of

blueprint = Blueprint("versions", __name__, url_prefix="/plans/<int:node>/versions")


@blueprint.get("/")
def versions(node: int) -> ResponseReturnValue:
    """The versions of the plan in which a node hangs."""
    because = request.args.get("because", "")[:1000]  # a quarter review that changes a part says why
    return _versions(node, ForwardInput(formdata=None, reason=because), status=200)


@blueprint.post("/")
def put_forward(node: int) -> ResponseReturnValue:
    """Put the whole plan forward."""
    typed = ForwardInput()
    if not typed.validate():
        return _versions(node, typed, status=422)
    number = operations.put_forward(store(), actor(), typed.command(node), at=now())
    return see("versions.version", node=node, number=number)


@blueprint.get("/<int:number>")
def version(node: int, number: int) -> ResponseReturnValue:
    """One version, compared with another one."""
    return _version(node, number)


@blueprint.post("/<int:number>/parts")
def put_part_forward(node: int, number: int) -> ResponseReturnValue:
    """Put a part forward."""
    typed = PartInput()
    if not typed.validate():
        return _version(node, number, typed)
    operations.put_part_forward(store(), actor(), typed.command(node, number), at=now())
    return see("versions.version", node=node, number=number)


@blueprint.post("/<int:number>/answers")
def answer(node: int, number: int) -> ResponseReturnValue:
    """Accept a part or send it back."""
    typed = AnswerInput()
    if not typed.validate():
        return _version(node, number, typed)
    operations.answer_part(store(), actor(), typed.part(node, number), at=now())
    return see("versions.version", node=node, number=number)


@blueprint.post("/<int:number>/decisions")
def decide(node: int, number: int) -> ResponseReturnValue:
    """Approve the whole or send it back."""
    typed = AnswerInput()
    if not typed.validate():
        return _version(node, number, typed)
    operations.approve(store(), actor(), typed.whole(node, number), at=now())
    return see("versions.version", node=node, number=number)


@blueprint.post("/<int:number>/withdrawals")
def withdraw(node: int, number: int) -> ResponseReturnValue:
    """Take a version back before it counts."""
    typed = WithdrawalInput()
    if not typed.validate():
        return _version(node, number, typed)
    operations.withdraw(store(), actor(), typed.command(node, number), at=now())
    return see("versions.version", node=node, number=number)


@blueprint.post("/<int:number>/confirmations")
def confirm(node: int, number: int) -> ResponseReturnValue:
    """Confirm a part in own words."""
    typed = RestatingInput()
    if not typed.validate():
        return _version(node, number, typed)
    operations.confirm_part(store(), actor(), typed.command(node, number), at=now())
    return see("versions.version", node=node, number=number)


def _versions(node: int, typed: ForwardInput, *, status: int) -> ResponseReturnValue:
    page = queries.versions_page(store(), actor(), node, today())
    return show("versions/versions.html", page, status=status, typed=typed)


def _version(node: int, number: int, typed: Input | None = None) -> ResponseReturnValue:
    against = key_of(request.args.get("with", ""))
    page = queries.version_page(store(), actor(), node, number, against, today())
    kinds = {
        "forward": PartInput,
        "answering": AnswerInput,
        "withdrawing": WithdrawalInput,
        "restating": RestatingInput,
    }
    inputs = {name: typed if isinstance(typed, kind) else kind(formdata=None) for name, kind in kinds.items()}
    return show(
        "versions/version.html", page, status=422 if typed else 200, of=node if typed else None, **inputs
    )
