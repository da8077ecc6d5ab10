"""Shapes of the pictures."""

from datetime import date
from decimal import Decimal

from appraisal.documents.pictures import WIDTH, goal_picture, months_between, year_picture

YEAR = (date(2017, 1, 1), date(2017, 12, 31))


def x_of(points: str) -> list[float]:
    return [float(point.split(",")[0]) for point in points.split()]


def test_time_runs_from_right_to_left_in_a_mirrored_picture():
    readings = [(date(2017, 3, 31), Decimal(10)), (date(2017, 6, 30), Decimal(5))]
    plain = goal_picture(readings, Decimal(30), *YEAR, mirrored=False)
    mirrored = goal_picture(readings, Decimal(30), *YEAR, mirrored=True)
    assert plain is not None
    assert mirrored is not None
    assert x_of(plain.result) == sorted(x_of(plain.result))
    assert [round(WIDTH - x, 2) for x in x_of(mirrored.result)] == x_of(plain.result)


def test_a_result_above_the_goal_stays_inside_the_picture():
    picture = goal_picture([(date(2017, 3, 31), Decimal(90))], Decimal(30), *YEAR, mirrored=False)
    assert picture is not None
    assert picture.last_y < picture.goal_y


def test_without_readings_or_target_there_is_no_picture():
    assert goal_picture([], Decimal(30), *YEAR, mirrored=False) is None
    assert goal_picture([(date(2017, 3, 31), Decimal(1))], Decimal(0), *YEAR, mirrored=False) is None


def test_a_talk_outside_the_period_is_not_on_its_line():
    picture = year_picture([(date(2016, 12, 30), "held"), (date(2017, 2, 1), "held")], *YEAR, mirrored=False)
    assert len(picture.marks) == 1
    assert len(picture.ticks) == 12


def test_a_period_that_begins_in_the_middle_of_a_month_has_its_first_tick_later():
    assert months_between(date(2017, 1, 10), date(2017, 3, 2)) == (date(2017, 2, 1), date(2017, 3, 1))
