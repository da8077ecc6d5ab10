"""Decisions about observations, without a database."""

from datetime import date, timedelta

from appraisal.observations.domain import (
    ObservationKind,
    WriteObservation,
    objections_to_answering,
    objections_to_observation,
)

TODAY = date(2017, 12, 29)


def seen(text="Called back within an hour", days_ago=0):
    return WriteObservation(1, ObservationKind.BEHAVIOUR, TODAY - timedelta(days=days_ago), text)


def test_what_was_seen_needs_words_and_a_day_that_has_come():
    assert objections_to_observation(seen(" ", -1), TODAY).keys() == {
        "nothing_observed",
        "seen_in_the_future",
    }


def test_what_lies_more_than_a_year_back_is_too_late_to_write():
    assert objections_to_observation(seen(days_ago=367), TODAY).keys() == {"seen_long_ago"}
    assert not objections_to_observation(seen(days_ago=366), TODAY)


def test_an_answer_needs_words_and_is_given_once():
    assert objections_to_answering(" ", True).keys() == {"answer_without_words", "answered_already"}
