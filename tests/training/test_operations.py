"""Recording what was taught and practised: by the two, kept for ever, struck out by the author."""

from datetime import timedelta

import pytest

from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated
from appraisal.storage.history import lines_of
from appraisal.training import operations, queries
from appraisal.training.domain import Check, CompleteTraining
from appraisal.training.models import Practice
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements
from tests.training.records import aided, practised, taught


@pytest.fixture
def register(store, company):
    return lambda: queries.register_of(store, [company.sara]).get(company.sara, queries.Register())


def complete(store, company, key, name="sara", **kw):
    wish = CompleteTraining(key, DAY, Check.PASSED)
    return operations.complete_training(store, company.actor(name), wish, at=NOW, **kw)


@pytest.mark.parametrize("name", ["sara", "omid"])
def test_both_record_and_history_keeps_who(store, company, register, name):
    key = taught(store, company, name)
    practised(store, company, name=name)
    aided(store, company, name)
    found = register()
    assert (len(found.trainings), len(found.practices), len(found.job_aids)) == (1, 1, 1)
    assert [line.actor_name for line in lines_of(store, "training", key)] == [name.capitalize()]


@pytest.mark.parametrize("name", ["kian", "leila", "nasrin", "vera"])
@pytest.mark.parametrize("act", [taught, practised, aided])
def test_nobody_else_records(store, company, act, name):
    with pytest.raises(NotAllowed):
        act(store, company, name=name)


def test_a_planned_training_is_marked_as_done_by_either_with_its_check(store, company, register):
    key = taught(store, company, completed_on=None, ends_on=DAY)
    assert register().trainings[0].completed_on is None
    complete(store, company, key, seen_version=1)
    assert (register().trainings[0].completed_on, register().trainings[0].check) == (DAY, Check.PASSED)
    with pytest.raises(NotReady):
        complete(store, company, key)


def test_two_who_complete_at_once_do_not_overwrite_each_other(store, company):
    key = taught(store, company, completed_on=None, ends_on=DAY)
    with pytest.raises(Outdated):
        complete(store, company, key, seen_version=7)


def test_an_entry_made_by_mistake_is_struck_out_by_its_author_and_stays_in_the_table(
    store, company, register
):
    key = practised(store, company, name="omid")
    with pytest.raises(NotAllowed):
        operations.strike_practice(store, company.actor("sara"), key, at=NOW)
    operations.strike_practice(store, company.actor("omid"), key, at=NOW)
    assert register().is_empty
    assert store.get(Practice, key).struck_at is not None
    with pytest.raises(NotFound):
        operations.strike_practice(store, company.actor("omid"), key, at=NOW)


def test_a_struck_training_can_be_neither_completed_nor_struck_again(store, company, register):
    key = taught(store, company, completed_on=None, ends_on=DAY)
    operations.strike_training(store, company.actor("omid"), key, at=NOW)
    assert register().is_empty
    for act in (complete, lambda *_: operations.strike_training(store, company.actor("omid"), key, at=NOW)):
        with pytest.raises(NotFound):
            act(store, company, key)


def test_a_job_aid_is_gone_from_a_day_on_and_only_once(store, company, register):
    key = aided(store, company)
    operations.remove_job_aid(store, company.actor("sara"), key, at=NOW)
    assert register().job_aids[0].removed_on == DAY
    with pytest.raises(NotReady):
        operations.remove_job_aid(store, company.actor("sara"), key, at=NOW)


def test_the_name_of_a_coach_is_kept_only_where_one_was_there(store, company, register):
    practised(store, company, coach=True)
    practised(store, company, on=DAY - timedelta(days=1))
    assert [one.coach for one in register().practices] == ["", "Omid"]


def test_the_registers_of_many_take_three_statements(store, company):
    taught(store, company)
    store.flush()
    with counted_statements() as seen:
        found = queries.register_of(store, [company.sara, company.kian, company.omid])
    assert (seen.count, set(found)) == (3, {company.sara})
    assert queries.register_of(store, []) == {}
