"""Reads for documents: one review as PDF, what an archive would hold, and where a finished one lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from appraisal.documents import policy
from appraisal.documents.domain import file_names, is_whole, objections_to_printing
from appraisal.documents.press import print_appraisal
from appraisal.i18n.languages import Calendar
from appraisal.jobs import queries as jobs
from appraisal.jobs.queries import FailedPart
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.reviews import queries as reviews

WORK = "print_archive"


@dataclass(frozen=True)
class PrintedReview:
    """A PDF and how its file is called."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ArchivesPage:
    """What an archive of a cycle would hold: how many reviews, of whom nothing more than that."""

    cycle: int
    count: int


@dataclass(frozen=True)
class ArchivePage:
    """A finished archive: how many papers, how large, in which language, and what could not be printed."""

    job: int
    cycle: int
    language: str
    count: int
    megabytes: float
    failed_parts: tuple[FailedPart, ...]
    is_kept: bool


def print_review(
    store: Session, actor: Actor, review: int, language: str, calendar: Calendar
) -> PrintedReview:
    """A signed review as PDF: for the two people, and for HR with what was announced to be read by HR.

    Raises ``NotFound``, ``NotAllowed``, or ``NotReady`` before both have signed.
    """
    signed = reviews.signed_text(store, actor, review)
    insist_on_none(objections_to_printing(signed), NotReady)
    content = print_appraisal(signed, language, calendar, is_cut=not is_whole(signed))
    return PrintedReview(file_names([f"{signed['employee']['name']} {signed['cycle']}"])[0], content)


def archives_page(store: Session, actor: Actor, cycle: int) -> ArchivesPage:
    """What an archive of this cycle would hold. Raises ``NotAllowed``."""
    insist_on_none(policy.may_take_archive(actor), NotAllowed)
    return ArchivesPage(cycle, reviews.signed_review_count(store, actor, cycle))


def archive_page(store: Session, actor: Actor, job: int, folder: Path) -> ArchivePage:
    """A finished archive, for the person who asked for it. Raises ``NotFound``."""
    state = jobs.job_state(store, actor, job)
    if state.name != WORK or state.endpoint is None:
        raise NotFound(noun="archive", key=job)
    return ArchivePage(
        job=job,
        cycle=state.result["cycle"],
        language=state.result["language"],
        count=state.result["count"],
        megabytes=round(state.result["bytes"] / 1e6, 1),
        failed_parts=state.failed_parts,
        is_kept=archive_file(folder, job).is_file(),
    )


def archive_file(folder: Path, job: int) -> Path:
    """Where the archive of a job lies, or would."""
    return folder / str(job) / "reviews.zip"


def find_archive(store: Session, actor: Actor, job: int, folder: Path) -> Path:
    """The archive's file, for the person who asked for it. Raises ``NotFound`` also when it is kept no more."""
    page = archive_page(store, actor, job, folder)
    insist_on_none(policy.may_take_archive(actor), NotAllowed)
    if not page.is_kept:
        raise NotFound(noun="archive", key=job)
    return archive_file(folder, job)
