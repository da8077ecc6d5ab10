"""The application, put together: settings in, a Flask application out. Slices know nothing of each other here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_compress import Compress
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from appraisal.accounts import demo, register
from appraisal.accounts import letters as _letters  # noqa: F401 - the work on letters is known once it is imported
from appraisal.accounts import queries as accounts
from appraisal.accounts import views as accounts_views
from appraisal.accounts import wording as accounts_wording
from appraisal.accounts.sessions import HashCost, open_sessions, signed_in_account
from appraisal.checkins import numbers as checkins_numbers
from appraisal.checkins import remarks as checkins_remarks
from appraisal.checkins import views as checkins
from appraisal.checkins import wording as checkins_wording
from appraisal.data import adaptable
from appraisal.diagnosis import rule_views, statistics
from appraisal.diagnosis import views as diagnosis
from appraisal.diagnosis import wording as diagnosis_wording
from appraisal.diagnosis.rulebook import needed_on
from appraisal.documents import views as documents
from appraisal.documents import wording as documents_wording
from appraisal.formbook import load_forms
from appraisal.goals import sense as goals_sense
from appraisal.goals import views as goals
from appraisal.goals import wording as goals_wording
from appraisal.home import views as home
from appraisal.home import wording as home_wording
from appraisal.i18n.catalogs import CATALOGS
from appraisal.i18n.languages import LANGUAGES, Calendar, language_of
from appraisal.i18n.wording import N_, adopt
from appraisal.integrations import policy as integrations_policy
from appraisal.integrations import views as integrations
from appraisal.integrations import wording as integrations_wording
from appraisal.jobs import wording as jobs_wording
from appraisal.kernel.actors import Role
from appraisal.mail import wording as mail_wording
from appraisal.observations import views as observations
from appraisal.observations import wording as observations_wording
from appraisal.packs import editor, watching
from appraisal.packs import views as packs
from appraisal.packs import wording as packs_wording
from appraisal.packs.demands import asked_by, both, needs
from appraisal.packs.shelf import Demand, read_shelf
from appraisal.people import views as people
from appraisal.people import wording as people_wording
from appraisal.plans import policy as plans_policy
from appraisal.plans import remarks as plans_remarks
from appraisal.plans import views as plans
from appraisal.plans import wording as plans_wording
from appraisal.reviews import policy as reviews_policy
from appraisal.reviews import sense as reviews_sense
from appraisal.reviews import views as reviews
from appraisal.reviews import wording as reviews_wording
from appraisal.settings import Settings
from appraisal.storage.database import db, migrate
from appraisal.storage.engines import about_to_write, prepare
from appraisal.training import views as training
from appraisal.training import wording as training_wording
from appraisal.web import health
from appraisal.web import jobs as jobs_views
from appraisal.web.clock import Clock
from appraisal.web.errors import handle_refusals
from appraisal.web.filters import offer_filters
from appraisal.web.headers import send_security_headers
from appraisal.web.logs import follow_requests
from appraisal.web.navigation import Door, door_of, doors_for
from appraisal.web.request import Reader
from appraisal.web.sent import look_at_what_is_sent
from appraisal.web.visitors import lead_to, needs_actor

BLUEPRINTS = (
    health.blueprint,
    home.blueprint,
    watching.blueprint,
    accounts_views.blueprint,
    register.blueprint,
    people.blueprint,
    packs.blueprint,
    editor.blueprint,
    plans.blueprint,
    goals.blueprint,
    checkins.blueprint,
    observations.blueprint,
    training.blueprint,
    diagnosis.blueprint,
    rule_views.blueprint,
    reviews.blueprint,
    integrations.blueprint,
    jobs_views.blueprint,
    documents.blueprint,
)
WORDS = (
    people_wording.WORDS,
    packs_wording.WORDS,
    plans_wording.WORDS,
    goals_wording.WORDS,
    checkins_wording.WORDS,
    observations_wording.WORDS,
    training_wording.WORDS,
    diagnosis_wording.WORDS,
    reviews_wording.WORDS,
    integrations_wording.WORDS,
    jobs_wording.WORDS,
    mail_wording.WORDS,
    documents_wording.WORDS,
    accounts_wording.WORDS,
    home_wording.WORDS,
)
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
MIGRATIONS = Path(__file__).parent / "storage" / "migrations"
STATIC = Path(__file__).parent / "web" / "static"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
READING = frozenset(
    {"wording.look"}
)  # posted because words do not belong into an address; nothing is written


class Appraisal(Flask):
    """The Flask application; commits a change at the edge once its view has answered."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view. A change begins as a writing transaction and is committed here, or undone by an error."""
        if request.method not in UNSAFE or request.endpoint in READING:
            return super().dispatch_request()
        db.session.rollback()
        with about_to_write():
            answer = super().dispatch_request()
            db.session.commit()
            return answer


def create_app(settings: Settings, *, cost: HashCost | None = None) -> Appraisal:
    """Make the application. Raises when settings, rules, forms or database are not usable."""
    app = Appraisal("appraisal", template_folder=str(adaptable("templates")), static_folder=str(STATIC))
    app.config.update(
        SECRET_KEY=settings.key(),
        SQLALCHEMY_DATABASE_URI=settings.url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # a fault in the log tells no words of people
        SESSION_COOKIE_NAME="appraisal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=30 * 2**20,
        MAX_FORM_MEMORY_SIZE=2 * 2**20,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_TRANSLATION_DIRECTORIES=str(CATALOGS),
        BABEL_DEFAULT_LOCALE="en_GB",
        APPRAISAL=settings,
    )
    _read_books(app, settings)
    follow_requests(app)
    _greet_requests(app, Clock(settings.clock_day), settings)
    app.extensions["mailing"] = settings.mailing
    look_at_what_is_sent(app)
    _open_database(app, settings)
    CSRFProtect(app)
    open_sessions(app, cost or HashCost())
    Babel(app, locale_selector=lambda: language_of(g.reader.language).locale if "reader" in g else "en_GB")
    Compress(app)
    handle_refusals(app)
    send_security_headers(app)
    offer_filters(app)
    for words in WORDS:
        adopt(words)
    for blueprint in (*BLUEPRINTS, *((demo.blueprint,) if settings.demo else ())):
        app.register_blueprint(blueprint)
    _dress_pages(app, settings)
    _wrap(app, settings.trusted_proxies)
    return app


def _wrap(app: Appraisal, proxies: int) -> None:
    inner: Any = app.wsgi_app
    inner = ProxyFix(inner, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else inner
    outer: Any = WhiteNoise(inner, root=str(STATIC), prefix="static/", max_age=3600)
    app.wsgi_app = outer


def _read_books(app: Appraisal, settings: Settings) -> None:
    """Read rules and forms; what is broken there stops the start and is named with file, line and mend."""
    day = Clock(settings.clock_day).now().date()
    ours, forms = adaptable("rules"), settings.forms_dir or adaptable("forms")
    shelf = read_shelf(settings.rules_dir or ours, ours, _demands(day))
    app.extensions["formbook"] = load_forms(forms, facts=shelf.shipped["diagnosis"].schema.answers())
    shelf.demands = {**_demands(day), "diagnosis": both(needed_on(day), asked_by(forms))}
    app.extensions["packs"] = shelf
    app.extensions["rule_figures"] = {"diagnosis": statistics.figures_of_rule}


def _demands(day: date) -> dict[str, Demand]:
    """What the slices need of each kind of pack: numbers that they read, and no fact that nobody gives."""
    return {
        "diagnosis": needed_on(day),
        "goals": needs(day, goals_sense.NUMBERS, goals_sense.GIVEN),
        "plan": needs(day, (), plans_remarks.GIVEN),
        "process": needs(day, checkins_numbers.NUMBERS, checkins_remarks.GIVEN | reviews_sense.GIVEN),
    }


def _open_database(app: Appraisal, settings: Settings) -> None:
    if settings.url.startswith("sqlite"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS))
    with app.app_context():
        prepare(db.engine)


def _greet_requests(app: Appraisal, clock: Clock, settings: Settings) -> None:
    @app.before_request
    def greet() -> ResponseReturnValue | None:
        g.now = clock.now()
        found = accounts.signed_in(db.session(), signed_in_account(), g.now.date())
        wished = request.args.get("lang") or session.get("language") or (found and found.language)
        language = language_of(wished or request.accept_languages.best_match(LANGUAGES))
        calendar = session.get("calendar") or (found and found.calendar) or language.calendar
        g.reader = Reader(
            language.code, Calendar(calendar), ZoneInfo(found.time_zone if found else settings.time_zone)
        )
        g.actor = found.actor if found else None
        if found is None and needs_actor(app, request.endpoint):
            return lead_to(_entrance(settings))
        return None


def _entrance(settings: Settings) -> str:
    if settings.demo:
        return "demo.persons"
    return "accounts.sign_in" if accounts.is_founded(db.session()) else "accounts.setup"


def _dress_pages(app: Appraisal, settings: Settings) -> None:
    @app.context_processor
    def dress() -> dict[str, object]:
        actor = g.get("actor")
        doors = doors_for(actor, DOORS)
        return {
            "reader": g.get("reader"),
            "languages": LANGUAGES,
            "doors": doors,
            "here": door_of(request.path, actor, doors),
            "who": actor,
            "clock_day": settings.clock_day,
            "demo": settings.demo,
        }
