"""The application, put together: settings in, a Flask application out. Slices know nothing of each other here."""

from __future__ import annotations

import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, g, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_compress import Compress
from flask_wtf import CSRFProtect
from whitenoise import WhiteNoise

from appraisal.accounts import queries as accounts
from appraisal.accounts import views as accounts_views
from appraisal.data import adaptable
from appraisal.documents import views as documents
from appraisal.documents import wording as documents_wording
from appraisal.home import views as home
from appraisal.i18n.catalogs import CATALOGS
from appraisal.i18n.languages import LANGUAGES, Calendar, language_of
from appraisal.i18n.wording import adopt
from appraisal.jobs import wording as jobs_wording
from appraisal.people import views as people
from appraisal.people import wording as people_wording
from appraisal.settings import Settings
from appraisal.storage.database import db, migrate
from appraisal.storage.engines import about_to_write, prepare
from appraisal.web import jobs as jobs_views
from appraisal.web.clock import Clock
from appraisal.web.errors import handle_refusals
from appraisal.web.filters import offer_filters
from appraisal.web.headers import send_security_headers
from appraisal.web.navigation import Door, doors_for
from appraisal.web.request import Reader

BLUEPRINTS = (
    home.blueprint,
    accounts_views.blueprint,
    people.blueprint,
    jobs_views.blueprint,
    documents.blueprint,
)
WORDS = (people_wording.WORDS, jobs_wording.WORDS, documents_wording.WORDS)
DOORS: tuple[Door, ...] = (
    Door("home.today", "Today", "sun", "/", lambda actor: True),
    Door("people.people", "People", "users", "/people", lambda actor: True),
)
STATIC = Path(__file__).parent / "web" / "static"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Appraisal(Flask):
    """The Flask application; commits a change at the edge once its view has answered."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view. A change begins as a writing transaction and is committed here, or undone by an error."""
        if request.method not in UNSAFE:
            return super().dispatch_request()
        db.session.rollback()
        with about_to_write():
            answer = super().dispatch_request()
            db.session.commit()
            return answer


def create_app(settings: Settings) -> Appraisal:
    """Make the application. Raises when settings, rules, forms or database are not usable."""
    app = Appraisal("appraisal", template_folder=str(adaptable("templates")), static_folder=str(STATIC))
    app.config.update(
        SECRET_KEY=settings.key(),
        SQLALCHEMY_DATABASE_URI=settings.url,
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
    _greet_requests(app, Clock(settings.clock_day), settings)
    _open_database(app, settings)
    CSRFProtect(app)
    Babel(app, locale_selector=lambda: language_of(g.reader.language).locale if "reader" in g else "en_GB")
    Compress(app)
    handle_refusals(app)
    send_security_headers(app)
    offer_filters(app)
    for words in WORDS:
        adopt(words)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _dress_pages(app, settings)
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(STATIC), prefix="static/", max_age=3600)  # type: ignore[method-assign]
    return app


def _open_database(app: Appraisal, settings: Settings) -> None:
    if settings.url.startswith("sqlite"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(__file__).parent / "storage" / "migrations"))
    with app.app_context():
        prepare(db.engine)


def _greet_requests(app: Appraisal, clock: Clock, settings: Settings) -> None:
    @app.before_request
    def greet() -> None:
        g.request_id = secrets.token_hex(8)
        g.now = clock.now()
        if request.endpoint == "static":
            return
        found = accounts.signed_in(db.session(), session.get("account_id"), g.now.date())
        wished = request.args.get("lang") or session.get("language") or (found and found.language)
        language = language_of(wished or request.accept_languages.best_match(LANGUAGES))
        calendar = session.get("calendar") or (found and found.calendar) or language.calendar
        g.reader = Reader(
            language.code, Calendar(calendar), ZoneInfo(found.time_zone if found else settings.time_zone)
        )
        g.actor = found.actor if found else None


def _dress_pages(app: Appraisal, settings: Settings) -> None:
    @app.context_processor
    def dress() -> dict[str, object]:
        actor = g.get("actor")
        return {
            "reader": g.get("reader"),
            "languages": LANGUAGES,
            "doors": doors_for(actor, DOORS),
            "who": actor,
            "clock_day": settings.clock_day,
            "demo": settings.demo,
        }
