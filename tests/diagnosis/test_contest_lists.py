"""Long lists of contests: the most urgent first, the others counted, and no more statements than for a few."""

from datetime import timedelta

from appraisal.diagnosis import contest_pages, queries
from tests.conftest import DAY, NOW
from tests.diagnosis.test_contesting import contest
from tests.factories.statements import counted_statements


def test_a_long_list_needs_no_more_statements_than_a_short_one(table):
    key = table.open()
    leila = table.company.actor("leila")
    contest(table, key)
    with counted_statements() as few:
        queries.contests_page(table.store, leila, DAY)
    for name in ("goal_written", "goal_measurable", "gap_onset"):
        contest(table, key, name=name)
    with counted_statements() as many:
        assert len(queries.contests_page(table.store, leila, DAY).waiting) == 4
    assert few.count == many.count


def test_of_a_very_long_list_the_most_urgent_are_shown_and_the_others_counted(table, monkeypatch):
    monkeypatch.setattr(contest_pages, "SHOWN_AT_ONCE", 2)
    key = table.open()
    names = ("gap_ratio", "goal_written", "goal_measurable", "gap_onset")
    for days, name in enumerate(names):
        contest(table, key, name=name, at=NOW + timedelta(days=days))
    page = queries.contests_page(table.store, table.company.actor("nasrin"), DAY)
    assert ([line.contest.what.name for line in page.waiting], page.more) == (list(names[:2]), 2)
