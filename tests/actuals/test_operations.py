"""Results brought in: told apart as a whole, and the open deals of a day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from appraisal.actuals import operations, queries
from appraisal.actuals.domain import OpenDeals, PartAxis, ReadingCounts, RecordPart
from appraisal.actuals.models import PartReading, PipelineCount
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import NotAllowed
from appraisal.storage.history import HistoryLine
from tests.conftest import NOW

MAY = (date(2017, 5, 1), date(2017, 5, 31))
LATER = NOW + timedelta(hours=1)


def part(employee, name, value):
    return RecordPart(employee, PartAxis.PRODUCT, name, "revenue_won", *MAY, Decimal(value))


def totals(store, employee):
    found = queries.part_totals(store, [employee], "revenue_won", "product", *MAY)
    return {name: rows[0].value for name, rows in found.items()}


def rows_of(store, table):
    return store.scalar(select(func.count(table.id)))


def test_a_part_that_is_told_no_more_becomes_nothing_and_keeps_what_it_was(store, company):
    operations.record_parts(
        store, SERVICE, [part(company.sara, "A", 5), part(company.sara, "B", 7)], "crm", at=NOW
    )
    counts = operations.record_parts(store, SERVICE, [part(company.sara, "B", 8)], "crm", at=LATER)
    assert counts == ReadingCounts(new=0, corrected=2, same=0)
    assert totals(store, company.sara) == {"A": 0, "B": 8}
    kept = store.scalars(select(PartReading.value).where(PartReading.superseded_at == LATER))
    assert sorted(kept) == [5, 7]


def test_the_same_delivery_twice_changes_nothing_and_leaves_no_line(store, company):
    wishes = [part(company.sara, "A", 5), part(company.kian, "A", 0)]
    operations.record_parts(store, SERVICE, wishes, "crm", at=NOW)
    lines, rows = rows_of(store, HistoryLine), rows_of(store, PartReading)
    assert operations.record_parts(store, SERVICE, wishes, "crm", at=LATER) == ReadingCounts(0, 0, 2)
    assert (rows_of(store, HistoryLine), rows_of(store, PartReading)) == (lines, rows)


def test_a_part_that_was_nothing_already_is_left_alone(store, company):
    operations.record_parts(store, SERVICE, [part(company.sara, "A", 5)], "crm", at=NOW)
    operations.record_parts(store, SERVICE, [], "crm", at=LATER)
    rows = rows_of(store, PartReading)
    assert operations.record_parts(store, SERVICE, [], "crm", at=LATER) == ReadingCounts()
    assert rows_of(store, PartReading) == rows


def test_what_another_source_told_apart_is_left_alone(store, company):
    operations.record_parts(store, SERVICE, [part(company.sara, "A", 5)], "other", at=NOW)
    operations.record_parts(store, SERVICE, [], "crm", at=LATER)
    assert totals(store, company.sara) == {"A": 5}


def test_a_snapshot_of_a_day_is_corrected_as_a_whole(store, company):
    day = date(2017, 12, 28)
    both = [
        OpenDeals(company.sara, "Engaging", 2, Decimal(20)),
        OpenDeals(company.kian, "Engaging", 1, Decimal(1)),
    ]
    assert operations.record_pipeline(store, SERVICE, day, both, at=NOW) == 2
    assert operations.record_pipeline(store, SERVICE, day, both, at=LATER) == 0
    corrected = [OpenDeals(company.sara, "Engaging", 3, Decimal(30))]
    assert operations.record_pipeline(store, SERVICE, day, corrected, at=LATER) == 1
    lines = queries.pipeline_of(store, [company.sara, company.kian], day)
    assert [(line.deals, line.value) for line in lines] == [(3, 30)]
    assert rows_of(store, PipelineCount) == 3


def test_only_those_who_bring_in_results_tell_them_apart(store, company):
    for name in ("sara", "omid"):
        with pytest.raises(NotAllowed):
            operations.record_parts(store, company.actor(name), [], "crm", at=NOW)
        with pytest.raises(NotAllowed):
            operations.record_pipeline(store, company.actor(name), NOW.date(), [], at=NOW)
