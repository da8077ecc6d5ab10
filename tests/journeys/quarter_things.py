"""An open and a closed quarter review, for journeys."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from appraisal.steering import operations
from appraisal.steering.domain import Decide, Decision
from appraisal.steering.material import parts_under_review
from appraisal.steering.models import QuarterReview
from appraisal.steering.records import find_review
from tests.conftest import NOW
from tests.factories.company import Company


def quarter_things(store: Session, company: Company, plan: int) -> dict[str, int | str]:
    """Two reviews of the plan with a decision for each part in them, the earlier one closed."""
    keys = []
    for first, last in ((date(2017, 7, 1), date(2017, 9, 30)), (date(2017, 10, 1), date(2017, 12, 31))):
        row = QuarterReview(
            node_id=plan, starts_on=first, ends_on=last, opened_by_id=company.omid, opened_at=NOW
        )
        store.add(row)
        store.flush()
        found = find_review(store, row.id)
        for part, _depth in parts_under_review(store, found.node, found.quarter):
            wish = Decide(row.id, int(part.key), Decision.KEEP)
            operations.decide(store, company.actor("omid"), wish, at=NOW)
        keys.append(row.id)
    operations.close_review(store, company.actor("omid"), keys[0], at=NOW)
    return {"report": keys[0], "quarter": keys[1]}
