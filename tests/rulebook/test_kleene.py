"""Kleene's laws, and the same laws as a condition keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rulebook.condition import condition_of
from appraisal.rulebook.kinds import Kind
from appraisal.rulebook.kleene import Answer, answer_of, conjunction, disjunction, negation, value_of

VALUES = st.sampled_from([True, False, None])
KINDS = {name: Kind("bool", name=name) for name in "abc"}


def asked(source: str, **values: bool | None) -> bool | None:
    condition, faults = condition_of(source, KINDS, {})
    assert condition is not None, faults
    return condition.evaluate(values)


@given(VALUES, VALUES)
def test_the_order_of_and_and_of_or_does_not_matter(a: bool | None, b: bool | None) -> None:
    assert conjunction([a, b]) is conjunction([b, a])
    assert disjunction([a, b]) is disjunction([b, a])


@given(VALUES, VALUES, VALUES)
def test_brackets_do_not_matter_and_or_spreads_over_and(
    a: bool | None, b: bool | None, c: bool | None
) -> None:
    assert conjunction([conjunction([a, b]), c]) is conjunction([a, conjunction([b, c])])
    assert disjunction([a, conjunction([b, c])]) is conjunction([disjunction([a, b]), disjunction([a, c])])


@given(VALUES, VALUES)
def test_de_morgan_holds_also_for_what_is_unknown(a: bool | None, b: bool | None) -> None:
    assert negation(conjunction([a, b])) is disjunction([negation(a), negation(b)])
    assert asked("not (a and b)", a=a, b=b) is asked("not a or not b", a=a, b=b)


@given(VALUES, VALUES, VALUES)
def test_a_condition_answers_as_the_table_does(a: bool | None, b: bool | None, c: bool | None) -> None:
    expected = disjunction([conjunction([a, b]), negation(c)])
    assert asked("(a and b) or not c", a=a, b=b, c=c) is expected


@given(VALUES, VALUES, VALUES, st.sampled_from(["a and b or c", "a and not b", "not (a or b) and c"]))
def test_learning_a_fact_never_overturns_what_was_settled(
    a: bool | None, b: bool | None, c: bool | None, source: str
) -> None:
    before = asked(source, a=None, b=b, c=c)
    if before is not None:
        assert asked(source, a=a, b=b, c=c) is before


def test_no_and_unknown_is_no_while_yes_or_unknown_is_yes() -> None:
    assert conjunction([None, False]) is False
    assert disjunction([None, True]) is True
    assert conjunction([None, True]) is None
    assert disjunction([None, False]) is None


@pytest.mark.parametrize("word", list(Answer))
def test_each_value_has_one_word(word: Answer) -> None:
    assert answer_of(value_of(word)) is word
