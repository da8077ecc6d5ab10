"""How the rules did, what a draft would change, and drift: pages of the rules room, for HR and whoever looks over it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.diagnosis import statistics, trying
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("rule_figures", __name__, url_prefix="/rules")


@blueprint.get("/packs/<pack>/statistics")
def statistics_of(pack: str) -> ResponseReturnValue:
    """How often each rule applied, was overridden, was contested, and whether its advice helped."""
    return show("diagnosis/statistics.html", statistics.statistics_page(store(), actor(), pack, today()))


@blueprint.get("/packs/<pack>/draft/trial")
def trial(pack: str) -> ResponseReturnValue:
    """What the draft would change."""
    return show("diagnosis/trial.html", trying.trial_page(store(), actor(), pack, today()))


@blueprint.post("/packs/<pack>/draft/trials")
def ask_trial(pack: str) -> ResponseReturnValue:
    """Try the draft; the answer is the page of its job."""
    return see("jobs.job", job=trying.ask_trial(store(), actor(), pack, at=now()))


@blueprint.get("/drift")
def drift() -> ResponseReturnValue:
    """Whether what was kept would be said again."""
    return show("diagnosis/drift.html", trying.drift_page(store(), actor()))


@blueprint.post("/drift/checks")
def ask_drift() -> ResponseReturnValue:
    """Look at drift; the answer is the page of its job."""
    return see("jobs.job", job=trying.ask_drift(store(), actor(), at=now()))
