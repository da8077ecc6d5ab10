"""The four refusals, and HTTP's own, as pages. The one file that knows their status codes."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, Refusal
from appraisal.storage.database import db
from appraisal.web import problems

STATUS: dict[type[Refusal], int] = {NotFound: 404, Outdated: 409, NotAllowed: 403, NotReady: 422}

TAKEN = frozenset({"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
"""How PostgreSQL and SQLite say that what may be there once is there already."""


@dataclass(frozen=True)
class RefusalPage:
    """What happened (``kind``), every reason, and where the person came from."""

    kind: str
    status: int
    objections: Objections
    back: str | None


def handle_refusals(app: Flask) -> None:
    """Teach the application to answer refusals and HTTP errors with a page, and other systems with a problem.

    The change is undone.
    """

    @app.errorhandler(Refusal)
    def refuse(error: Refusal) -> ResponseReturnValue:
        return _page(type(error).__name__, STATUS[type(error)], error.objections)

    @app.errorhandler(StaleDataError)
    def outdated(_error: StaleDataError) -> ResponseReturnValue:
        return _page("Outdated", 409, Objections())

    @app.errorhandler(IntegrityError)
    def at_once(error: IntegrityError) -> ResponseReturnValue:
        if not _is_taken(error):
            raise error
        return _page("Outdated", 409, Objections())

    @app.errorhandler(CSRFError)
    def stale_form(_error: CSRFError) -> ResponseReturnValue:
        return _page("StaleForm", 400, Objections())

    _handle_http(app)


def _handle_http(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None:
            return error.response
        if problems.is_for_systems(request.path):
            db.session.rollback()
            return problems.failed(error)
        code = error.code or 500
        body, status = _page(
            {404: "NotFound", 401: "SignedOut", 403: "NotAllowed", 413: "TooLarge"}.get(code, "Http"),
            code,
            Objections(),
        )
        return body, status, [(k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After")]

    @app.errorhandler(Exception)
    def fault(error: Exception) -> ResponseReturnValue:
        app.logger.exception("fault")
        if app.testing or app.debug:
            raise error
        return _page("Fault", 500, Objections())


def _is_taken(error: IntegrityError) -> bool:
    """Whether somebody else wrote the same thing at the same moment: both looked before either had written."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return code in TAKEN


def _page(kind: str, status: int, objections: Objections) -> tuple[str | Response, int]:
    db.session.rollback()
    if problems.is_for_systems(request.path):
        return problems.refused(status, objections), status
    back = request.referrer if request.referrer and request.referrer.startswith(request.host_url) else None
    return render_template("layout/refusal.html", page=RefusalPage(kind, status, objections, back)), status
