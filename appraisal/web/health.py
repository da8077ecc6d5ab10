"""Whether the service answers, for whoever started it and for what watches over it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from appraisal.web.request import store
from appraisal.web.visitors import open_to_visitors

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@open_to_visitors
def health() -> ResponseReturnValue:
    """Says ``ok`` when the database answers too; tells nothing else."""
    store().execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
