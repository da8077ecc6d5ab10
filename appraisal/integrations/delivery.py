"""Rows from outside carried into our own tables: people, the CRM's records, deals, readings.

Owns that only what is new or changed is written, in bulk. People and readings take the same road as a
click: the operations of their own slices, with their policy and their history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from appraisal.integrations import policy
from appraisal.integrations.agreed_numbers import keep_agreed_numbers
from appraisal.integrations.batch import Batch, ReadFile
from appraisal.integrations.cells import fold
from appraisal.integrations.crm_rows import AccountRow, OpportunityRow, ProductRow, plain
from appraisal.integrations.domain import PEOPLE_KINDS, Outcome
from appraisal.integrations.fields import Kind
from appraisal.integrations.measured import measure_deals
from appraisal.integrations.models import CrmRecord, ImportRun, Opportunity
from appraisal.integrations.opening import Stored
from appraisal.integrations.people_rows import PersonRow
from appraisal.integrations.reporting_lines import KnownPerson
from appraisal.integrations.results import keep_result
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people.domain import TakeInPerson
from appraisal.people.operations import take_in_people
from appraisal.plans.operations import bring_in_nodes
from appraisal.storage.history import record

# A price list or a list of customers alone corrects results too: discounts, segments, territories.
MEASURED_KINDS = frozenset({Kind.OPPORTUNITIES, Kind.PRODUCTS, Kind.ACCOUNTS})
KEPT = ("employee_id", "product", "account", "stage", "engaged_on", "closed_on", "value", "digest")


@dataclass(frozen=True, slots=True)
class DealChanges:
    """What a list of deals changed, and whose days it took away: (employee, day)."""

    new: int
    changed: int
    same: int
    moved: tuple[tuple[int, date], ...]


def carry_out_batch(
    store: Session,
    actor: Actor,
    run: ImportRun,
    batch: Batch,
    stored: Stored,
    at: datetime,
    tick: Callable[[], None],
) -> Outcome:
    """Deliver a batch, and keep with its run what was counted and what was left out."""
    insist_on_none(policy.may_carry_out(actor, batch.kinds), NotAllowed)
    outcome = deliver(store, actor, batch, stored, today=at.date(), at=at, tick=tick)
    keep_result(store, run, batch, outcome, at=at)
    details = {name: value for name, value in run.counts.items() if name != "missing"}
    record(store, actor, "import_carried_out", "import", run.id, at=at, kind=run.kind, **details)
    store.flush()
    tick()
    return outcome


def deliver(
    store: Session,
    actor: Actor,
    batch: Batch,
    stored: Stored,
    *,
    today: date,
    at: datetime,
    tick: Callable[[], None],
) -> Outcome:
    """Carry a whole batch into the tables, people first. Raises what the operations of people raise."""
    outcome = Outcome()
    keys = {person.key: EmployeeKey(int(person.key)) for person in stored.people}
    known = {person.key: person for person in stored.people}
    moved: list[tuple[int, date]] = []
    for one in batch.files:
        if one.reading.kind in PEOPLE_KINDS:
            people = [_told(row, keys, known) for row in one.reading.rows]
            taken = take_in_people(store, actor, people, known=keys, today=today, at=at)
            keys |= taken.keys
            outcome = _plus(outcome, taken.new, taken.changed, taken.same)
            outcome = replace(outcome, led=outcome.led + taken.led)
        elif one.reading.kind is Kind.OPPORTUNITIES:
            changes = _deliver_deals(store, one.reading.rows, keys)
            moved += changes.moved
            outcome = _plus(outcome, changes.new, changes.changed, changes.same)
        elif one.reading.plan is not None:
            wishes, name = one.reading.plan.wishes, one.file.file.name
            brought = bring_in_nodes(store, actor, wishes, because=name, at=at)
            outcome = _plus(outcome, brought.new, brought.changed, brought.same)
            kept = keep_agreed_numbers(store, actor, wishes, brought.nodes, source=name, at=at)
            outcome = replace(outcome, versions=outcome.versions + kept)
        else:
            outcome = _plus(outcome, *_deliver_records(store, one))
        tick()
    if batch.kinds & MEASURED_KINDS:
        counts = measure_deals(store, actor, moved, today=today, at=at)
        outcome = replace(outcome, readings_new=counts.new, readings_corrected=counts.corrected)
    return outcome


def _plus(outcome: Outcome, new: int, changed: int, same: int) -> Outcome:
    return replace(
        outcome, new=outcome.new + new, changed=outcome.changed + changed, same=outcome.same + same
    )


def _told(row: PersonRow, keys: Mapping[str, EmployeeKey], known: Mapping[str, KnownPerson]) -> TakeInPerson:
    """A row as people's own command. An address serves as login where there is no other."""
    before = known.get(row.identity)
    address_fits = before is None or before.login is None or "@" in before.login
    return TakeInPerson(
        ref=row.identity,
        name=row.name,
        employee=keys.get(row.identity),
        external_id=row.external_id,
        login=row.login or (row.email if address_fits else None),
        job_title=row.job_title,
        job_family=row.job_family,
        unit_path=row.unit_path,
        hired_on=row.hired_on,
        manager=row.manager,
        names_itself=bool(row.external_id or row.login or row.email),
    )


def _deliver_records(store: Session, one: ReadFile) -> tuple[int, int, int]:
    """Write the customers or the price list; returns how many were new, changed and the same."""
    kind = one.reading.kind.value
    columns = select(CrmRecord.id, CrmRecord.name, CrmRecord.digest).where(CrmRecord.kind == kind)
    there = {fold(row.name): (row.id, row.digest) for row in store.execute(columns)}
    new, changed, same = [], [], 0
    for row in one.reading.rows:
        values = {"name": row.name, "digest": row.digest, "details": _details(row)}
        if row.key not in there:
            new.append({"kind": kind, **values})
        elif there[row.key][1] != row.digest:
            changed.append({"id": there[row.key][0], **values})
        else:
            same += 1
    if new:
        store.execute(insert(CrmRecord), new)
    if changed:
        store.execute(update(CrmRecord), changed)
    return len(new), len(changed), same


def _details(row: AccountRow | ProductRow) -> dict[str, Any]:
    if isinstance(row, ProductRow):
        return {"series": row.series, "price": plain(row.price)}
    return {
        "sector": row.sector,
        "year_established": row.year_established,
        "revenue": plain(row.revenue),
        "employees": row.employees,
        "location": row.location,
        "parent": row.parent,
    }


def _deliver_deals(
    store: Session, rows: Iterable[OpportunityRow], keys: Mapping[str, EmployeeKey]
) -> DealChanges:
    """Write the deals that are new or say something else than before."""
    columns = (Opportunity.external_id, Opportunity.digest, Opportunity.employee_id, Opportunity.engaged_on,
               Opportunity.closed_on)  # fmt: skip
    there = {row.external_id: row for row in store.execute(select(*columns))}
    new, changed, same = [], [], 0
    moved: list[tuple[int, date]] = []
    for row in rows:
        employee = keys[row.seller_key or ""]
        values = {
            "external_id": row.key,
            "employee_id": employee,
            "product": row.product,
            "account": row.account,
            "stage": row.stage.value,
            "engaged_on": row.engaged_on,
            "closed_on": row.closed_on,
            "value": row.value,
            "digest": row.digest,
        }
        before = there.get(row.key)
        if before is None:
            new.append({**values, "note": ""})
        elif (before.digest, before.employee_id) != (row.digest, employee):
            changed.append({f"new_{name}": value for name, value in values.items()})
            moved += [(before.employee_id, on) for on in (before.engaged_on, before.closed_on) if on]
        else:
            same += 1
    if new:
        store.execute(insert(Opportunity), new)
    if changed:
        statement = update(Opportunity).where(Opportunity.external_id == bindparam("new_external_id"))
        store.connection().execute(
            statement.values({name: bindparam(f"new_{name}") for name in KEPT}), changed
        )
    return DealChanges(len(new), len(changed), same, tuple(moved))
