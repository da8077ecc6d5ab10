"""The first page."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.home.queries import TodayPage
from appraisal.web.pages import show
from appraisal.web.request import actor

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def today() -> ResponseReturnValue:
    """What waits for you today."""
    return show("home/today.html", TodayPage(actor().name))
