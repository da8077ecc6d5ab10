"""Which totals of a plan give nobody away."""

from __future__ import annotations

import pytest

from appraisal.plans.domain import NodeKey
from appraisal.plans.groups import Holding, groups_of


def plan(*sizes: int | tuple[int, ...]) -> list[Holding]:
    """Key 1 is the whole; its parts are 10, 20 and so on, with so many people, or with parts of their own."""
    nodes = [Holding(NodeKey(1), None, None)]
    person = 1000
    for number, size in enumerate(sizes, 1):
        part = NodeKey(10 * number)
        nodes.append(Holding(part, NodeKey(1), None))
        teams = size if isinstance(size, tuple) else (size,)
        for place, team in enumerate(teams, 1):
            above = part
            if isinstance(size, tuple):
                above = NodeKey(part + place)
                nodes.append(Holding(above, part, None))
            for _ in range(team):
                person += 1
                nodes.append(Holding(NodeKey(person), above, person))
    return nodes


def shown(*sizes: int | tuple[int, ...]) -> set[int]:
    return {key for key in groups_of(plan(*sizes)).shown if key < 1000}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((3,), set()),
        ((4,), {1, 10}),
        ((5, 3), {1}),
        ((5, 4), {1, 10, 20}),
        ((9, 1), {1}),
        ((5, 2, 2), {1, 10}),
        ((2, 1), set()),
    ],
)
def test_a_group_of_one_to_three_is_hidden_and_so_is_what_would_tell_it(sizes, expected):
    assert shown(*sizes) == expected


def test_one_person_is_not_told_by_taking_two_shown_teams_from_the_whole():
    assert shown(6, 5, 1) == {1, 10}


def test_under_a_hidden_part_nothing_is_shown_although_it_is_large_enough():
    assert shown(6, (5,), 1) == {1, 10}


def test_teams_of_an_office_are_shown_when_the_office_is():
    assert shown((5, 6), (7, 4)) == {1, 10, 11, 12, 20, 21, 22}


def test_quarters_of_the_same_people_are_shown_together():
    whole, first, second = NodeKey(1), NodeKey(2), NodeKey(3)
    nodes = [Holding(whole, None, None), Holding(first, whole, None), Holding(second, whole, None)]
    nodes += [
        Holding(NodeKey(100 * quarter + person), quarter, person)
        for quarter in (first, second)
        for person in range(5)
    ]
    assert {whole, first, second} <= groups_of(nodes).shown


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        (((1, 2, 3, 4, 5), (1, 2, 3, 4)), {1, 10}),
        (((1, 2, 3, 4), (1, 2, 3, 4, 5), (6, 7, 8, 9, 10, 11)), {1, 20, 30}),
        (((1, 2, 3, 4, 5), (2, 3, 4, 5, 6)), {1}),
        (((1, 2, 3, 4), (1, 2, 3, 4, 5, 6, 7, 8)), {1, 10, 20}),
        (((1, 2, 3, 4), (1, 2, 3, 4), (5, 6, 7, 8)), {1, 10, 20, 30}),
    ],
)
def test_a_person_who_is_missing_in_one_part_is_not_told_by_the_other(quarters, expected):
    nodes = [Holding(NodeKey(1), None, None)]
    for number, persons in enumerate(quarters, 1):
        nodes.append(Holding(NodeKey(10 * number), NodeKey(1), None))
        nodes += [Holding(NodeKey(1000 * number + one), NodeKey(10 * number), one) for one in persons]
    assert {key for key in groups_of(nodes).shown if key < 1000} == expected


def test_a_plan_without_shares_shows_no_total():
    found = groups_of([Holding(NodeKey(1), None, None)])
    assert (found.shown, found.people) == (frozenset(), {1: frozenset()})
