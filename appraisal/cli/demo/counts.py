"""What the head of sales counted by hand in the demo: leads from marketing, one month corrected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import CorrectGroupReading, RecordGroupReading
from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD
from appraisal.kernel.periods import Period
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import NodeKey

MEASURE = "leads_qualified"
LEADS = {7: 71, 8: 64, 9: 83, 10: 92, 11: 58}
SOURCE = "Marketing’s list of leads handed over"
COUNTED_ON, CORRECTED_ON = date(2017, 12, 4), date(2017, 12, 6)


def count_the_leads(stage: Stage, root: NodeKey) -> None:
    """Five months of leads; September held some that were no leads."""
    head = stage.actor(HEAD)
    node = next(each for each in plan_facts.beside_rows(stage.store, root) if each.measure == MEASURE)
    months = {number: Period.month_of(date(2017, number, 1)) for number in LEADS}
    wishes = [
        RecordGroupReading(
            MEASURE, months[number].starts_on, months[number].ends_on, Decimal(leads), SOURCE, node=node.key
        )
        for number, leads in LEADS.items()
    ]
    plans.count_for_node(stage.store, head, wishes, at=moment(COUNTED_ON, 9))
    history = actuals.group_history(stage.store, node.key, None)
    september = next(one.key for one in history if one.starts_on == months[9].starts_on)
    wish = CorrectGroupReading(september, "Six were customers already and no new leads.", Decimal(77), SOURCE)
    plans.correct_count(stage.store, head, node.key, wish, at=moment(CORRECTED_ON, 9))
