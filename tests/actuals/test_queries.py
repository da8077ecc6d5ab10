"""What was measured, read back: sums over groups, parts of an axis, what stands open, what came of deals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals import queries
from appraisal.actuals.domain import Conversions, PipelineLine, ReadingFacts
from appraisal.actuals.models import GroupReading, PartReading, PipelineCount, Reading
from appraisal.plans.domain import MakeRoot
from appraisal.plans.operations import make_root
from tests.conftest import NOW

MAY = (date(2017, 5, 1), date(2017, 5, 31))
JUNE = (date(2017, 6, 1), date(2017, 6, 30))
YEAR = (date(2017, 1, 1), date(2017, 12, 31))


@pytest.fixture
def node(store, company):
    wish = MakeRoot("Leads", "deals_engaged", None, *YEAR, review_on=date(2018, 1, 10), owner=company.omid)
    return make_root(store, company.actor("leila"), wish, at=NOW)


def of_node(node, days, value, **more):
    return GroupReading(
        node_id=node, measure="deals_engaged", starts_on=days[0], ends_on=days[1], value=Decimal(value),
        source="web forms", recorded_at=NOW, recorded_by="Omid", **more,
    )  # fmt: skip


def part(employee, name, days, value, **more):
    values = {"axis": "product", "measure": "revenue_won", "source": "crm", "recorded_at": NOW} | more
    return PartReading(
        employee_id=employee, part=name, starts_on=days[0], ends_on=days[1], value=Decimal(value), **values
    )


def open_deals(employee, as_of, stage, deals, value, **more):
    return PipelineCount(
        as_of=as_of, employee_id=employee, stage=stage, deals=deals, value=Decimal(value), recorded_at=NOW, **more
    )  # fmt: skip


def reading(employee, measure, days, value, **more):
    return Reading(
        employee_id=employee, measure=measure, starts_on=days[0], ends_on=days[1], value=Decimal(value),
        source="crm", recorded_at=NOW, **more,
    )  # fmt: skip


def test_the_readings_of_a_node_come_in_order_and_without_what_was_corrected(store, node):
    store.add_all([of_node(node, JUNE, 30), of_node(node, MAY, 7, superseded_at=NOW), of_node(node, MAY, 9)])
    store.flush()
    assert queries.node_readings(store, [node, 999], *YEAR) == {
        node: (ReadingFacts(*MAY, Decimal(9), "web forms"), ReadingFacts(*JUNE, Decimal(30), "web forms"))
    }


def test_readings_of_a_node_outside_the_days_are_left_out(store, node):
    store.add_all([of_node(node, JUNE, 30), of_node(node, MAY, 9)])
    store.flush()
    assert [one.value for one in queries.node_readings(store, [node], *JUNE)[node]] == [Decimal(30)]


def test_parts_are_summed_over_people_and_never_split_by_them(store, company):
    store.add_all(
        [
            part(company.sara, "GTX Pro", MAY, 100),
            part(company.kian, "GTX Pro", MAY, "50.5"),
            part(company.kian, "", MAY, 1),
            part(company.kian, "GTX Pro", JUNE, 3),
            part(company.omid, "GTX Pro", MAY, 999),
            part(company.sara, "Medical", MAY, 999, axis="segment"),
            part(company.sara, "GTX Pro", MAY, 999, superseded_at=NOW),
        ]
    )
    store.flush()
    team = [company.sara, company.kian]
    found = queries.part_totals(store, team, "revenue_won", "product", *YEAR)
    assert {name: [one.value for one in rows] for name, rows in found.items()} == {
        "": [Decimal(1)],
        "GTX Pro": [Decimal("150.5"), Decimal(3)],
    }


def test_the_pipeline_is_the_newest_snapshot_up_to_a_day(store, company):
    store.add_all(
        [
            open_deals(company.sara, date(2017, 5, 31), "Engaging", 9, 900),
            open_deals(company.sara, date(2017, 6, 30), "Engaging", 2, 200),
            open_deals(company.kian, date(2017, 6, 30), "Engaging", 1, 100, unpriced=1),
            open_deals(company.sara, date(2017, 6, 30), "Prospecting", 4, 40),
            open_deals(company.sara, date(2017, 6, 30), "Prospecting", 5, 50, superseded_at=NOW),
        ]
    )
    store.flush()
    team, newest = [company.sara, company.kian], date(2017, 6, 30)
    assert queries.pipeline_of(store, team, date(2017, 12, 1)) == (
        PipelineLine(newest, "Engaging", 3, Decimal(300), 1),
        PipelineLine(newest, "Prospecting", 4, Decimal(40), 0),
    )
    assert [line.deals for line in queries.pipeline_of(store, team, date(2017, 6, 29))] == [9]
    assert queries.pipeline_of(store, team, date(2017, 5, 30)) == ()


def test_conversions_tell_what_came_of_closed_deals(store, company):
    store.add_all(
        [
            reading(company.sara, "deals_closed", MAY, 10),
            reading(company.kian, "deals_closed", JUNE, 10),
            reading(company.sara, "deals_won", MAY, 5),
            reading(company.sara, "revenue_won", MAY, 900),
            reading(company.sara, "discount_given", MAY, 100),
            reading(company.sara, "revenue_won", MAY, 1, superseded_at=NOW),
        ]
    )
    store.flush()
    found = queries.conversions_of(store, [company.sara, company.kian], *YEAR)
    assert found == Conversions(Decimal(20), Decimal(5), Decimal(900), Decimal(100))
    assert (found.won_of_closed, found.average_deal, found.price_kept) == (
        Decimal("0.25"), Decimal(180), Decimal("0.9"),
    )  # fmt: skip


def test_what_nobody_counted_is_unknown_and_divides_nothing(store, company):
    nothing = queries.conversions_of(store, [company.sara], *YEAR)
    assert nothing == Conversions()
    assert (nothing.won_of_closed, nothing.average_deal, nothing.price_kept) == (None, None, None)
    assert Conversions(Decimal(0), Decimal(0), Decimal(0), Decimal(0)).won_of_closed is None
