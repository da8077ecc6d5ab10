"""The company of the demo, made once in an empty service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from appraisal.accounts import operations as accounts
from appraisal.accounts import queries
from appraisal.accounts.demo import DEMO_PERSONS
from appraisal.accounts.domain import MakeAccount
from appraisal.app import Appraisal
from appraisal.cli.demo import (
    company,
    contingencies,
    counts,
    diagnoses,
    doing,
    forecasts,
    learning,
    possible,
    purpose,
    quarters,
    reviews,
    talks,
    versions,
    words,
)
from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.scanning import scan_now
from appraisal.diagnosis.domain import DiagnosisKey
from appraisal.jobs.schedule import Schedule
from appraisal.kernel.actors import SERVICE, Role
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.plans.domain import NodeKey
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write

DEMO_DAY = date(2017, 12, 29)
NAMES = {
    "seller": words.SELLER,
    "manager": words.MANAGER,
    "head_of_sales": words.HEAD,
    "hr": words.HR,
    "case_handler": words.HANDLER,
}
ROLES: dict[str, frozenset[Role]] = {
    "head_of_sales": frozenset({Role.PLAN_OWNER}),
    "hr": frozenset({Role.HR}),
    "case_handler": frozenset({Role.CASE_HANDLER, Role.ADMINISTRATOR}),
}
Heard = Callable[[str], None]


def seed(app: Appraisal, heard: Heard = lambda _what: None) -> None:
    """Make the company in one transaction, unless there is one already; then comes its first night.

    ``heard`` is told each step.
    """
    with app.app_context(), about_to_write():
        store = db.session()
        is_there = queries.is_founded(store)
        if not is_there:
            play(app, store, heard)
        store.commit()
    if not is_there:
        heard("the nightly look at all goals")
        scan_now(app, Schedule(lambda: moment(DEMO_DAY, 2), ZoneInfo("UTC")))


def play(app: Appraisal, store: Session, heard: Heard) -> None:
    """The year 2017 from the first list of people to the day of the demo."""
    heard("people of the CRM's teams and of the HR list")
    company.bring_people(store)
    keys = {person.name: person.key for person in people.everybody(store, DEMO_DAY)}
    stage = Stage(store, app.extensions["formbook"], packs.in_force(store, "diagnosis", DEMO_DAY), keys)
    _give_accounts(stage)
    heard("8,800 opportunities of the CRM, half a year of results")
    company.bring_results(store, date(2017, 7, 1))
    heard("the sales plan of the second half, and goals on its shares")
    purpose.put_around_the_plan(stage, plan := company.make_plan(stage))
    versions.agree_the_plan(stage, plan)
    company.agree_goals(stage, 3, date(2017, 7, 6))
    forecasts.keep_what_is_forecast(stage, date(2017, 7, 6))
    heard("talks of the third quarter, results up to the diagnosis")
    talks.see_things(stage)
    talks.hold_talks(stage, date(2017, 9, 30))
    company.bring_results(store, words.DIAGNOSED_ON)
    forecasts.keep_what_is_forecast(stage, words.DIAGNOSED_ON)
    diagnosed = diagnoses.look_for_the_cause(stage)
    heard("the CRM's export again: results of the third quarter")
    company.bring_results(store, date(2017, 10, 1))
    _play_the_fourth_quarter(stage, plan, diagnosed, heard)


def _play_the_fourth_quarter(stage: Stage, plan: NodeKey, diagnosed: DiagnosisKey, heard: Heard) -> None:
    store = stage.store
    forecasts.keep_what_is_forecast(stage, date(2017, 10, 2))
    company.agree_goals(stage, 4, date(2017, 10, 4))
    quarters.review_the_third_quarter(stage, plan)
    versions.change_the_fourth_quarter(stage, plan)
    possible.say_what_is_possible(stage)
    talks.remove_obstacles(stage)
    talks.hold_talks(stage, words.FOLLOW_UP_Q3, since=date(2017, 10, 1))
    diagnoses.ask_whether_it_helped(stage, diagnosed)
    heard("reviews of the third quarter, written, talked about and signed")
    reviews.review_the_third_quarter(stage)
    heard("two days without the CRM, and the talks of the fourth quarter")
    contingencies.watch_the_crm(stage, plan)
    counts.count_the_leads(stage, plan)
    talks.hold_talks(stage, DEMO_DAY, since=date(2017, 11, 1))
    talks.hold_other_talks(stage)
    talks.book_the_next(stage)
    learning.teach_and_practise(stage)
    doing.plan_actions(stage)
    heard("the CRM's export once more: results up to today")
    company.bring_results(store, DEMO_DAY)
    forecasts.keep_what_is_forecast(stage, DEMO_DAY)
    reviews.open_the_fourth_quarter(stage)


def _give_accounts(stage: Stage) -> None:
    for person in DEMO_PERSONS:
        wish = MakeAccount(
            email=person.email,
            employee=stage.key(NAMES[person.key]),
            roles=ROLES.get(person.key, frozenset()),
        )
        accounts.make_account(stage.store, SERVICE, wish, at=moment(company.PEOPLE_CAME_ON))
