"""What stands against an account, a password, an address."""

from datetime import UTC, datetime, timedelta

import pytest

from appraisal.accounts import domain
from appraisal.kernel.actors import Role

NOON = datetime(2017, 12, 29, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "wished",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "/people\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "people",
        "",
        None,
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_ours(wished):
    assert domain.address_of_ours(wished) == "/"


def test_an_address_of_ours_is_kept_with_its_question():
    assert domain.address_of_ours("/people/?search=Sara&page=2") == "/people/?search=Sara&page=2"


def test_a_poor_password_hears_every_reason_at_once():
    objections = domain.objections_to_password("sara", "sara@example.org")
    assert objections.keys() == {"password_too_short", "password_is_your_name", "password_repeats_itself"}


def test_four_words_of_ones_own_make_a_password():
    assert not domain.objections_to_password("رود آرام کوه بلند", "sara@example.org", "Sara")


def test_five_failures_do_not_pause_an_account_yet():
    assert domain.pause_after([NOON] * (domain.ATTEMPTS_ON_AN_ACCOUNT - 1), []) is None


def test_the_pause_ends_when_the_oldest_of_the_counted_failures_is_old_enough():
    failures = [NOON + timedelta(minutes=minute) for minute in range(domain.ATTEMPTS_ON_AN_ACCOUNT)]
    assert domain.pause_after(failures, []) == NOON + domain.ATTEMPTS_IN


def test_an_address_that_tries_many_accounts_is_paused_too():
    assert domain.pause_after([], [NOON] * domain.ATTEMPTS_FROM_AN_ADDRESS) == NOON + domain.ATTEMPTS_IN


def test_the_last_administrator_stays_one():
    held = frozenset({Role.ADMINISTRATOR})
    assert domain.objections_to_removal(Role.ADMINISTRATOR, held, 1).keys() == {"last_administrator"}
    assert not domain.objections_to_removal(Role.ADMINISTRATOR, held, 2)


def test_a_zone_that_does_not_exist_is_refused():
    assert domain.objections_to_reading(domain.Reading("en", "gregorian", "Mars/Base")).keys() == {
        "unknown_time_zone"
    }


def test_a_new_language_brings_its_own_calendar_unless_another_was_picked_with_it():
    shown = {"shown_language": "en", "shown_calendar": "gregorian"}
    assert domain.calendar_beside("fa", "gregorian", **shown) == "jalali"
    assert domain.calendar_beside("en", "jalali", **shown) == "jalali"
    assert (
        domain.calendar_beside("fa", "gregorian", shown_language="fa", shown_calendar="jalali") == "gregorian"
    )
