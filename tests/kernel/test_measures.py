from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.kernel.measures import (
    COUNT,
    EUR,
    HOURS,
    USD,
    Amount,
    Rounding,
    Unit,
    UnitsDiffer,
    exact,
    total,
    whole_number,
)

CENTS = Unit.money("EUR", Decimal("0.01"))


def test_an_amount_is_made_of_a_number_or_its_text() -> None:
    assert Amount.of(1200, EUR) == Amount.of("1200", EUR) == Amount.of(Decimal(1200), EUR)


@pytest.mark.parametrize("value", [1.5, True, None])
def test_a_float_never_becomes_an_amount(value: object) -> None:
    with pytest.raises(TypeError):
        Amount.of(value, EUR)  # type: ignore[arg-type]  # the very mistake under test


@pytest.mark.parametrize("value", ["", "twelve", "NaN", "Infinity", "1e18", "-1e18", "0.0000001"])
def test_what_is_no_bounded_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"number|finite|six digits"):
        Amount.of(value, EUR)


def test_euros_and_dollars_are_not_added_or_compared() -> None:
    euros, dollars = Amount.of(1, EUR), Amount.of(1, USD)
    for act in (lambda: euros + dollars, lambda: euros < dollars, lambda: total([dollars], EUR)):
        with pytest.raises(UnitsDiffer):
            act()


def test_zero_is_an_amount_and_its_share_of_nothing_cannot_be_told() -> None:
    assert Amount.zero(EUR).share_of(Amount.of(5, EUR)) == 0
    assert Amount.of(5, EUR).share_of(Amount.zero(EUR)) is None


def test_the_step_of_a_unit_says_what_is_whole() -> None:
    assert not Amount.of("10.50", EUR).is_whole
    assert Amount.of("10.50", CENTS).steps == 1050
    assert Amount.of_steps(1050, CENTS) == Amount.of("10.50", CENTS)
    with pytest.raises(ValueError, match="not whole"):
        _ = Amount.of("10.50", EUR).steps


@pytest.mark.parametrize("step", ["0", "-1", "0.3", "5"])
def test_a_step_is_a_power_of_ten(step: str) -> None:
    with pytest.raises(ValueError, match="power of ten"):
        Unit.money("EUR", Decimal(step))


@pytest.mark.parametrize("code", ["eur", "EURO", "€", ""])
def test_a_currency_is_three_capital_letters(code: str) -> None:
    with pytest.raises(ValueError, match="three capital letters"):
        Unit.money(code)


@pytest.mark.parametrize(
    ("number", "up", "nearest", "down"),
    [
        ("7.5", 8, 8, 7),
        ("7.4", 8, 7, 7),
        ("-7.5", -7, -7, -8),
        ("60.000000000000006", 60, 60, 60),
        ("59.999999999999994", 60, 60, 60),
        ("60.001", 61, 60, 60),
        ("9000000000000000.4", 9000000000000001, 9000000000000000, 9000000000000000),
        ("900000000.4", 900000001, 900000000, 900000000),
    ],
)
def test_rounding_follows_its_rule_and_overlooks_dust(number: str, up: int, nearest: int, down: int) -> None:
    value = Decimal(number)
    assert [whole_number(value, rule) for rule in (Rounding.UP, Rounding.NEAREST, Rounding.DOWN)] == [
        up,
        nearest,
        down,
    ]


def test_money_times_a_factor_becomes_whole_by_the_rule() -> None:
    assert Amount.of(100, EUR).times(Fraction(1, 3)) == Amount.of(33, EUR)
    assert Amount.of(100, EUR).times(Fraction(1, 3), Rounding.UP) == Amount.of(34, EUR)
    assert Amount.of(100, CENTS).times(Fraction(1, 3)) == Amount.of("33.33", CENTS)


@pytest.mark.parametrize("number", [0.1, True, "0.1", None])
def test_only_exact_numbers_are_calculated_with(number: object) -> None:
    with pytest.raises(TypeError, match="not exact"):
        exact(number)  # type: ignore[arg-type]  # the very mistake under test


@pytest.mark.parametrize("number", ["Infinity", "NaN", "1e999999", "1e-999999"])
def test_a_number_out_of_bounds_is_refused_before_it_eats_the_memory(number: str) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        exact(Decimal(number))


@given(st.lists(st.integers(-(10**15), 10**15)))
def test_a_sum_loses_nothing(values: list[int]) -> None:
    assert total((Amount.of(value, HOURS) for value in values), HOURS).value == sum(values)


@given(st.integers(-(10**17), 10**17), st.integers(-(10**6), 10**6))
def test_adding_and_taking_away_come_back(one: int, other: int) -> None:
    first, second = Amount.of(one, COUNT), Amount.of(other, COUNT)
    assert first + second - second == first
    assert (first < second) == (second > first) == (one < other)
    assert (first <= second) == (second >= first) == (one <= other)
    assert (-first).value == -one
