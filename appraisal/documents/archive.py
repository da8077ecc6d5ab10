"""The archive: all signed reviews of a cycle, one PDF a person, as one ZIP. Work in the background.

Each printed paper is kept until the archive is closed, under the digest of what was signed, so that a
job that was stopped, or whose worker died, goes on where it was.
"""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from typing import Any

from flask import current_app

from appraisal.documents.domain import file_names, is_whole
from appraisal.documents.printers import NotPrinted, Printers
from appraisal.documents.queries import WORK, archive_file
from appraisal.i18n.languages import Calendar
from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.reviews import queries as reviews
from appraisal.storage.history import record

KEPT_SECONDS = 7 * 24 * 3600
EXPORTS = "exports"


def exports() -> Path:
    """The folder of archives, inside the data folder; only the service reads it."""
    folder: Path = current_app.config["APPRAISAL"].data_dir.absolute() / EXPORTS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@work(WORK)
def print_archive(context: WorkContext) -> dict[str, Any]:
    """Print every signed review of the cycle that is not printed yet, then close the archive."""
    wish = context.arguments
    _clear_old(exports(), context.key)
    parts = exports() / str(context.key) / "parts"
    parts.mkdir(parents=True, exist_ok=True, mode=0o700)
    listed = sorted(
        reviews.signed_review_list(context.store, context.actor, wish["cycle"]),
        key=lambda one: (one.employee.casefold(), one.review),
    )
    context.progress(0, len(listed))
    papers: dict[int, Path] = {}
    for number, (key, paper) in enumerate(_printed(context, listed, parts), 1):
        if paper is not None:
            papers[key] = paper
        context.progress(number)
    names = dict(zip((one.review for one in listed), file_names(one.employee for one in listed), strict=True))
    closed = _close(
        archive_file(exports(), context.key), [(names[one.review], papers.get(one.review)) for one in listed]
    )
    with context.writing() as store:
        record(
            store,
            context.actor,
            "archive_printed",
            "cycle",
            wish["cycle"],
            at=context.asked_at,
            count=len(papers),
        )
    shutil.rmtree(parts)
    return {
        "endpoint": "documents.archive",
        "values": {"job": context.key},
        "cycle": wish["cycle"],
        "language": wish["language"],
        "count": len(papers),
        "bytes": closed,
    }


def _printed(
    context: WorkContext, listed: list[reviews.SignedReview], parts: Path
) -> Iterator[tuple[int, Path | None]]:
    """Each review with its printed file, or None where it could not be printed, as they come."""
    language, calendar = context.arguments["language"], Calendar(context.arguments["calendar"])
    waiting: dict[Future[bytes], tuple[reviews.SignedReview, Path]] = {}
    with Printers(language, calendar, len(listed)) as printers:
        for one in listed:
            signed = reviews.signed_text(context.store, context.actor, one.review)
            context.store.rollback()  # a long job leaves no transaction open behind it
            paper = parts / f"{one.review}-{signed['signatures'][-1]['sha256'][:16]}.pdf"
            if paper.exists():
                yield one.review, paper
                continue
            cut = not is_whole(signed)
            waiting[printers.ask(signed, cut)] = (one, paper)
            if len(waiting) > 2 * printers.count:
                yield from _finished(context, waiting)
        while waiting:
            yield from _finished(context, waiting)


def _finished(
    context: WorkContext, waiting: dict[Future[bytes], tuple[reviews.SignedReview, Path]]
) -> Iterator[tuple[int, Path | None]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for each in sorted(done, key=lambda one: one.exception() is not None):  # keep what is printed first
        one, paper = waiting.pop(each)
        try:
            _keep(paper, each.result())
        except NotPrinted as error:
            current_app.logger.error("review %s could not be printed: %s", one.review, error)
            context.note(one.employee, "not_printed")
            yield one.review, None
        else:
            yield one.review, paper


def _keep(paper: Path, content: bytes) -> None:
    half = paper.with_suffix(".half")
    half.write_bytes(content)
    half.replace(paper)


def _close(archive: Path, papers: list[tuple[str, Path | None]]) -> int:
    half = archive.with_suffix(".half")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_STORED) as closing:
        for name, paper in papers:
            if paper is not None:
                closing.write(paper, name)
    half.chmod(0o600)
    half.replace(archive)
    return archive.stat().st_size


def _clear_old(folder: Path, but: int) -> None:
    """Take away archives older than a week: they hold what people wrote, and can be printed again."""
    for old in folder.iterdir():
        if old.name != str(but) and time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
