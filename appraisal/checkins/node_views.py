"""The page of what stands in the way of a part of the plan."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import ObstacleKey
from appraisal.checkins.inputs import NodeObstacleInput, StampInput, TakingOnInput
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("node_obstacles", __name__, url_prefix="/plans/<int:node>/obstacles")


@blueprint.get("")
def obstacles(node: int) -> ResponseReturnValue:
    """What stands in the way of a part of the plan."""
    return _page(node)


@blueprint.post("")
def report(node: int) -> ResponseReturnValue:
    """Report an obstacle of a part of the plan."""
    typed = NodeObstacleInput()
    if not typed.validate_on_submit():
        return _page(node, status=422, typed=typed)
    operations.report_node_obstacle(store(), actor(), typed.report(node), at=now())
    return see("node_obstacles.obstacles", node=node)


@blueprint.post("/<int:obstacle>/confirmations")
def confirm(node: int, obstacle: int) -> ResponseReturnValue:
    """A second person saw it too."""
    seen = StampInput().seen
    operations.confirm_node_obstacle(store(), actor(), obstacle, seen_version=seen, at=now())
    return see("node_obstacles.obstacles", node=node)


@blueprint.post("/<int:obstacle>/owners")
def take_on(node: int, obstacle: int) -> ResponseReturnValue:
    """Somebody removes it by a day."""
    typed = TakingOnInput()
    if not typed.validate_on_submit():
        return _page(node, status=422, taking=typed, taking_for=obstacle)
    wish = typed.command(ObstacleKey(obstacle))
    operations.take_on_node_obstacle(store(), actor(), wish, seen_version=typed.seen, at=now())
    return see("node_obstacles.obstacles", node=node)


@blueprint.post("/<int:obstacle>/removals")
def remove(node: int, obstacle: int) -> ResponseReturnValue:
    """It no longer stands in the way."""
    seen = StampInput().seen
    operations.remove_node_obstacle(store(), actor(), obstacle, seen_version=seen, at=now())
    return see("node_obstacles.obstacles", node=node)


def _page(
    node: int,
    *,
    status: int = 200,
    typed: NodeObstacleInput | None = None,
    taking: TakingOnInput | None = None,
    taking_for: int | None = None,
) -> ResponseReturnValue:
    page = queries.node_obstacles_page(store(), actor(), node, today())
    return show(
        "checkins/node_obstacles.html",
        page,
        status=status,
        typed=typed or NodeObstacleInput(formdata=None),
        taking=taking or TakingOnInput(formdata=None),
        taking_for=taking_for,
    )
