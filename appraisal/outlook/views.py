"""Pages of the outlook of a node: results and forecast, the funnel worked back, the season."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.outlook import funnel_pages, results, season_pages
from appraisal.outlook.inputs import FunnelInput
from appraisal.plans import operations as plans_in
from appraisal.plans.domain import NodeKey, StateBasis
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("outlook", __name__, url_prefix="/plans")


@blueprint.get("/<int:node>/results", endpoint="results")
def results_of_node(node: int) -> ResponseReturnValue:
    """What a part of the plan brought so far, all together, and where it is heading."""
    return show("outlook/results.html", results.results_page(store(), actor(), node, today()))


@blueprint.get("/<int:node>/season")
def season(node: int) -> ResponseReturnValue:
    """How strong each month is."""
    return show("outlook/season.html", season_pages.season_page(store(), actor(), node, today()))


@blueprint.get("/<int:node>/funnel")
def funnel(node: int) -> ResponseReturnValue:
    """The way back from the goal; what is typed stays in the address."""
    page, typed = _funnel(node)
    return show("outlook/funnel.html", page, typed=typed)


@blueprint.post("/<int:node>/funnel")
def state(node: int) -> ResponseReturnValue:
    """Keep the way back as the stated basis of the node's number."""
    page, typed = _funnel(node)
    if page.shown.found is None:
        return show("outlook/funnel.html", page, status=422, typed=typed)
    wish = StateBasis(NodeKey(node), typed.goal.data, page.shown.found.funnel.method)
    plans_in.state_basis(store(), actor(), wish, seen_version=typed.seen, at=now())
    return see("plans.node", node=node)


def _funnel(node: int) -> tuple[funnel_pages.NodeFunnelPage, FunnelInput]:
    page = funnel_pages.funnel_page(store(), actor(), node, today())
    offer = page.shown.offer
    typed = FunnelInput.read(request.values, offer)
    return replace(page, shown=funnel_pages.shown(page.shown, typed.wish(offer))), typed
