"""``appraisal import crm|people|plan FILE...``: bring in lists from the command line.

Exit codes: 0 everything was taken; 1 done, and some rows were left out; 2 nothing was done, because a
file could not be read as a whole.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from appraisal.actuals.domain import MEASURES
from appraisal.cli.ending import COULD_NOT_BEGIN, DONE, NEEDS_A_PERSON, ready_application, settings_of
from appraisal.integrations.domain import BroughtFile, Decisions, PlanWishes, Subject
from appraisal.integrations.fields import SHAPES, Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.operations import Progress, import_files
from appraisal.integrations.preview import Preview
from appraisal.integrations.reading import PlanChanges, State
from appraisal.integrations.remarks import Weight, mend_of, sentence_of
from appraisal.integrations.results import ImportReport
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import Refusal
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from appraisal.web.clock import Clock

SHOWN_ROWS = 20


@click.group("import")
def import_() -> None:
    """Bring in lists: people from an HR system, the lists of a CRM, or a plan."""


def _options(command: Any) -> Any:
    for option in (
        click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option("--map", "meanings", multiple=True, metavar="VALUE=MEANING", help='What an unknown value means: --map GTXPro="GTX Pro".'),
        click.option("--mapping-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help='JSON: {"values": {"GTXPro": "GTX Pro"}, "columns": {"staff.csv": {"kind": "people", "fields": {"name": "Employee"}}}}.'),
        click.option("--accept-suggestions", is_flag=True, help="Take every suggestion for unknown values."),
    ):  # fmt: skip
        command = option(command)
    return command


@import_.command("crm")
@_options
def crm(
    files: tuple[Path, ...], meanings: tuple[str, ...], mapping_file: Path | None, accept_suggestions: bool
) -> None:
    """Bring in accounts, products, teams and opportunities of a CRM, in any order.

    Exit codes: 0 all rows were taken; 1 done, and some rows were left out; 2 nothing was done.
    """
    sys.exit(_bring_in(Subject.CRM, files, _decisions(meanings, mapping_file, accept_suggestions)))


@import_.command("people")
@_options
def people(
    files: tuple[Path, ...], meanings: tuple[str, ...], mapping_file: Path | None, accept_suggestions: bool
) -> None:
    """Bring in lists of people: names, numbers or logins, managers, units, titles, hire dates.

    Exit codes: 0 all rows were taken; 1 done, and some rows were left out; 2 nothing was done.
    """
    sys.exit(_bring_in(Subject.PEOPLE, files, _decisions(meanings, mapping_file, accept_suggestions)))


@import_.command("plan")
@_options
@click.option("--title", default="", help="What the plan is called; without it, the name of the file.")
@click.option(
    "--measure",
    default="",
    type=click.Choice(["", *MEASURES]),
    help="What a list of people and periods counts.",
)
@click.option(
    "--owner", default="", help="Who owns the plan that is made: a name, login or personnel number."
)
@click.option("--review-on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the plan's review.")
def plan(
    files: tuple[Path, ...],
    meanings: tuple[str, ...],
    mapping_file: Path | None,
    accept_suggestions: bool,
    title: str,
    measure: str,
    owner: str,
    review_on: datetime | None,
) -> None:
    """Bring in parts of a plan, or a list of people with their targets by period (XLSX or CSV).

    Exit codes: 0 all rows were taken; 1 done, and some rows were left out; 2 nothing was done.
    """
    wishes = PlanWishes(title, measure, owner, review_on.date() if review_on else None)
    decisions = replace(_decisions(meanings, mapping_file, accept_suggestions), plan=wishes)
    sys.exit(_bring_in(Subject.PLAN, files, decisions))


def _decisions(meanings: tuple[str, ...], mapping_file: Path | None, accept_suggestions: bool) -> Decisions:
    told: dict[str, str] = {}
    columns: dict[str, Columns] = {}
    if mapping_file:
        try:
            kept = json.loads(mapping_file.read_text(encoding="utf-8"))
            told |= {str(value): str(meaning) for value, meaning in kept.get("values", {}).items()}
            columns = {name: _columns(one) for name, one in kept.get("columns", {}).items()}
        except (ValueError, AttributeError, KeyError, TypeError) as error:
            raise click.UsageError(f"{mapping_file}: this is no mapping file: {error}") from error
    for one in meanings:
        value, sign, meaning = one.partition("=")
        if not (sign and value.strip() and meaning.strip()):
            raise click.UsageError(f'--map {one}: write it as VALUE=MEANING, like GTXPro="GTX Pro"')
        told[value.strip()] = meaning.strip()
    return Decisions(columns, told, accept_suggestions)


def _columns(kept: dict[str, Any]) -> Columns:
    kind = Kind(kept["kind"])
    labels = {str(field): str(label) for field, label in kept["fields"].items()}
    if unknown := sorted(set(labels) - set(SHAPES[kind].fields)):
        raise ValueError(f"no such field: {', '.join(unknown)}; there are {', '.join(SHAPES[kind].fields)}")
    return Columns(kind, labels, bool(kept.get("month_first")))


def _bring_in(subject: Subject, paths: tuple[Path, ...], decisions: Decisions) -> int:
    settings = settings_of(os.environ)
    app = ready_application(settings)
    at = Clock(settings.clock_day).now()
    files = [BroughtFile(path.name, path.read_bytes()) for path in paths]
    with app.app_context(), about_to_write():
        store = db.session()
        with click.progressbar(length=100, label="Importing", file=sys.stderr) as bar:
            try:
                report = import_files(store, SERVICE, subject, files, decisions, at, progress=_shown_on(bar))
            except Refusal as refusal:
                store.rollback()
                click.echo(f"\nNothing was done: {refusal}", err=True)
                return COULD_NOT_BEGIN
        store.commit()
    return _tell(report)


def _shown_on(bar: Any) -> Progress:
    def show(done: int, of: int) -> None:
        bar.update(100 * done // of - bar.pos)

    return show


def _tell(report: ImportReport) -> int:
    for trouble in report.troubles:
        click.echo(f"{trouble.name}: {sentence_of(trouble.remark)} {mend_of(trouble.remark)}", err=True)
    if report.troubles:
        click.echo("Nothing was done. On the command line, --mapping-file names the columns.", err=True)
        return COULD_NOT_BEGIN
    for preview in report.previews:
        _tell_file(preview)
    outcome = report.outcome
    if outcome.is_nothing_new:
        click.echo("Nothing new: everything in these files was known already.")
    else:
        click.echo(f"{outcome.new} new, {outcome.changed} changed, {outcome.same} as before.")
        if outcome.versions:
            click.echo(f"{outcome.versions} versions of the plan that were agreed before are kept.")
        if outcome.readings_new or outcome.readings_corrected:
            click.echo(
                f"Monthly results: {outcome.readings_new} new, {outcome.readings_corrected} corrected."
            )
    if report.missing:
        names = ", ".join(report.missing[:SHOWN_ROWS]) + (", …" if len(report.missing) > SHOWN_ROWS else "")
        click.echo(f"Not in the list, and kept as they are: {len(report.missing)} people ({names}).")
    return NEEDS_A_PERSON if report.not_taken else DONE


def _tell_file(preview: Preview) -> None:
    click.echo(
        f"{preview.name}: {preview.read} rows read, {preview.accepted} accepted,"
        f" {preview.to_map} to be mapped, {preview.refused} refused, {preview.repeated} repeated."
    )
    for reason in preview.reasons:
        if reason.weight is Weight.NOTE:
            click.echo(f"  {reason.count} x {sentence_of(reason.examples[0])}")
    if preview.changes:
        _tell_changes(preview.changes)
    for value in preview.values_to_map:
        hint = f'; suggested: --map {value.value}="{value.suggestion}"' if value.suggestion else ""
        click.echo(
            f"  To be mapped: {value.field} “{value.value}”, {value.count} rows from line {value.first_line}{hint}"
        )
    refused = [row for row in preview.kept if row.state is State.REFUSED]
    for row in refused[:SHOWN_ROWS]:
        for remark in row.remarks:
            if remark.weight is Weight.REFUSED:
                click.echo(f"  Refused: {sentence_of(remark)} {mend_of(remark)}")
    if len(refused) > SHOWN_ROWS:
        click.echo(
            f"  … and {len(refused) - SHOWN_ROWS} more; the page of this import has them for download."
        )


def _tell_changes(changes: PlanChanges) -> None:
    click.echo(f"  Parts: {changes.new} new, {changes.changed_parts} changed, {changes.same} as before.")
    for one in changes.changed[:SHOWN_ROWS]:
        was, now = ("not given" if value is None else value for value in (one.was, one.now))
        click.echo(f"  {one.title}, {one.field}: {was} -> {now}")
    if changes.missing:
        click.echo(f"  Not in the file, and kept as they are: {len(changes.missing)} parts.")
