"""The application, put together: settings in, a Flask application out. Slices know nothing of each other here."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_compress import Compress
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from appraisal.accounts import demo
from appraisal.accounts import queries as accounts
from appraisal.accounts.entrance import let_system_in
from appraisal.accounts.sessions import HashCost, open_sessions, signed_in_account
from appraisal.data import adaptable
from appraisal.diagnosis import statistics
from appraisal.diagnosis.rulebook import needed_on
from appraisal.formbook import load_forms
from appraisal.i18n.catalogs import CATALOGS
from appraisal.i18n.languages import LANGUAGES, Calendar, language_of
from appraisal.i18n.wording import adopt
from appraisal.packs.demands import asked_by, both
from appraisal.packs.shelf import read_shelf
from appraisal.settings import Settings
from appraisal.slices import BLUEPRINTS, DOORS, FOR_SYSTEMS, WORDS, demands_on
from appraisal.storage.database import db, migrate
from appraisal.storage.engines import about_to_write, prepare
from appraisal.web.clock import Clock
from appraisal.web.errors import handle_refusals
from appraisal.web.filters import offer_filters
from appraisal.web.headers import send_security_headers
from appraisal.web.logs import follow_requests
from appraisal.web.navigation import door_of, doors_for
from appraisal.web.problems import is_for_systems, open_to_systems
from appraisal.web.request import Reader
from appraisal.web.sent import look_at_what_is_sent
from appraisal.web.visitors import lead_to, needs_actor

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
    csrf = CSRFProtect(app)
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
    open_to_systems(app, csrf, FOR_SYSTEMS)
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
    shelf = read_shelf(settings.rules_dir or ours, ours, demands_on(day))
    app.extensions["formbook"] = load_forms(forms, facts=shelf.shipped["diagnosis"].schema.answers())
    shelf.demands = {**demands_on(day), "diagnosis": both(needed_on(day), asked_by(forms))}
    app.extensions["packs"] = shelf
    app.extensions["rule_figures"] = {"diagnosis": statistics.figures_of_rule}


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
        if is_for_systems(request.path):
            return _greet_system()
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


def _greet_system() -> None:
    """Another system shows a token and gets no session; it reads in English and in UTC."""
    g.reader = Reader("en", Calendar.GREGORIAN, ZoneInfo("UTC"))
    g.actor = let_system_in(g.now) if needs_actor(current_app, request.endpoint) else None


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
