"""The page of a job: how far it is, what failed and why, stop and resume. Stands here because jobs know no web."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.jobs import queries, queue
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.get("/<int:job>")
def job(job: int) -> ResponseReturnValue:
    """One job."""
    return show("jobs/job.html", queries.job_state(store(), actor(), job))


@blueprint.get("/<int:job>/progress")
def progress(job: int) -> ResponseReturnValue:
    """The part of the page that keeps itself fresh."""
    return show("jobs/progress.html", queries.job_state(store(), actor(), job))


@blueprint.post("/<int:job>/stops")
def stop(job: int) -> ResponseReturnValue:
    """Stop it."""
    return see("jobs.job", job=queue.stop(store(), actor(), job, at=now()))


@blueprint.post("/<int:job>/resumptions")
def resume(job: int) -> ResponseReturnValue:
    """Set it going again."""
    return see("jobs.job", job=queue.resume(store(), actor(), job, at=now()))
