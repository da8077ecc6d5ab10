"""What each slice brings to the application: its pages, its words, its door, and what it asks of the packs of rules.

A new slice is named here and nowhere else.
"""

from __future__ import annotations

from datetime import date

from appraisal.accounts import letters as _letters  # noqa: F401 - the work on letters is known once it is imported
from appraisal.accounts import register, systems
from appraisal.accounts import views as accounts_views
from appraisal.accounts import wording as accounts_wording
from appraisal.actions import burden as actions_burden
from appraisal.actions import views as actions
from appraisal.actions import wording as actions_wording
from appraisal.actuals import wording as actuals_wording
from appraisal.checkins import node_views as node_obstacles
from appraisal.checkins import numbers as checkins_numbers
from appraisal.checkins import remarks as checkins_remarks
from appraisal.checkins import views as checkins
from appraisal.checkins import wording as checkins_wording
from appraisal.contingency import numbers as contingency_numbers
from appraisal.contingency import views as contingency
from appraisal.contingency import wording as contingency_wording
from appraisal.diagnosis import rule_views
from appraisal.diagnosis import views as diagnosis
from appraisal.diagnosis import wording as diagnosis_wording
from appraisal.diagnosis.rulebook import needed_on
from appraisal.documents import views as documents
from appraisal.documents import wording as documents_wording
from appraisal.goals import sense as goals_sense
from appraisal.goals import views as goals
from appraisal.goals import wording as goals_wording
from appraisal.home import views as home
from appraisal.home import wording as home_wording
from appraisal.i18n.wording import N_
from appraisal.integrations import api as integrations_api
from appraisal.integrations import plan_views
from appraisal.integrations import policy as integrations_policy
from appraisal.integrations import views as integrations
from appraisal.integrations import wording as integrations_wording
from appraisal.jobs import wording as jobs_wording
from appraisal.kernel.actors import Role
from appraisal.mail import wording as mail_wording
from appraisal.observations import views as observations
from appraisal.observations import wording as observations_wording
from appraisal.outlook import keeping as _keeping  # noqa: F401 - the monthly work is known once it is imported
from appraisal.outlook import views as outlook
from appraisal.outlook import wording as outlook_wording
from appraisal.packs import editor, watching
from appraisal.packs import views as packs
from appraisal.packs import wording as packs_wording
from appraisal.packs.demands import needs
from appraisal.packs.shelf import Demand
from appraisal.people import views as people
from appraisal.people import wording as people_wording
from appraisal.plans import counts
from appraisal.plans import earlier as plans_earlier
from appraisal.plans import policy as plans_policy
from appraisal.plans import remarks as plans_remarks
from appraisal.plans import step_views as plan_steps
from appraisal.plans import views as plans
from appraisal.plans import wording as plans_wording
from appraisal.reviews import policy as reviews_policy
from appraisal.reviews import sense as reviews_sense
from appraisal.reviews import views as reviews
from appraisal.reviews import wording as reviews_wording
from appraisal.steering import numbers as steering_numbers
from appraisal.steering import views as steering
from appraisal.steering import wording as steering_wording
from appraisal.training import views as training
from appraisal.training import wording as training_wording
from appraisal.versions import nightly as _versions_nightly  # noqa: F401 - the nightly work is known once it is imported
from appraisal.versions import views as versions
from appraisal.versions import wording as versions_wording
from appraisal.web import health
from appraisal.web import jobs as jobs_views
from appraisal.web.navigation import Door

BLUEPRINTS = (
    health.blueprint,
    home.blueprint,
    watching.blueprint,
    accounts_views.blueprint,
    register.blueprint,
    systems.blueprint,
    people.blueprint,
    packs.blueprint,
    editor.blueprint,
    plans.blueprint,
    versions.blueprint,
    plan_steps.blueprint,
    counts.blueprint,
    outlook.blueprint,
    goals.blueprint,
    actions.blueprint,
    contingency.blueprint,
    checkins.blueprint,
    node_obstacles.blueprint,
    observations.blueprint,
    training.blueprint,
    diagnosis.blueprint,
    rule_views.blueprint,
    reviews.blueprint,
    steering.blueprint,
    integrations.blueprint,
    plan_views.blueprint,
    jobs_views.blueprint,
    documents.blueprint,
)
WORDS = (
    people_wording.WORDS,
    packs_wording.WORDS,
    actuals_wording.WORDS,
    plans_wording.WORDS,
    versions_wording.WORDS,
    outlook_wording.WORDS,
    goals_wording.WORDS,
    actions_wording.WORDS,
    contingency_wording.WORDS,
    checkins_wording.WORDS,
    observations_wording.WORDS,
    training_wording.WORDS,
    diagnosis_wording.WORDS,
    reviews_wording.WORDS,
    steering_wording.WORDS,
    integrations_wording.WORDS,
    jobs_wording.WORDS,
    mail_wording.WORDS,
    documents_wording.WORDS,
    accounts_wording.WORDS,
    home_wording.WORDS,
)
FOR_SYSTEMS = (integrations_api.blueprint,)
DOORS: tuple[Door, ...] = (
    Door("home.today", N_("Today"), "sun", "/", lambda actor: True),
    Door("home.my_file", N_("My file"), "notebook", "/file", lambda actor: actor.employee is not None),
    Door("checkins.team", N_("Team"), "users", "/team/", lambda actor: actor.leads_anyone),
    Door(
        "plans.plans",
        N_("Plan"),
        "hierarchy-2",
        "/plans",
        lambda actor: not plans_policy.may_list_plans(actor),
    ),
    Door(
        "reviews.reviews",
        N_("Reviews"),
        "clipboard-check",
        "/reviews",
        lambda actor: not reviews_policy.may_have_reviews(actor),
    ),
    Door("people.people", N_("People"), "book", "/people", lambda actor: True),
    Door(
        "diagnosis.matters",
        N_("Matters"),
        "hand-stop",
        "/matters/",
        lambda actor: Role.CASE_HANDLER in actor.roles,
    ),
    Door("packs.packs", N_("Rules"), "scale", "/rules/", lambda actor: True),
    Door(
        "integrations.imports",
        N_("Imports"),
        "upload",
        "/imports",
        lambda actor: not integrations_policy.may_import(actor),
    ),
    Door(
        "register.accounts",
        N_("Accounts"),
        "lock-open",
        "/accounts",
        lambda actor: actor.has(Role.HR, Role.ADMINISTRATOR),
    ),
    Door("accounts.own", N_("Settings"), "settings", "/account/", lambda actor: True),
)


def demands_on(day: date) -> dict[str, Demand]:
    """What the slices need of each kind of pack: numbers that they read, and no fact that nobody gives."""
    return {
        "diagnosis": needed_on(day),
        "goals": needs(day, goals_sense.NUMBERS, goals_sense.GIVEN),
        "plan": needs(
            day,
            plans_earlier.NUMBERS
            | actions_burden.NUMBERS
            | contingency_numbers.NUMBERS
            | steering_numbers.NUMBERS,
            plans_remarks.GIVEN,
        ),
        "process": needs(day, checkins_numbers.NUMBERS, checkins_remarks.GIVEN | reviews_sense.GIVEN),
    }
