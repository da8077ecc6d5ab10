"""The season of a past: which years it is learned from, and how partial ones are measured."""

from datetime import date
from fractions import Fraction

from appraisal.kernel.objections import Objections
from appraisal.outlook.pictures import season_picture
from appraisal.outlook.season import season_of
from tests.outlook.measured import past

SUMMER = (1500, 1350, 1200, 1200, 900, 600, 600, 600, 900, 1050, 1200, 1350)


def test_se4_the_index_of_one_year_is_each_month_over_its_mean():
    season = season_of(past(date(2016, 1, 1), SUMMER))
    mean = Fraction(sum(SUMMER), 12)
    assert [season.of(month) for month in range(1, 13)] == [value / mean for value in SUMMER]
    assert [int(point) for point in season.index.points()] == [
        100,
        90,
        80,
        80,
        60,
        40,
        40,
        40,
        60,
        70,
        80,
        90,
    ]


def test_se8_the_middle_of_the_years_is_not_bent_by_one_promotion():
    flat = [100] * 12
    promotion = [100, 100, 190, *[100] * 9]
    season = season_of(past(date(2014, 1, 1), [*flat, *flat, *promotion]))
    assert season.of(3) == 1
    assert season.by_year[2016][2] == Fraction(190 * 12, 1290)


def test_a_partial_year_is_measured_by_the_season_of_the_full_ones():
    season = season_of(past(date(2016, 1, 1), (*SUMMER, *(2 * value for value in SUMMER[:6]))))
    assert season.index.partial_years == (2017,)
    assert season.by_year[2017][0] == season.by_year[2016][0]
    assert season.by_year[2017][6] is None


def test_twelve_months_over_two_years_make_a_season_at_one_level():
    season = season_of(past(date(2016, 7, 1), (*SUMMER[6:], *SUMMER[:6])))
    mean = Fraction(sum(SUMMER), 12)
    assert season.of(7) == 600 / mean
    assert season.of(1) == 1500 / mean
    assert season.index.partial_years == (2016, 2017)


def test_twelve_zeros_are_no_season():
    refused = season_of(past(date(2016, 1, 1), [0] * 12))
    assert isinstance(refused, Objections)
    assert refused.keys() == {"nothing_but_zeros"}


def test_the_picture_has_twelve_columns_and_a_dot_for_each_year():
    season = season_of(past(date(2016, 1, 1), (*SUMMER, *SUMMER[:6])))
    picture = season_picture(season)
    assert len(picture.columns) == 12
    assert [len(column.dots) for column in picture.columns] == [2] * 6 + [1] * 6
    strongest = min(picture.columns, key=lambda column: column.y)
    assert strongest.number == 1
    assert 0 < picture.even < 200
