"""What stays although a rule remarked on it: with a reason, kept for ever, the newest first."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from appraisal.kernel.refusals import NotReady
from appraisal.packs import operations
from appraisal.packs.keeping import kept_about
from appraisal.packs.models import KeptRemark
from appraisal.packs.queries import remarks_in, shelf
from tests.conftest import DAY, NOW

FACTS = {"why_words": 1, "is_agreed": False, "days_into_period": 40, "target_of_share": 10**9}


def _found():
    pack = shelf().shipped["goals"]
    return pack, remarks_in(pack, FACTS, DAY)


def _keep(store, company, because):
    pack, found = _found()
    return operations.keep_remarks(
        store, company.actor("omid"), ("goal", 7), found, because, pack=pack, at=NOW
    )


def test_a_value_beyond_all_measure_is_unknown_and_no_fault(store):
    assert {each.rule for each in _found()[1]} == {"GO02", "GO06"}


def test_every_warning_is_kept_with_the_reason_and_the_newest_reason_counts(store, company):
    assert (_keep(store, company, " For now "), _keep(store, company, "Until March")) == (2, 2)
    kept = kept_about(store, "goals", "goal", [7, 8])
    assert {rule: line.because for rule, line in kept[7].items()} == {
        "GO02": "Until March",
        "GO06": "Until March",
    }
    assert kept[7]["GO02"].author == "Omid"
    assert (list(kept), kept_about(store, "plan", "goal", [7])) == ([7], {})


def test_a_warning_without_a_reason_is_not_kept(store, company):
    with pytest.raises(NotReady):
        _keep(store, company, "  ")
    assert store.query(KeptRemark).count() == 0


def test_what_was_kept_is_never_rewritten(store, company):
    _keep(store, company, "For now")
    store.query(KeptRemark).first().because = "Something else"
    with pytest.raises(DBAPIError):
        store.flush()
    store.rollback()
