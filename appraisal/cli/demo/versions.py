"""The demo's plan becomes agreed: a first version up and down the line, and a second one that moves one quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from appraisal.cli.demo.company import goal_of
from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD, MANAGER
from appraisal.goals import operations as goals
from appraisal.goals.domain import ConfirmGoal, Disagree
from appraisal.kernel.actors import SERVICE, EmployeeKey
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import SetTarget
from appraisal.versions import operations as versions
from appraisal.versions import queries as version_facts
from appraisal.versions.domain import AnswerPart, ConfirmPart, DecideVersion, PutForward, PutPartForward

GIVES, TAKES = "Carl Lin", "Carol Thompson"
MOVED = Decimal(4000)
FIRST_ON, SECOND_ON = date(2017, 7, 1), date(2017, 11, 1)
FIRST_WHY = "The second half as it follows from the first one, five per cent above it."
SECOND_WHY = (
    "Three accounts in Seattle went from Carl to Carol in October. Their part of the quarter goes with them."
)
OWN_WORDS = (
    "Each of us looks after the accounts we have; together we reach the team’s part, quarter by quarter."
)
OWN_WORDS_OF_HEAD = (
    "Half a year with five per cent more than the first, and no office carries another’s part."
)
OWN_WORDS_SECOND = (
    "The team’s number stays. Carl is asked for less and Carol for more, because three accounts moved."
)
RESTATED = "Less than before, because three of my accounts are Carol’s now; the rest as agreed in October."
DISAGREES = (
    "Two of the three accounts had ordered for the whole quarter already. I cannot win them a second time."
)


def agree_the_plan(stage: Stage, root: int) -> None:
    """Every office and team manager puts their part forward, the head accepts it and, led by nobody, decides alone."""
    number = _put_forward(stage, root, FIRST_WHY, FIRST_ON, date(2017, 7, 4))
    _up_and_down(stage, root, number, date(2017, 7, 5), OWN_WORDS)
    wish = ConfirmPart(root, number, OWN_WORDS_OF_HEAD)
    versions.confirm_part(stage.store, stage.actor(HEAD), wish, at=moment(date(2017, 7, 5), 17))


def change_the_fourth_quarter(stage: Stage, root: int) -> None:
    """Accounts changed hands, so two quarters change; one seller says yes anew, the other has something to say."""
    day = date(2017, 10, 30)
    for name, by in ((GIVES, -MOVED), (TAKES, MOVED)):
        for node in _quarter_and_year(stage, name):
            wish = SetTarget(node.key, (node.target or Decimal(0)) + by)
            plans.set_target(stage.store, stage.actor(MANAGER), wish, at=moment(day, 9))
    number = _put_forward(stage, root, SECOND_WHY, SECOND_ON, day)
    _up_and_down(stage, root, number, date(2017, 10, 31), OWN_WORDS_SECOND)
    at = moment(SECOND_ON, 1)
    for version in versions.bring_into_force(stage.store, SERVICE, SECOND_ON, at=at):
        goals.rebase_to_plan(stage.store, SERVICE, version_facts.nodes_of(stage.store, version), at=at)
    given, taken = goal_of(stage, GIVES, 4), goal_of(stage, TAKES, 4)
    later = moment(date(2017, 11, 3), 10)
    goals.confirm_goal(stage.store, stage.actor(MANAGER), ConfirmGoal(given), at=later)
    goals.confirm_goal(stage.store, stage.actor(GIVES), ConfirmGoal(given, RESTATED), at=later)
    goals.disagree(stage.store, stage.actor(TAKES), Disagree(taken, DISAGREES), at=later)


def _put_forward(stage: Stage, root: int, why: str, counts_from: date, day: date) -> int:
    wish = PutForward(root, why, counts_from)
    return versions.put_forward(stage.store, stage.actor(HEAD), wish, at=moment(day, 11))


def _up_and_down(stage: Stage, root: int, number: int, day: date, own_words: str) -> None:
    """Up the line until it is approved; then each owner but the head confirms in own words."""
    store, head = stage.store, stage.actor(HEAD)
    actors = {key: stage.actor(name) for name, key in stage.keys.items()}
    page = version_facts.version_page(store, head, root, number, None, day)
    parts = [line.part for line in page.parts if line.part.above is not None]
    for part in sorted(parts, key=lambda part: -part.node):
        own, answer = PutPartForward(part.node, number), AnswerPart(part.node, number, is_accepted=True)
        versions.put_part_forward(store, actors[EmployeeKey(part.owner)], own, at=moment(day, 9))
        versions.answer_part(store, actors[EmployeeKey(part.owner_above or 0)], answer, at=moment(day, 11))
    versions.approve(store, head, DecideVersion(root, number, is_approved=True), at=moment(day, 15))
    for part in parts:
        wish = ConfirmPart(part.node, number, own_words)
        versions.confirm_part(store, actors[EmployeeKey(part.owner)], wish, at=moment(day, 16))


def _quarter_and_year(stage: Stage, name: str) -> tuple[plan_facts.NodeFacts, ...]:
    """The person's share of the fourth quarter, and their share of the year above it."""
    shares = plan_facts.shares_of(stage.store, stage.key(name), SECOND_ON)
    quarter = next(share for share in shares if share.starts_on == date(2017, 10, 1) and share.parent)
    return quarter, plan_facts.node_facts(stage.store, quarter.parent or 0)
