"""Readings that another system tells by itself, one delivery at a time: all of them are taken, or none.

Owns whom a line means and that every wrong line is named by its place. Who is measured, and what is kept, are
for ``people``, ``plans`` and ``actuals``: a line takes the same road as a count on a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.actuals import operations as actuals
from appraisal.actuals.domain import MEASURES, ReadingCounts, RecordGroupReading, RecordReading
from appraisal.integrations import policy
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import operations as plans

LONGEST_SOURCE_OF_A_PERSON = 40


@dataclass(frozen=True, slots=True)
class ToldReading:
    """One line of a delivery. Exactly one of ``external_id``, ``login`` and ``node`` is set."""

    measure: str
    unit: str
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    external_id: str | None = None
    login: str | None = None
    node: int | None = None


def take_told(store: Session, actor: Actor, lines: Sequence[ToldReading], *, at: datetime) -> ReadingCounts:
    """Take a delivery. Raises ``NotAllowed``, or ``NotReady`` with every wrong line and its ``index``."""
    insist_on_none(policy.may_tell_readings(actor), NotAllowed)
    meant = people.keys_by_sign(store, [sign for line in lines if (sign := _sign(line)) is not None])
    found = {place: _on_the_line(line, meant) for place, line in enumerate(lines)}
    fit = [place for place, objections in found.items() if not objections]
    of_people = {place: _of_person(lines[place], meant) for place in fit if lines[place].node is None}
    of_nodes = {place: _of_node(lines[place]) for place in fit if lines[place].node is not None}
    told = actuals.objections_to_told(store, list(of_people.values()), at.date())
    counted = plans.objections_to_counts(store, actor, list(of_nodes.values()), at.date())
    found |= dict(zip(of_people, told, strict=True)) | dict(zip(of_nodes, counted, strict=True))
    insist_on_none(_by_place(found), NotReady)
    one = actuals.record_readings(store, actor, list(of_people.values()), at=at)
    other = plans.count_for_node(store, actor, list(of_nodes.values()), at=at, tells_anew=True)
    return ReadingCounts(one.new + other.new, one.corrected + other.corrected, one.same + other.same)


def _sign(line: ToldReading) -> str | None:
    return line.external_id or line.login


def _on_the_line(line: ToldReading, meant: Mapping[str, frozenset[EmployeeKey]]) -> Objections:
    """What is wrong with a line before anything is looked up of what it measures."""
    measure, keys = MEASURES.get(line.measure), meant.get(_sign(line) or "", frozenset())
    of_person = line.node is None
    return Objections.where(
        person_unknown=of_person and not keys,
        person_not_clear=of_person and len(keys) > 1,
        unit_of_another_measure=measure is not None and line.unit != measure.unit,
        source_too_long=of_person and len(line.source) > LONGEST_SOURCE_OF_A_PERSON,
    )


def _by_place(found: Mapping[int, Objections]) -> Objections:
    """Every objection with the place of its line."""
    return Objections(
        tuple(
            Objection(each.key, {**each.details, "index": place})
            for place, objections in sorted(found.items())
            for each in objections
        )
    )


def _of_person(line: ToldReading, meant: Mapping[str, frozenset[EmployeeKey]]) -> RecordReading:
    return RecordReading(
        employee=next(iter(meant[_sign(line) or ""])),
        measure=line.measure,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        value=line.value,
        source=line.source,
    )


def _of_node(line: ToldReading) -> RecordGroupReading:
    return RecordGroupReading(
        line.measure, line.starts_on, line.ends_on, line.value, line.source, node=line.node
    )
