"""A cycle with reviews that both signed, in the database, without living the whole year first."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from appraisal.reviews.models import Review, ReviewCycle, Signature
from tests.conftest import NOW
from tests.documents.example import signed_review
from tests.factories.company import Company

PEOPLE = {"sara": "Sara Ahmadi", "kian": "Kian Rad"}


def signed_cycle(
    store: Session, company: Company, *, without: tuple[str, ...] = (), broken: tuple[str, ...] = ()
) -> tuple[int, dict[str, int]]:
    """Sara's and Kian's reviews with Omid; ``without`` names whose signature is missing, ``broken`` whose text is of no use."""
    cycle = ReviewCycle(
        name="2017",
        starts_on=date(2017, 1, 1),
        ends_on=date(2017, 12, 31),
        opened_by_id=company.nasrin,
        opened_at=NOW,
    )
    store.add(cycle)
    store.flush()
    keys = {}
    for person, name in PEOPLE.items():
        review = Review(
            cycle_id=cycle.id,
            employee_id=getattr(company, person),
            manager_id=company.omid,
            opened_at=NOW,
            changed_at=NOW,
        )
        store.add(review)
        store.flush()
        keys[person] = review.id
        text = signed_review("en", name)
        if person in broken:
            text["starts_on"] = "not a day"
        _sign(store, review, text, () if person in without else ("employee",))
    store.commit()
    return cycle.id, keys


def _sign(store: Session, review: Review, text: dict, also: tuple[str, ...]) -> None:
    text["review"] = review.id
    if not also:
        text["signatures"].pop()
    for count, signature in enumerate(text["signatures"], 1):
        store.add(
            Signature(
                review_id=review.id,
                side=signature["side"],
                employee_id=review.manager_id if signature["side"] == "manager" else review.employee_id,
                signed_at=NOW,
                stance="signed",
                signed_text={**text, "signatures": text["signatures"][:count]},
                sha256=signature["sha256"],
            )
        )
        store.flush()
