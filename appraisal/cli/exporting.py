"""``appraisal export pdf|plan``: the signed reviews of a cycle as PDF files, or a plan as a spreadsheet."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from appraisal.cli.ending import NEEDS_A_PERSON, could_not_begin, ready_application, settings_of
from appraisal.documents.domain import file_names
from appraisal.documents.queries import print_review
from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.integrations.plan_files import as_csv, as_xlsx
from appraisal.integrations.plan_outline import plan_sheet
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import Refusal
from appraisal.reviews import queries as reviews
from appraisal.storage.database import db
from appraisal.web.clock import Clock


@click.group()
def export() -> None:
    """Take papers out."""


@export.command("pdf")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--cycle", type=int, help="The number of the cycle, as in its address; the newest without one.")
@click.option("--language", type=click.Choice(tuple(LANGUAGES)), default="en", show_default=True)
@click.option("--calendar", type=click.Choice(tuple(Calendar)), help="The language's own without one.")
def pdf(folder: Path, cycle: int | None, language: str, calendar: str | None) -> None:
    """Print every signed review of a cycle into FOLDER, one PDF a person.

    Exit codes: 0 all are printed; 1 some could not be, each named; 2 there is nothing to print.
    """
    app = ready_application()
    with app.app_context():
        store = db.session()
        listed = reviews.signed_review_list(store, SERVICE, cycle or _newest_cycle(store))
        if not listed:
            could_not_begin(["this cycle has no review that both have signed"])
        folder.mkdir(parents=True, exist_ok=True)
        failed: list[str] = []
        named = list(zip(listed, file_names(each.employee for each in listed), strict=True))
        with click.progressbar(named, label="Reviews", file=sys.stderr) as bar:
            for one, name in bar:
                try:
                    printed = print_review(
                        store,
                        SERVICE,
                        one.review,
                        language,
                        Calendar(calendar or LANGUAGES[language].calendar),
                    )
                    (folder / name).write_bytes(printed.content)
                except (Refusal, OSError) as error:
                    failed.append(f"{one.employee}: {error}")
    for problem in failed:
        click.echo(problem, err=True)
    click.echo(f"{len(listed) - len(failed)} of {len(listed)} reviews are in {folder}")
    sys.exit(NEEDS_A_PERSON if failed else 0)


@export.command("plan")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--part", type=int, help="The number of a part, as in its address; every plan without one.")
@click.option("--language", type=click.Choice(tuple(LANGUAGES)), default="en", show_default=True)
def plan(file: Path, part: int | None, language: str) -> None:
    """Write a plan, or all of them, into FILE: .xlsx or .csv. It holds no results.

    Exit codes: 0 written; 2 there is no such part, or the file is of another kind.
    """
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise click.UsageError(f"{file}: write a .xlsx or a .csv file")
    settings = settings_of(os.environ)
    app = ready_application(settings)
    with app.app_context(), force_locale(LANGUAGES[language].locale):
        try:
            sheet = plan_sheet(db.session(), SERVICE, part, Clock(settings.clock_day).now().date())
        except Refusal as refusal:
            could_not_begin([str(refusal)])
        right_to_left = LANGUAGES[language].direction == "rtl"
        is_csv = file.suffix.lower() == ".csv"
        file.write_bytes(
            as_csv(sheet, gettext) if is_csv else as_xlsx(sheet, gettext, right_to_left=right_to_left)
        )
    click.echo(f"{len(sheet.rows)} parts are in {file}")


def _newest_cycle(store: Session) -> int:
    cycles = reviews.cycles_page(store, SERVICE).cycles
    if not cycles:
        could_not_begin(["there is no cycle of reviews yet"])
    return cycles[0].key
