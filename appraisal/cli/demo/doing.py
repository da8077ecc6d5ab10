"""Plans of action of the demo and what stands in their way, in the autumn of 2017. Invented words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from appraisal.actions import operations as actions
from appraisal.actions.domain import (
    AddStep,
    Cause,
    CloseStep,
    Closing,
    CountReached,
    CountService,
    MakePlan,
    MarkTurn,
    SayDelay,
    Turn,
    Way,
    Who,
)
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import ObstacleKind, ReportNodeObstacle, TakeOnObstacle
from appraisal.cli.demo.company import goal_of
from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD, MANAGER, SELLER
from appraisal.plans import queries as plans
from appraisal.plans.domain import NodeKey

OTHER = "Vicki Laflamme"
BEGUN_ON = date(2017, 11, 6)
FAIR_ON = date(2018, 3, 12)
MONDAYS = (date(2017, 12, 4), date(2017, 12, 11), date(2017, 12, 18))


def plan_actions(stage: Stage) -> None:
    """The manager's team becomes more visible, the seller answers customers in time, and what holds both up is named."""
    share = next(
        each for each in plans.shares_of(stage.store, stage.key(SELLER), BEGUN_ON) if each.parent is not None
    )
    line = plans.line_to_strategy(stage.store, share.key)
    owned = plans.owners_of(stage.store, [step.key for step in line])
    team = next(
        step.key for step in reversed(line) if not step.is_share and owned[step.key] == stage.key(MANAGER)
    )
    _be_visible(stage, team)
    _answer_in_time(stage)
    _name_what_holds_up(stage, team)


def _be_visible(stage: Stage, team: int) -> None:
    store, manager, seller = stage.store, stage.actor(MANAGER), stage.actor(SELLER)
    wish = MakePlan("News stories about us appear", Decimal(2), FAIR_ON, node=team, start="visibility")
    plan = actions.make_plan(store, manager, wish, at=moment(BEGUN_ON))
    me, other = Who(stage.key(SELLER)), Who(stage.key(OTHER))
    given = (
        AddStep(plan, "makes a list of papers and journalists who fit", other, When(date(2017, 11, 24)),
                hours=Decimal(12), suggestion="media_list"),
        AddStep(plan, "writes six press releases", me, When(date(2017, 12, 15)),
                hours=Decimal(24), suggestion="releases_written"),
        AddStep(plan, "prints the folders for the fair", Who(supplier="Print shop Hansen"), When(FAIR_ON)),
        AddStep(plan, "calls the papers that have not answered", other, When(recurrence=Recurrence.MONDAY),
                starts_on=MONDAYS[0], hours=Decimal(2), suggestion="papers_called"),
    )  # fmt: skip
    listed, written, _printed, called = (
        actions.add_step(store, manager, each, at=moment(BEGUN_ON, 10)) for each in given
    )
    done = CloseStep(listed, Closing.DONE)
    actions.close_step(store, stage.actor(OTHER), done, at=moment(date(2017, 11, 23), 16))
    for monday, turn in zip(MONDAYS, (Turn.DONE, Turn.MISSED, Turn.DONE), strict=True):
        actions.mark_turn(store, stage.actor(OTHER), MarkTurn(called, monday, turn), at=moment(monday, 17))
    actions.mark_turn(
        store,
        stage.actor(OTHER),
        MarkTurn(called, date(2017, 12, 25), Turn.MISSED),
        at=moment(date(2017, 12, 27)),
    )
    late = SayDelay(
        written, Cause.OTHER_DUTY, "The quotes of the year’s end: eleven in two weeks.", way=Way.PRIORITISE
    )
    actions.say_delay(store, seller, late, at=moment(date(2017, 12, 18), 9))
    actions.count_reached(store, manager, CountReached(plan, Decimal(1)), at=moment(date(2017, 12, 20)))


def _answer_in_time(stage: Stage) -> None:
    store, seller = stage.store, stage.actor(SELLER)
    goal = goal_of(stage, SELLER, 4)
    objective = "Customers’ mails are answered in time, of every hundred"
    wish = MakePlan(objective, Decimal(95), date(2018, 3, 30), goal=goal, start="service")
    plan = actions.make_plan(store, seller, wish, at=moment(BEGUN_ON, 11))
    when = When(service=ServiceLevel.HOURS, within_hours=4)
    promise = AddStep(
        plan,
        "answers customers’ mails",
        Who(stage.key(SELLER)),
        when,
        hours=Decimal(10),
        suggestion="mails_answered",
    )
    kept = actions.add_step(store, seller, promise, at=moment(BEGUN_ON, 11))
    count = CountService(kept, date(2017, 11, 1), 61, 68)
    actions.count_service(store, seller, count, at=moment(date(2017, 12, 1)))


def _name_what_holds_up(stage: Stage, team: int) -> None:
    store, on = stage.store, date(2017, 11, 14)
    wish = ReportNodeObstacle(
        NodeKey(team),
        ObstacleKind.WAITING,
        "Price lists for the new year come from the central office weeks late.",
    )
    key = checkins.report_node_obstacle(store, stage.actor(SELLER), wish, at=moment(on))
    checkins.confirm_node_obstacle(store, stage.actor(MANAGER), key, at=moment(on, 15))
    taken = TakeOnObstacle(key, stage.key(MANAGER), date(2018, 1, 3))
    checkins.take_on_node_obstacle(store, stage.actor(HEAD), taken, at=moment(date(2017, 11, 20)))
