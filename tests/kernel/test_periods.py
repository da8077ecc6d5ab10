from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.periods import Period, Span, counted_days, objections_to_days, working_day_after

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    return Period(start, start + timedelta(days=draw(st.integers(0, 1500))))


def test_a_year_has_its_first_and_its_last_day() -> None:
    assert Period.year(2017) == Period(date(2017, 1, 1), date(2017, 12, 31))


def test_a_leap_february_ends_on_the_29th() -> None:
    assert Period.month(2024, 2).ends_on == date(2024, 2, 29)
    assert Period.month(2100, 2).ends_on == date(2100, 2, 28)


def test_the_third_quarter_is_july_to_september() -> None:
    assert Period.quarter(2017, 3) == Period(date(2017, 7, 1), date(2017, 9, 30))


def test_the_last_year_a_date_can_hold_has_four_quarters() -> None:
    assert len(Period.year(9999).quarters()) == 4


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_is_no_quarter_outside_one_to_four(number: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 4"):
        Period.quarter(2017, number)


def test_a_period_of_one_day_counts_one_day() -> None:
    assert Period(date(2017, 3, 1), date(2017, 3, 1)).days == 1


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2017, 3, 2), date(2017, 3, 1))


def test_typed_days_are_objected_to_all_at_once() -> None:
    assert objections_to_days(None, None).keys() == {"period_start_missing", "period_end_missing"}
    assert objections_to_days(date(2017, 3, 2), date(2017, 3, 1)).keys() == {"period_ends_before_it_starts"}
    assert not objections_to_days(date(2017, 3, 1), date(2017, 3, 1))


def test_both_ends_belong_to_the_period() -> None:
    march = Period.month(2017, 3)
    assert march.contains(date(2017, 3, 1))
    assert march.contains(date(2017, 3, 31))
    assert not march.contains(date(2017, 4, 1))


def test_a_year_covers_its_quarters_and_not_the_next_year() -> None:
    year = Period.year(2017)
    assert all(year.covers(quarter) for quarter in year.quarters())
    assert not year.covers(Period.month(2018, 1))


def test_the_crm_half_year_has_four_months_with_data() -> None:
    begun = Period(date(2017, 3, 1), date(2017, 6, 30))
    assert [month.key for month in begun.months()] == ["2017-03", "2017-04", "2017-05", "2017-06"]


def test_the_outer_quarters_may_be_part_of_a_quarter() -> None:
    first, second = Period(date(2017, 2, 15), date(2017, 5, 2)).quarters()
    assert first == Period(date(2017, 2, 15), date(2017, 3, 31))
    assert second == Period(date(2017, 4, 1), date(2017, 5, 2))


def test_a_jalali_year_is_cut_at_the_days_named() -> None:
    year_1396 = Period(date(2017, 3, 21), date(2018, 3, 20))
    seasons = year_1396.cut_at([date(2017, 6, 22), date(2017, 9, 23), date(2017, 12, 22), date(2019, 1, 1)])
    assert [season.days for season in seasons] == [93, 93, 90, 89]


@pytest.mark.parametrize(
    ("period", "span", "number", "key"),
    [
        (Period.year(2017), Span.YEAR, None, "2017"),
        (Period.half(2017, 2), Span.HALF, 2, "2017-H2"),
        (Period.quarter(2017, 4), Span.QUARTER, 4, "2017-Q4"),
        (Period.month(2017, 5), Span.MONTH, 5, "2017-05"),
        (Period(date(2017, 5, 2), date(2017, 5, 3)), Span.DAYS, None, "2017-05-02..2017-05-03"),
    ],
)
def test_a_label_is_data(period: Period, span: Span, number: int | None, key: str) -> None:
    assert (period.label.span, period.label.number, period.key) == (span, number, key)


def test_march_2017_has_23_working_days_and_22_with_a_holiday() -> None:
    march = Period.month(2017, 3)
    assert march.working_days() == 23
    assert (
        march.working_days(
            holidays=[date(2017, 3, 21), date(2017, 3, 21), date(2017, 3, 25), date(2017, 4, 3)]
        )
        == 22
    )


def test_the_iranian_week_starts_on_saturday_and_rests_on_friday() -> None:
    assert Period(date(2017, 3, 25), date(2017, 3, 31)).working_days(weekdays={5, 6, 0, 1, 2, 3}) == 6


@given(periods())
def test_months_and_quarters_cover_every_day_once(period: Period) -> None:
    for parts in (period.months(), period.quarters()):
        assert sum(part.days for part in parts) == period.days
        assert parts[0].starts_on == period.starts_on
        assert parts[-1].ends_on == period.ends_on
        assert not any(one.overlaps(after) for one, after in pairwise(parts))


@given(periods(), periods())
def test_shared_days_lie_in_both(one: Period, other: Period) -> None:
    shared = one.shared_with(other)
    assert (shared is not None) == one.overlaps(other)
    assert shared is None or (one.covers(shared) and other.covers(shared))


@given(periods(), st.sets(st.integers(0, 6)), st.sets(DAYS, max_size=3))
def test_working_days_are_those_that_one_would_count(
    period: Period, weekdays: set[int], holidays: set[date]
) -> None:
    days = [period.starts_on + timedelta(days=offset) for offset in range(period.days)]
    counted = [day for day in days if day.weekday() in weekdays and day not in holidays]
    assert period.working_days(weekdays=weekdays, holidays=holidays) == len(counted)


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2017, 12, 29), 1, date(2018, 1, 1)),
        (date(2017, 12, 29), 10, date(2018, 1, 12)),
        (date(2017, 12, 30), 1, date(2018, 1, 1)),
        (date(2017, 12, 27), 0, date(2017, 12, 27)),
    ],
)
def test_a_weekend_is_no_working_day(day: date, count: int, after: date) -> None:
    assert working_day_after(day, count) == after


def test_every_day_counts_until_some_are_left_out() -> None:
    assert counted_days(Period.month(2017, 10)) == 31
    assert counted_days(Period.month(2017, 10), (Period.month(2017, 3),)) == 22


@given(periods(), periods(), periods())
def test_what_is_left_out_twice_is_left_out_once(whole: Period, one: Period, other: Period) -> None:
    both = counted_days(whole, (one, other))
    assert both == counted_days(whole, (other, one, one))
    shared = [whole.shared_with(each) for each in (one, other)]
    assert (
        whole.working_days()
        >= both
        >= whole.working_days() - sum(each.working_days() for each in shared if each)
    )
