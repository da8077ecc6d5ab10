"""The check-in year, without a database."""

from datetime import UTC, date, datetime, timedelta

from appraisal.checkins.cadence import MarkKind, MoveDates, TalkDates, is_long_ago, next_after, year_of
from tests.factories.numbers import SHIPPED

TODAY = date(2017, 12, 29)
NOW = datetime(2017, 12, 29, 9, 0, tzinfo=UTC)


def talk(days, held=False, moves=()):
    starts_at = NOW + timedelta(days=days)
    return TalkDates(1, 1, 2, starts_at, starts_at if held else None, tuple(moves))


def test_a_year_counts_what_was_held_moved_and_missed():
    moved = MoveDates(NOW - timedelta(days=20), NOW - timedelta(days=14), NOW - timedelta(days=21))
    late = MoveDates(NOW - timedelta(days=40), NOW - timedelta(days=35), NOW - timedelta(days=39))
    year = year_of([talk(-14, True, [moved]), talk(-35, True, [late]), talk(-3), talk(4)], TODAY)
    assert (year.held, year.moved, year.missed) == (2, 2, 2)
    assert [mark.kind for mark in year.marks if mark.on == date(2018, 1, 2)] == [MarkKind.PLANNED]


def test_marks_stand_in_the_order_of_time_inside_the_picture():
    year = year_of([talk(-100, True), talk(-10, True), talk(20)], TODAY)
    places = [mark.x for mark in year.marks]
    assert places == sorted(places)
    assert all(0 < x < 520 for x in places)
    assert places[1] < year.today_x < places[2]


def test_a_talk_of_two_years_ago_is_not_in_the_picture():
    assert year_of([talk(-700, True)], TODAY).marks == ()


def test_the_next_talk_is_two_weeks_later_and_one_for_somebody_new():
    assert next_after(NOW, None, NOW, SHIPPED) == NOW + timedelta(days=14)
    assert next_after(NOW, TODAY - timedelta(days=30), NOW, SHIPPED) == NOW + timedelta(days=7)


def test_the_next_talk_is_never_in_the_past():
    assert next_after(NOW - timedelta(days=60), None, NOW, SHIPPED) > NOW


def test_five_weeks_are_the_longest_silence():
    assert not is_long_ago(NOW - timedelta(days=35), TODAY, SHIPPED)
    assert is_long_ago(NOW - timedelta(days=36), TODAY, SHIPPED)
    assert is_long_ago(None, TODAY, SHIPPED)
