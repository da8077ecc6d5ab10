"""A service whose letters go out to a server on this machine, and words for what is in its outbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.accounts.models import Account, AccountRole
from appraisal.app import Appraisal
from appraisal.jobs.models import Job
from appraisal.jobs.worker import Worker
from appraisal.kernel.actors import EmployeeKey, Role
from appraisal.mail.domain import Mailing
from appraisal.mail.models import Letter
from appraisal.mail.outbox import LETTERS
from tests.factories.mailbox import Mailbox, free_port, listening, way_to


@contextmanager
def posting(app: Appraisal, way: Mailing | None) -> Iterator[None]:
    """Letters go out this way while the block lasts."""
    before = app.extensions["mailing"]
    app.extensions["mailing"] = way
    try:
        yield
    finally:
        app.extensions["mailing"] = before


@contextmanager
def open_post(app: Appraisal) -> Iterator[Mailbox]:
    """Letters go out, and a server takes them."""
    port = free_port()
    with posting(app, way_to(port)), listening(port) as box:
        yield box


@contextmanager
def working(app: Appraisal) -> Iterator[Worker]:
    """A real worker, in threads of its own, as the service runs it for letters."""
    worker = Worker(app, share=LETTERS)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def let_handle(
    store: Session, employee: EmployeeKey, language: str = "en", calendar: str | None = None
) -> Account:
    """Make this person a case handler who reads like this."""
    account = store.scalars(select(Account).where(Account.employee_id == employee)).one()
    account.grants.append(AccountRole(role=Role.CASE_HANDLER.value))
    account.language, account.calendar = language, calendar
    store.commit()
    return account


def asked_for(store: Session) -> list[str]:
    """The kinds of letters that were asked for, in order."""
    jobs = store.scalars(select(Job).where(Job.name == "address_letter").order_by(Job.id))
    return [job.arguments["kind"] for job in jobs]


def letters(store: Session) -> list[Letter]:
    """What lies in the outbox, oldest first."""
    store.rollback()
    return list(store.scalars(select(Letter).order_by(Letter.id).execution_options(populate_existing=True)))
