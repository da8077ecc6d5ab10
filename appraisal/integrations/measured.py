"""What the stored deals tell of results: each seller's months, the same told apart, and what stands open.

Owns that the stored deals are read once and give all three. They are counted anew as a whole at each import,
so that a corrected price, customer or deal corrects every month that it touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import ReadingCounts, RecordReading
from appraisal.actuals.operations import record_parts, record_pipeline, record_readings
from appraisal.integrations.customers import Account, Deal, ledger_of
from appraisal.integrations.fields import Kind
from appraisal.integrations.models import CrmRecord, Opportunity
from appraisal.integrations.monthly import results_by_month
from appraisal.integrations.told_apart import newest_day, open_on, parts_by_month
from appraisal.kernel.actors import Actor, EmployeeKey

SOURCE = "crm"


def measure_deals(
    store: Session, actor: Actor, moved: Iterable[tuple[int, date]], *, today: date, at: datetime
) -> ReadingCounts:
    """Record what the stored deals tell up to ``today``. ``moved`` are sellers and days that deals left."""
    deals = _deals(store)
    prices, accounts = _prices(store), _accounts(store)
    ledger = ledger_of(deals, today, prices, accounts)
    wishes = [
        RecordReading(
            employee=EmployeeKey(one.employee),
            measure=one.measure,
            starts_on=one.month.starts_on,
            ends_on=one.month.ends_on,
            value=one.value,
            source=SOURCE,
        )
        for one in results_by_month(deals, today, told_before=moved, ledger=ledger)
    ]
    counts = record_readings(store, actor, wishes, at=at)
    record_parts(store, actor, parts_by_month(deals, today, ledger), SOURCE, at=at)
    as_of = newest_day(deals, today)
    record_pipeline(store, actor, as_of, open_on(deals, as_of, prices), at=at)
    return counts


def _deals(store: Session) -> list[Deal]:
    rows = store.execute(
        select(
            Opportunity.employee_id,
            Opportunity.stage,
            Opportunity.engaged_on,
            Opportunity.closed_on,
            Opportunity.value,
            Opportunity.product,
            Opportunity.account,
            Opportunity.external_id,
        )
    )
    return [Deal(*row) for row in rows]


def _prices(store: Session) -> Mapping[str, Decimal]:
    rows = store.execute(
        select(CrmRecord.name, CrmRecord.details).where(CrmRecord.kind == Kind.PRODUCTS.value)
    )
    return {name: Decimal(details["price"]) for name, details in rows if details.get("price") is not None}


def _accounts(store: Session) -> Mapping[str, Account]:
    rows = store.execute(
        select(CrmRecord.name, CrmRecord.details).where(CrmRecord.kind == Kind.ACCOUNTS.value)
    )
    return {
        name: Account(details.get("sector") or "", details.get("location") or "") for name, details in rows
    }
