"""The quarter reviews of the demo: each team's third quarter, and then the whole plan's, after which one thing changed.

The second version of the plan follows from the last of them. Invented words, which name nobody.
"""

from __future__ import annotations

from datetime import date, timedelta

from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD, MANAGER
from appraisal.kernel.actors import Actor
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import NodeKey
from appraisal.steering import operations
from appraisal.steering.domain import Decide, Decision, NameCause, OpenReview, PlanCause, SayOfReport, Word

QUARTER = date(2017, 7, 1)
TEAMS_ON, OPENED_ON, CLOSED_ON = date(2017, 10, 10), date(2017, 10, 19), date(2017, 10, 26)
CHANGED_BECAUSE = (
    "Three accounts in Seattle changed hands in October. The team’s number stays; inside it, their part of the "
    "fourth quarter goes with them."
)
OFFERS = "Offers waited for a price from head office: five days in the middle, eleven at the longest."
ENQUIRIES = "In August hardly any new enquiries came in; we lived on the accounts we had."
ASKED = "Did the enquiries come back in September?"
ANSWERED = "Half of them. Since October they are shared out by day and no longer by week."


def review_the_third_quarter(stage: Stage, root: NodeKey) -> None:
    """Each team first, and the head reads what they send; then the whole, where all is kept but one part."""
    offices = plan_facts.parts_rows(stage.store, root)
    teams = [team for office in offices for team in plan_facts.parts_rows(stage.store, office.key)]
    names: dict[int, str] = {key: name for name, key in stage.keys.items()}
    for team in teams:
        is_the_storys = team.owner == stage.key(MANAGER)
        _review_a_team(stage, team.key, stage.actor(names[team.owner]), asks=is_the_storys)
    changed = next(team.key for team in teams if team.owner == stage.key(MANAGER))
    _review_the_whole(stage, root, changed, tuple(part.key for part in (*offices, *teams)))


def _review_a_team(stage: Stage, team: NodeKey, owner: Actor, *, asks: bool) -> None:
    """Opened, kept and closed in one sitting; the head reads it two days later."""
    store, head, at = stage.store, stage.actor(HEAD), moment(TEAMS_ON, 14)
    review = operations.open_review(store, owner, OpenReview(team, QUARTER), at=at)
    if asks:
        operations.name_cause(store, owner, NameCause(review, team, PlanCause.SUPPLY, ENQUIRIES), at=at)
    operations.decide(store, owner, Decide(review, team, Decision.KEEP), at=at)
    operations.close_review(store, owner, review, at=at + timedelta(hours=1))
    read_at = at + timedelta(days=2)
    operations.say_of_report(store, head, SayOfReport(review, Word.READ), at=read_at)
    if asks:
        operations.say_of_report(store, head, SayOfReport(review, Word.QUESTION, ASKED), at=read_at)
        answered_at = at + timedelta(days=3)
        operations.say_of_report(store, owner, SayOfReport(review, Word.ANSWER, ANSWERED), at=answered_at)


def _review_the_whole(stage: Stage, root: NodeKey, changed: NodeKey, parts: tuple[NodeKey, ...]) -> None:
    store, head, at = stage.store, stage.actor(HEAD), moment(OPENED_ON, 13)
    review = operations.open_review(store, head, OpenReview(root, QUARTER), at=at)
    for node, cause, words in ((root, PlanCause.PROCESS, OFFERS), (changed, PlanCause.SUPPLY, ENQUIRIES)):
        operations.name_cause(store, head, NameCause(review, node, cause, words), at=at)
    for node in (root, *parts):
        wish = Decide(review, node, Decision.KEEP)
        if node == changed:
            wish = Decide(review, node, Decision.CHANGE, CHANGED_BECAUSE)
        operations.decide(store, head, wish, at=at + timedelta(minutes=30))
    operations.close_review(store, head, review, at=moment(CLOSED_ON, 15))
