"""Observations with a real database behind them."""

from datetime import timedelta

import pytest

from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.observations import operations, queries
from appraisal.observations.domain import AnswerObservation, ObservationKind, WriteObservation
from appraisal.packs import queries as packs
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW


def written(store, company, name="omid", days_ago=0, text="Won the Hartman deal with a demo of her own"):
    wish = WriteObservation(company.sara, ObservationKind.RESULT, DAY - timedelta(days=days_ago), text)
    return operations.write_observation(store, company.actor(name), wish, at=NOW)


def test_sara_reads_what_omid_wrote_and_answers_it_once(store, company):
    key = written(store, company)
    (seen,) = queries.observations_of(store, company.actor("sara"), company.sara)
    assert seen.author_name == "Omid Karimi"
    wish = AnswerObservation(key, "The demo was Kian’s idea")
    operations.answer_observation(store, company.actor("sara"), wish, at=NOW)
    with pytest.raises(NotReady):
        operations.answer_observation(store, company.actor("sara"), wish, at=NOW)


def test_only_sara_answers_what_was_written_about_her(store, company):
    key = written(store, company)
    with pytest.raises(NotAllowed):
        operations.answer_observation(store, company.actor("omid"), AnswerObservation(key, "Well"), at=NOW)


def test_sara_writes_about_her_own_work_and_does_not_answer_herself(store, company):
    key = written(store, company, "sara")
    with pytest.raises(NotAllowed) as refusal:
        operations.answer_observation(store, company.actor("sara"), AnswerObservation(key, "Yes"), at=NOW)
    assert refusal.value.objections.keys() == {"own_observation"}


def test_the_managers_manager_writes_and_reads_only_what_they_wrote(store, company):
    written(store, company)
    written(store, company, "leila", text="Presented to the board in two slides")
    seen = queries.observations_of(store, company.actor("leila"), company.sara)
    assert [each.author for each in seen] == [company.leila]


@pytest.mark.parametrize("name", ["kian", "nasrin", "vera"])
def test_nobody_else_writes_or_reads(store, company, name):
    with pytest.raises(NotAllowed):
        written(store, company, name)
    with pytest.raises(NotAllowed):
        queries.observations_of(store, company.actor(name), company.sara)


@pytest.mark.parametrize(
    "text",
    [
        "Sara closed more deals than Kian",
        "سارا بهتر از Kian بود",
        "Работает лучше, чем Kian, и это видно",
        "Tuần này làm tốt hơn Kian nhiều",
    ],
)
def test_a_comparison_with_a_colleague_of_the_team_stays_only_with_a_reason(store, company, text):
    with pytest.raises(NotReady) as refusal:
        written(store, company, text=text)
    assert refusal.value.objections.keys() == {"remark_needs_reason"}


def test_a_colleague_may_be_named_and_the_manager_is_no_colleague(store, company):
    assert written(store, company, text="Handed two leads to Kian. The result was better than planned.")
    assert written(store, company, text="Took a call that was better than Omid had hoped for")


def test_words_that_stay_are_kept_with_the_reason_for_both_to_read(store, company):
    wish = WriteObservation(
        company.sara,
        ObservationKind.RESULT,
        DAY,
        "The customer wrote: Sara is not lazy, she is better than Kian",
        because={"text": "These are the customer’s own words"},
    )
    key = operations.write_observation(store, company.actor("omid"), wish, at=NOW)
    for name in ("sara", "omid"):
        (seen,) = queries.observations_of(store, company.actor(name), company.sara)
        (line,) = seen.kept["text"]
        assert (line.because, line.author, line.words) == (
            "These are the customer’s own words",
            "Omid",
            ("better than",),
        )
    assert {line.verb for line in lines_of(store, "observation", key)} == {
        "words_kept",
        "observation_written",
    }
    assert packs.kept_against_protection(store, [company.sara]) == {}


def test_only_a_text_kept_against_the_remark_on_traits_makes_a_flag(store, company):
    text = "At her age she is slower than the others; this is what I saw on Monday"
    wish = WriteObservation(
        company.sara, ObservationKind.BEHAVIOUR, DAY, text, because={"text": "I think so"}
    )
    operations.write_observation(store, company.actor("omid"), wish, at=NOW)
    everybody = [company.sara, company.kian, company.omid]
    assert packs.kept_against_protection(store, everybody, "observation") == {company.sara: NOW}
    assert packs.kept_against_protection(store, everybody, "conclusion") == {}


def test_what_sara_writes_about_her_own_work_is_never_warned(store, company):
    assert written(store, company, "sara", text="I was lazy and slower than Kian, my fault")


def test_an_answer_is_the_persons_own_word_and_is_never_warned(store, company):
    key = written(store, company)
    wish = AnswerObservation(key, "It was your fault, Omid, and Kian is better than me")
    assert operations.answer_observation(store, company.actor("sara"), wish, at=NOW) == key


def test_the_newest_stands_first_and_older_ones_can_be_left_out(store, company):
    written(store, company, days_ago=100)
    newest = written(store, company, days_ago=2)
    everything = queries.observations_of(store, company.actor("omid"), company.sara)
    assert everything[0].key == newest
    since = DAY - timedelta(days=90)
    assert len(queries.observations_of(store, company.actor("omid"), company.sara, since)) == 1
    written(store, company, "sara", days_ago=1)
    seen = queries.seen_by_others(store, [company.sara, company.kian], since, DAY)
    assert seen == {company.sara: [DAY - timedelta(days=2)]}


def test_an_observation_leaves_a_line_of_history_without_its_words(store, company):
    key = written(store, company)
    (line,) = lines_of(store, "observation", key)
    assert (line.verb, line.details) == ("observation_written", {"employee": company.sara})


def test_an_observation_that_does_not_exist_is_not_found(store, company):
    with pytest.raises(NotFound):
        operations.answer_observation(store, company.actor("sara"), AnswerObservation(4711, "What"), at=NOW)
