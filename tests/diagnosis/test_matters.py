"""What needs a human goes to the case handler's own store, and shows no cause to anybody."""

from datetime import timedelta

import pytest

from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.domain import CloseMatter, MatterKey, RaiseMatter, Raises
from appraisal.diagnosis.models import Evaluation, RestrictedMatter
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.storage.history import HistoryLine
from tests.conftest import NOW


def tell(table, raises=Raises.HEALTH, name="sara", text="My back"):
    return operations.raise_matter(
        table.store, table.person(name), RaiseMatter(raises, text), pack=table.pack, at=NOW
    )


def close(table, matter, words="We found another chair.", name="nasrin"):
    return operations.close_matter(
        table.store,
        table.person(name),
        CloseMatter(MatterKey(matter), words),
        pack=table.pack,
        at=NOW + timedelta(hours=1),
    )


@pytest.mark.parametrize("raises", list(Raises))
def test_whatever_is_told_in_confidence_stops_the_look_at_once(table, raises):
    key = table.open()
    tell(table, raises)
    for name in ("sara", "omid"):
        page = table.page(key, name)
        assert page.shown is None
        assert (page.questions, page.waiting, page.said_by_employee, page.may_conclude) == ((), (), (), False)


def test_what_is_kept_of_a_handed_over_look_says_only_that(table):
    tell(table)
    table.open()
    kept = table.store.query(Evaluation).one()
    assert set(kept.result) == {"as_of", "outcome", "engine"}
    assert (kept.outcome, kept.leading, "health_disclosed" in kept.snapshot) == ("handed_over", None, False)


def test_the_handler_finds_one_matter_with_its_gate(table):
    table.open()
    tell(table)
    (matter,) = queries.matters_page(table.store, table.person("nasrin")).waiting
    assert (matter.employee, matter.raises, matter.text) == ("Sara Ahmadi", "health_disclosed", "My back")
    assert table.store.query(RestrictedMatter).one().gates == ["G08"]


@pytest.mark.parametrize("name", ["omid", "leila", "sara", "vera"])
def test_nobody_but_the_case_handler_reads_matters(table, name):
    matter = tell(table)
    with pytest.raises(NotAllowed):
        queries.matters_page(table.store, table.person(name))
    with pytest.raises(NotAllowed):
        close(table, matter, name=name)


def test_hr_without_the_role_reads_no_matters(table):
    with pytest.raises(NotAllowed):
        queries.matters_page(table.store, table.company.actor("nasrin"))


def test_a_handler_does_not_handle_a_matter_of_their_own(table):
    matter = tell(table, name="nasrin")
    assert queries.matters_page(table.store, table.person("nasrin")).waiting == ()
    with pytest.raises(NotAllowed) as refusal:
        close(table, matter)
    assert refusal.value.objections.keys() == {"matter_of_your_own"}


def test_once_closed_the_look_goes_on_and_the_person_reads_the_words(table):
    key = table.open()
    close(table, tell(table))
    assert table.page(key).shown.outcome == "more_info"
    (own,) = queries.confidential_page(table.store, table.person("sara")).own
    assert own.closing_words == "We found another chair."


def test_a_matter_is_not_closed_twice(table):
    matter = tell(table)
    close(table, matter)
    with pytest.raises(NotReady):
        close(table, matter)


def test_history_does_not_say_who_told_or_what(table):
    tell(table)
    line = table.store.query(HistoryLine).filter_by(verb="matter_raised").one()
    assert (line.actor_name, line.actor_employee_id, line.details) == ("appraisal", None, {})


def test_a_person_sees_only_what_they_told_themselves(table):
    tell(table, name="kian")
    assert queries.confidential_page(table.store, table.person("sara")).own == ()
