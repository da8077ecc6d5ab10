"""Decisions about observations, without a database."""

from datetime import date, timedelta

import pytest

from appraisal.observations.domain import (
    ObservationKind,
    WriteObservation,
    compared_with,
    objections_to_answering,
    objections_to_observation,
)

TODAY = date(2017, 12, 29)


def seen(text="Called back within an hour", days_ago=0):
    return WriteObservation(1, ObservationKind.BEHAVIOUR, TODAY - timedelta(days=days_ago), text)


def test_what_was_seen_needs_words_and_a_day_that_has_come():
    assert objections_to_observation(seen(" ", -1), (), TODAY).keys() == {
        "nothing_observed",
        "seen_in_the_future",
    }


def test_what_lies_more_than_a_year_back_is_too_late_to_write():
    assert objections_to_observation(seen(days_ago=367), (), TODAY).keys() == {"seen_long_ago"}
    assert not objections_to_observation(seen(days_ago=366), (), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Closed faster than Kian",
        "سارا بهتر از Kian بود",
        "Работает лучше, чем Kian",
        "Làm tốt hơn Kian",
    ],
)
def test_a_comparison_with_a_colleague_is_refused_in_every_language(text):
    (reason,) = objections_to_observation(seen(text), ["Kian Rad"], TODAY)
    assert (reason.key, reason.details) == ("compares_people", {"name": "Kian Rad"})


def test_naming_a_colleague_without_comparing_is_fine():
    assert (
        compared_with("Handed two leads to Kian. The result was better than planned.", ["Kian Rad"]) is None
    )


def test_an_answer_needs_words_and_is_given_once():
    assert objections_to_answering(" ", True).keys() == {"answer_without_words", "answered_already"}
