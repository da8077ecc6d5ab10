"""The first page, and the file of a person."""

from __future__ import annotations

import json

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from appraisal.home import queries
from appraisal.home.schemas import own_data_to_plain
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("home", __name__)


@blueprint.get("/", endpoint="today")
def first_page() -> ResponseReturnValue:
    """What waits for you today."""
    return show("home/today.html", queries.today_page(store(), actor(), now()))


@blueprint.get("/file")
def my_file() -> ResponseReturnValue:
    """The way to one's own file."""
    return see("home.file", employee=actor().employee or 0)


@blueprint.get("/people/<int:employee>/file")
def file(employee: int) -> ResponseReturnValue:
    """All that the service holds about a person."""
    return show("home/file.html", queries.file_page(store(), actor(), employee, today()))


@blueprint.get("/people/<int:employee>/file.json")
def export(employee: int) -> ResponseReturnValue:
    """All of it as data, to take along."""
    held = queries.own_data(store(), actor(), employee, today())
    data = json.dumps(own_data_to_plain(held), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="file-{employee}.json"'}
    return Response(data, mimetype="application/json", headers=headers)
