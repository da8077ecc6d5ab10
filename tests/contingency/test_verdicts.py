"""What a trigger says of its values: quiet, near, fired, and never anything of what is not known."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from appraisal.contingency.domain import Comparison, Span, State, Watch
from appraisal.contingency.verdicts import Closed, Terms, Value, joined, moved, verdict

WEEKS = [date(2017, 11, 6) + timedelta(days=7 * place) for place in range(4)]
NOON = datetime(2017, 12, 1, 12, tzinfo=UTC)


def supply(*shares, first=0):
    return [
        Value(WEEKS[first + place], WEEKS[first + place] + timedelta(days=6), Decimal(share))
        for place, share in enumerate(shares)
    ]


def outage(hours, on, last=None, at=None):
    return Value(on, last or on, Decimal(hours), at)


SHORT = Terms(Watch.SUPPLY, Comparison.BELOW, Decimal("0.8"), Span.WEEK, 2, Decimal("0.1"))
EIGHT = Terms(Watch.OUTAGE, Comparison.AT_LEAST, Decimal(8), Span.ONCE, 1, Decimal("0.1"))
INDEX = Terms(Watch.INDEX, Comparison.ABOVE, Decimal("0.05"), Span.ONCE, 1, Decimal("0.1"))


def test_nothing_known_is_not_quiet():
    assert verdict(SHORT, []).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("0.79", "0.79"), State.FIRED),
        (("0.8", "0.8"), State.NEAR),
        (("0.88", "0.88"), State.NEAR),
        (("0.95", "0.89"), State.QUIET),
        (("0.7", "0.95"), State.QUIET),
        (("0.95", "0.7"), State.NEAR),
        (("0.5", "0.95", "0.7", "0.7"), State.FIRED),
    ],
)
def test_two_weeks_in_a_row_below_the_threshold_fire(shares, said):
    assert verdict(SHORT, supply(*shares)).state is said


def test_it_began_with_the_first_of_the_weeks_that_fired_it():
    assert verdict(SHORT, supply("0.5", "0.6", "0.7")).began_on == WEEKS[1]


def test_a_week_that_nobody_counted_breaks_the_row():
    with_a_hole = [*supply("0.5"), *supply("0.5", first=2)]
    assert verdict(SHORT, with_a_hole).state is State.NEAR


@pytest.mark.parametrize(
    ("hours", "said"),
    [("8", State.FIRED), ("7.9", State.NEAR), ("7.2", State.NEAR), ("7.1", State.QUIET), ("0", State.QUIET)],
)
def test_an_outage_fires_from_eight_hours_on(hours, said):
    assert verdict(EIGHT, [outage(hours, WEEKS[0])]).state is said


def test_an_outage_that_goes_on_the_next_morning_is_the_same_outage():
    found = verdict(EIGHT, [outage("5", WEEKS[0]), outage("4", WEEKS[0] + timedelta(days=1))])
    assert (found.state, found.value, found.began_on) == (State.FIRED, 9, WEEKS[0])


def test_two_short_outages_of_different_weeks_are_two():
    values = [outage("5", WEEKS[0]), outage("4", WEEKS[1])]
    assert verdict(EIGHT, values).state is State.QUIET
    assert len(joined(values)) == 2


def test_exactly_the_threshold_is_not_above_it():
    assert verdict(INDEX, [outage("0.05", WEEKS[0])]).state is State.NEAR
    assert verdict(INDEX, [outage("0.0501", WEEKS[0])]).state is State.FIRED


def test_what_was_known_when_an_event_ended_fires_nothing_again():
    closed = Closed(WEEKS[0], NOON)
    before, after = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
    assert verdict(EIGHT, [outage("9", WEEKS[0], at=before)], closed).state is State.QUIET
    assert verdict(EIGHT, [outage("9", WEEKS[0], at=after)], closed).state is State.FIRED
    assert verdict(EIGHT, [outage("9", WEEKS[1], at=before)], closed).state is State.FIRED


def test_an_index_moves_up_or_down_and_not_at_all_without_a_beginning():
    assert moved(Decimal(94), Decimal(100)) == moved(Decimal(106), Decimal(100)) == Decimal("0.06")
    assert moved(Decimal(94), None) is None
