"""Reads for documents: one review as PDF, what an archive would hold, and where a finished one lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from appraisal.diagnosis import queries as diagnosis
from appraisal.documents import policy, press
from appraisal.documents.domain import file_names, is_whole, objections_to_printing
from appraisal.i18n.languages import Calendar
from appraisal.jobs import queries as jobs
from appraisal.jobs.queries import FailedPart
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.reviews import queries as reviews
from appraisal.steering import queries as steering

WORK = "print_archive"


@dataclass(frozen=True)
class PrintedPaper:
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
) -> PrintedPaper:
    """A signed review as PDF: for the two people, and for HR with what was announced to be read by HR.

    Raises ``NotFound``, ``NotAllowed``, or ``NotReady`` before both have signed.
    """
    signed = reviews.signed_text(store, actor, review)
    insist_on_none(objections_to_printing(signed), NotReady)
    content = press.print_appraisal(signed, language, calendar, is_cut=not is_whole(signed))
    return PrintedPaper(file_names([f"{signed['employee']['name']} {signed['cycle']}"])[0], content)


def print_talk(
    store: Session, actor: Actor, key: int, language: str, calendar: Calendar, day: date
) -> PrintedPaper:
    """A talk about a goal as it stands, as PDF, for the two at the table.

    Raises ``NotFound``, ``NotAllowed``, or ``NotReady`` while a talk is being arranged.
    """
    told = diagnosis.diagnosis_paper(store, actor, key, day)
    name = file_names([f"{told['employee']} {told['looks'][0]['as_of']}"])[0]
    return PrintedPaper(name, press.print_talk(told, language, calendar))


def print_quarter(
    store: Session, actor: Actor, key: int, language: str, calendar: Calendar, day: date
) -> PrintedPaper:
    """The report of a closed quarter review as PDF, as it was closed. Raises ``NotReady`` while it is open."""
    told = steering.report_data(store, actor, key, day)
    name = file_names([f"{told['node']['title']} {told['ends_on']}"])[0]
    return PrintedPaper(name, press.print_quarter(told, language, calendar))


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
