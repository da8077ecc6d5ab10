"""``appraisal export pdf``: the signed reviews of a cycle as PDF files in a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from sqlalchemy.orm import Session

from appraisal.cli.ending import NEEDS_A_PERSON, could_not_begin, ready_application
from appraisal.documents.domain import file_names
from appraisal.documents.queries import print_review
from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import Refusal
from appraisal.reviews import queries as reviews
from appraisal.storage.database import db


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


def _newest_cycle(store: Session) -> int:
    cycles = reviews.cycles_page(store, SERVICE).cycles
    if not cycles:
        could_not_begin(["there is no cycle of reviews yet"])
    return cycles[0].key
