"""The pages of an import: hand in, choose columns, look, carry out, take back what was refused."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from appraisal.integrations import operations, queries, steps
from appraisal.integrations.inputs import FilesInput, MeaningsInput, ReadAsInput, columns_input
from appraisal.integrations.preview import kept_as_csv
from appraisal.integrations.reading import State
from appraisal.integrations.telling import TOLD
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store

blueprint = Blueprint("integrations", __name__, url_prefix="/imports")


@blueprint.get("/")
def imports() -> ResponseReturnValue:
    """Where files are handed in, and the imports of late."""
    return show("integrations/imports.html", queries.imports_page(store(), actor()), typed=FilesInput())


@blueprint.post("/")
def start() -> ResponseReturnValue:
    """Hand in files."""
    page, typed = queries.imports_page(store(), actor()), FilesInput()
    if not typed.validate_on_submit():
        return show("integrations/imports.html", page, status=422, typed=typed)
    run = operations.start_import(store(), actor(), typed.command(), at=now())
    return see("integrations.columns", run=run)


@blueprint.get("/<int:run>/columns")
def columns(run: int) -> ResponseReturnValue:
    """Which column holds which field."""
    page = steps.columns_page(store(), actor(), run, now().date())
    return show("integrations/columns.html", page, typed=columns_input(page))


@blueprint.post("/<int:run>/columns")
def choose_columns(run: int) -> ResponseReturnValue:
    """Confirm or correct the columns; remembered for the next file of this kind."""
    page = steps.columns_page(store(), actor(), run, now().date())
    typed = columns_input(page)
    if not typed.fits(page):
        return show("integrations/columns.html", page, status=422, typed=typed)
    operations.choose_columns(store(), actor(), typed.command(page), at=now())
    return see("integrations.preview", run=run)


@blueprint.post("/<int:run>/files/<int:file>/readings")
def read_otherwise(run: int, file: int) -> ResponseReturnValue:
    """Read one file in another way: another kind of list, other letters, no header."""
    typed = ReadAsInput()
    if not typed.validate_on_submit():
        page = steps.columns_page(store(), actor(), run, now().date())
        return show("integrations/columns.html", page, status=422, typed=columns_input(page))
    operations.read_file_otherwise(store(), actor(), run, file, **typed.wish(), at=now())
    return see("integrations.columns", run=run)


@blueprint.get("/<int:run>/preview")
def preview(run: int) -> ResponseReturnValue:
    """What would happen, before it does."""
    page = steps.preview_page(store(), actor(), run, now().date())
    return show("integrations/preview.html", page, typed=MeaningsInput())


@blueprint.post("/<int:run>/meanings")
def choose_meanings(run: int) -> ResponseReturnValue:
    """Say once what unknown values mean."""
    typed = MeaningsInput()
    if not typed.validate_on_submit():
        page = steps.preview_page(store(), actor(), run, now().date())
        return show("integrations/preview.html", page, status=422, typed=typed)
    operations.choose_meanings(store(), actor(), typed.command(run), at=now())
    return see("integrations.preview", run=run)


@blueprint.post("/<int:run>/results")
def carry_out(run: int) -> ResponseReturnValue:
    """Carry out what the preview showed. About two seconds for ten thousand rows, so within the request."""
    operations.carry_out(store(), actor(), run, seen_version=Input().seen, at=now())
    return see("integrations.result", run=run)


@blueprint.post("/<int:run>/discards")
def discard(run: int) -> ResponseReturnValue:
    """Throw the files away."""
    operations.discard_import(store(), actor(), run, at=now())
    return see("integrations.imports")


@blueprint.get("/<int:run>/result")
def result(run: int) -> ResponseReturnValue:
    """What an import did."""
    return show("integrations/result.html", queries.result_page(store(), actor(), run))


@blueprint.get("/<int:run>/files/<int:file>/refused.csv")
def refused(run: int, file: int) -> ResponseReturnValue:
    """The rows of a file that were not taken, with reasons, to be mended and brought in again."""
    page = queries.refused_file(store(), actor(), run, file)
    content = kept_as_csv(page, (State.REFUSED, State.TO_MAP), gettext)
    answer = Response(content, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"refused-{run}-{file}.csv")
    return answer


for _name, _filter in TOLD.items():
    blueprint.add_app_template_filter(_filter, _name)
