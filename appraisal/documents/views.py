"""Papers over HTTP: one review as PDF, and the archive of a cycle."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from appraisal.documents import operations, queries
from appraisal.documents.archive import exports
from appraisal.documents.inputs import ArchiveInput
from appraisal.i18n.languages import LANGUAGES, Calendar, language_of
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, reader, store, today

blueprint = Blueprint("documents", __name__)


@blueprint.get("/reviews/<int:review>/pdf")
def pdf(review: int) -> ResponseReturnValue:
    """A signed review on paper, in ``?language=`` and ``?calendar=``."""
    printed = queries.print_review(store(), actor(), review, *_wished())
    return send_file(BytesIO(printed.content), "application/pdf", download_name=printed.name)


@blueprint.get("/diagnoses/<int:key>/paper.pdf")
def talk(key: int) -> ResponseReturnValue:
    """A talk about a goal on paper, for the two, in ``?language=`` and ``?calendar=``."""
    printed = queries.print_talk(store(), actor(), key, *_wished(), today())
    return send_file(BytesIO(printed.content), "application/pdf", download_name=printed.name)


@blueprint.get("/plans/quarter/<int:review>/report.pdf")
def quarter(review: int) -> ResponseReturnValue:
    """The report of a quarter review on paper, in ``?language=`` and ``?calendar=``."""
    printed = queries.print_quarter(store(), actor(), review, *_wished(), today())
    return send_file(BytesIO(printed.content), "application/pdf", download_name=printed.name)


@blueprint.get("/reviews/cycles/<int:cycle>/archives")
def archives(cycle: int) -> ResponseReturnValue:
    """Choose language and calendar of an archive."""
    language, calendar = _wished()
    typed = ArchiveInput(data={"language": language, "calendar": calendar.value})
    return show("documents/archives.html", queries.archives_page(store(), actor(), cycle), typed=typed)


@blueprint.post("/reviews/cycles/<int:cycle>/archives")
def ask_archive(cycle: int) -> ResponseReturnValue:
    """Ask for an archive; the answer is the page of its job."""
    typed = ArchiveInput()
    if not typed.validate_on_submit():
        page = queries.archives_page(store(), actor(), cycle)
        return show("documents/archives.html", page, status=422, typed=typed)
    return see("jobs.job", job=operations.ask_archive(store(), actor(), typed.command(cycle), at=now()))


@blueprint.get("/archives/<int:job>")
def archive(job: int) -> ResponseReturnValue:
    """A finished archive."""
    return show("documents/archive.html", queries.archive_page(store(), actor(), job, exports()))


@blueprint.get("/archives/<int:job>/file")
def archive_file(job: int) -> ResponseReturnValue:
    """The archive itself."""
    found = queries.find_archive(store(), actor(), job, exports())
    return send_file(found, "application/zip", as_attachment=True, download_name=f"reviews-{job}.zip")


def _wished() -> tuple[str, Calendar]:
    wished = request.args.get("language", "")
    language = wished if wished in LANGUAGES else reader().language
    own = reader().calendar if language == reader().language else language_of(language).calendar
    calendar = request.args.get("calendar", "")
    return language, Calendar(calendar) if calendar in set(Calendar) else own
