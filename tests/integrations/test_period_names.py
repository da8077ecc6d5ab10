"""Periods as planning lists name them."""

from datetime import date

import pytest

from appraisal.integrations.period_names import is_period_label, periods_of_days, read_period


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Q1 2018", "2018-Q1"), ("2018-Q1", "2018-Q1"), ("1Q18", "2018-Q1"), ("Q1'18", "2018-Q1"),
        ("I кв. 2018", "2018-Q1"), ("4 квартал 2018 г.", "2018-Q4"), ("Quý II/2018", "2018-Q2"),
        ("Jan 2018", "2018-01"), ("2018-01", "2018-01"), ("01.2018", "2018-01"), ("Tháng 12/2018", "2018-12"),
        ("мая 2018", "2018-05"), ("T3/2018", "2018-03"), ("H2 2018", "2018-H2"), ("FY2018", "2018"),
        ("2018", "2018"), ("٢٠١٨ Q3", "2018-Q3"), ("Nửa năm 1 2018", "2018-H1"),
        ("1-й квартал 2018 г.", "2018-Q1"), ("Четвёртый квартал 2018", "2018-Q4"), ("Quý tư 2018", "2018-Q4"),
        ("2nd quarter 2018", "2018-Q2"), ("Первое полугодие 2018", "2018-H1"),
    ],
)  # fmt: skip
def test_a_period_is_read_in_every_spelling(text, key):
    found = read_period(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q1 1403", date(2024, 3, 20), date(2024, 6, 20)),
        ("بهار ۱۴۰۳", date(2024, 3, 20), date(2024, 6, 20)),
        ("فصل بهار ۱۴۰۳", date(2024, 3, 20), date(2024, 6, 20)),
        ("سه‌ماههٔ دوم ۱۴۰۳", date(2024, 6, 21), date(2024, 9, 21)),
        ("سه‌ماهه دوم ۱۴۰۳", date(2024, 6, 21), date(2024, 9, 21)),
        ("اسفند ۱۴۰۳", date(2025, 2, 19), date(2025, 3, 20)),
        ("۱۴۰۳/۰۱", date(2024, 3, 20), date(2024, 4, 19)),
        ("1403", date(2024, 3, 20), date(2025, 3, 20)),
    ],
)
def test_a_year_of_the_jalali_calendar_has_its_own_quarters(text, first, last):
    found = read_period(text)
    assert found is not None
    assert (found.starts_on, found.ends_on) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Name",
        "Q5 2018",
        "13/2018",
        "Q1",
        "12",
        "Sales 18",
        "2018 sales",
        "",
        "2018-02-15",
        "99999",
        "Q1 Q2 2018",
    ],
)
def test_anything_else_is_no_period(text):
    assert not is_period_label(text)


def test_days_three_months_apart_are_quarters_and_others_are_months():
    quarters = periods_of_days(["2018-01-01", "2018-04-01", "2018-10-01"])
    assert [period.key for period in quarters.values()] == ["2018-Q1", "2018-Q2", "2018-Q4"]
    months = periods_of_days(["01.01.2018", "01.02.2018"])
    assert [period.key for period in months.values()] == ["2018-01", "2018-02"]
    jalali = periods_of_days(["1403/01/01", "1403/04/01"])
    assert jalali["1403/04/01"].ends_on == date(2024, 9, 21)
    assert periods_of_days(["2018-01-15", "x", ""]) == {}
