"""Pages of plans: the list, a node with its parts, the split wizard."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.plans import node_pages, operations, queries, splits
from appraisal.plans.domain import NodeKey, SplitNode
from appraisal.plans.gap_inputs import EstimateInput, GapInput
from appraisal.plans.inputs import CareInput, ReasonInput, RootInput, TargetInput
from appraisal.plans.split_inputs import SplitInput, typed_split
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("plans", __name__, url_prefix="/plans")


@blueprint.get("/")
def plans() -> ResponseReturnValue:
    """The plans there are."""
    page = queries.plans_page(store(), actor(), today())
    typed = RootInput()
    typed.offer(page.owners)
    return show("plans/plans.html", page, typed=typed)


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """Begin a plan."""
    page = queries.plans_page(store(), actor(), today())
    typed = RootInput()
    typed.offer(page.owners)
    if not typed.validate():
        return show("plans/plans.html", page, status=422, typed=typed)
    return see("plans.node", node=operations.make_root(store(), actor(), typed.command(), at=now()))


@blueprint.get("/<int:node>")
def node(node: int) -> ResponseReturnValue:
    """A node with its parts."""
    return _node(node)


@blueprint.post("/<int:node>/target")
def target(node: int) -> ResponseReturnValue:
    """Give the node its number."""
    typed = TargetInput()
    if not typed.validate():
        return _node(node, status=422, typed=typed)
    operations.set_target(store(), actor(), typed.command(node), seen_version=typed.seen, at=now())
    return see("plans.node", node=node)


@blueprint.post("/<int:node>/estimates")
def estimates(node: int) -> ResponseReturnValue:
    """Say what is possible in the node."""
    typed = EstimateInput()
    if not typed.validate():
        return _node(node, status=422, estimate=typed)
    operations.give_estimate(store(), actor(), typed.command(node), at=now())
    return see("plans.node", node=node)


@blueprint.post("/<int:node>/decisions")
def decisions(node: int) -> ResponseReturnValue:
    """Close the gap by a decision."""
    typed = GapInput()
    if not typed.validate():
        return _node(node, status=422, decision=typed)
    operations.decide_gap(store(), actor(), typed.command(node), at=now())
    return see("plans.node", node=node)


@blueprint.post("/<int:node>/care")
def care(node: int) -> ResponseReturnValue:
    """Say who looks after the node, and when it is looked at together."""
    typed = CareInput()
    typed.offer(node_pages.page_to_change(store(), actor(), node, today()).owners)
    if not typed.validate():
        return _node(node, status=422, care=typed)
    operations.entrust_node(store(), actor(), typed.command(node), seen_version=typed.seen, at=now())
    return see("plans.node", node=node)


@blueprint.post("/<int:node>/reasons")
def keep(node: int) -> ResponseReturnValue:
    """Say why the node should stay as it is."""
    typed = ReasonInput()
    if not typed.validate():
        return _node(node, status=422, keeping=typed)
    operations.keep_node(store(), actor(), typed.command(node), at=now())
    return see("plans.node", node=node)


@blueprint.get("/<int:node>/split")
def split(node: int) -> ResponseReturnValue:
    """The wizard, with a preview of what is chosen in the address."""
    return _wizard(node, SplitInput(request.args, meta={"csrf": False}), status=200)


@blueprint.post("/<int:node>/parts")
def parts(node: int) -> ResponseReturnValue:
    """Keep the split as it was previewed."""
    typed = SplitInput()
    typed.offer(splits.axes_left(splits.may_split(store(), actor(), node, today())))
    read = typed_split(request.form, typed)
    if read.choice is None:
        return _wizard(node, typed, status=422)
    wish = SplitNode(NodeKey(node), read.choice)
    operations.split_node(store(), actor(), wish, seen_version=typed.seen, at=now())
    return see("plans.node", node=node)


def _node(
    node: int,
    *,
    status: int = 200,
    typed: TargetInput | None = None,
    care: CareInput | None = None,
    keeping: ReasonInput | None = None,
    estimate: EstimateInput | None = None,
    decision: GapInput | None = None,
) -> ResponseReturnValue:
    search, number = request.args.get("search", ""), request.args.get("page", 1, type=int)
    page = node_pages.plan_page(store(), actor(), node, today(), search=search[:100], number=number)
    typed, care = typed or TargetInput.of(page), care or CareInput.of(page)
    care.offer(page.owners)
    keeping = keeping or ReasonInput(formdata=None)
    return show(
        "plans/node.html",
        page,
        status=status,
        typed=typed,
        care=care,
        keeping=keeping,
        estimate=estimate or EstimateInput.of(page),
        decision=decision or GapInput(formdata=None),
    )


def _wizard(node: int, typed: SplitInput, *, status: int) -> ResponseReturnValue:
    facts = splits.may_split(store(), actor(), node, today())
    typed.offer(splits.axes_left(facts))
    typed.suggest(facts.review_on, splits.names_known(store(), facts, typed.axis.data, today()))
    read = typed_split(request.values, typed)
    axis, method = typed.axis.data or "", typed.method.data or ""
    page = splits.split_page(store(), actor(), node, read.choice, axis, method, today(), names=typed.named())
    typed.suggest_source(page.earlier)
    return show("plans/split.html", page, status=status, typed=typed, read=read)
