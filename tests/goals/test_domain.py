"""Decisions about goals that need no database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.actuals.domain import ReadingFacts
from appraisal.goals.domain import GoalStatus, Side, progress_of, status_of
from appraisal.goals.pictures import HEIGHT, WIDTH, line_picture
from appraisal.kernel.periods import Period

QUARTER = Period.quarter(2017, 4)


def _months(values: dict[int, int]) -> list[ReadingFacts]:
    return [
        ReadingFacts(month.starts_on, month.ends_on, Decimal(value), "crm")
        for number, value in values.items()
        for month in (Period.month(2017, number),)
    ]


@pytest.mark.parametrize(
    ("sides", "status"),
    [
        ((), GoalStatus.PROPOSED),
        ((Side.EMPLOYEE,), GoalStatus.PROPOSED),
        ((Side.MANAGER,), GoalStatus.PROPOSED),
        ((Side.MANAGER, Side.EMPLOYEE), GoalStatus.AGREED),
    ],
)
def test_a_goal_is_agreed_once_both_sides_said_yes(sides, status):
    assert status_of(sides, is_withdrawn=False) is status
    assert status_of(sides, is_withdrawn=True) is GoalStatus.WITHDRAWN


def test_readings_outside_the_goals_days_do_not_count():
    progress = progress_of(Decimal(10), QUARTER, _months({9: 50, 10: 4}), date(2017, 12, 29))
    assert (progress.result, progress.ratio) == (4, Decimal("0.4"))


def test_without_readings_nobody_can_tell():
    progress = progress_of(Decimal(10), QUARTER, [], date(2017, 12, 29))
    assert (progress.result, progress.ratio, progress.last_reading_on) == (None, None, None)


def test_before_the_first_day_nothing_is_expected():
    assert progress_of(Decimal(10), QUARTER, [], date(2017, 9, 1)).expected_share == 0


def test_a_result_of_zero_is_not_the_same_as_no_result():
    assert progress_of(Decimal(10), QUARTER, _months({10: 0}), date(2017, 12, 29)).result == 0


def test_the_picture_shows_own_months_the_even_pace_and_the_range_of_the_past():
    picture = line_picture(Decimal(30), QUARTER, _months({7: 4, 8: 9, 9: 6, 10: 8}))
    assert picture.pace == 10
    assert picture.band == (4, 9)
    assert [month.in_goal for month in picture.months] == [False] * 3 + [True] * 3
    assert picture.months[-1].y is None
    assert picture.levels[0][0] == WIDTH // 2


def test_no_shape_leaves_the_canvas():
    picture = line_picture(Decimal(30), QUARTER, _months({8: 900, 9: 0, 10: 77}))
    assert all(0 <= month.x <= WIDTH for month in picture.months)
    assert all(0 <= month.y <= HEIGHT for month in picture.months if month.y is not None)
    assert 0 <= picture.levels[0][2] <= HEIGHT


def test_a_month_without_reading_breaks_the_line():
    picture = line_picture(Decimal(30), QUARTER, _months({8: 1, 10: 2, 11: 3}))
    assert [len(run) for run in picture.runs] == [1, 2]


def test_one_earlier_month_makes_no_range():
    assert line_picture(Decimal(30), QUARTER, _months({9: 3, 10: 1})).band is None


def test_without_readings_there_is_no_picture():
    assert line_picture(Decimal(30), QUARTER, []) is None
