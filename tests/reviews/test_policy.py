"""Who may do what in reviews."""

import pytest

from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.people.domain import Line
from appraisal.reviews import policy
from appraisal.reviews.domain import ReviewFacts, ReviewKey, Side

SARA, OMID, LEILA, NASRIN, VERA, KIAN = (EmployeeKey(key) for key in range(1, 7))
LINE = Line(SARA, OMID, LEILA)
BOTH = frozenset({Side.EMPLOYEE, Side.MANAGER})
ROLES = {NASRIN: {Role.HR}, VERA: {Role.ADMINISTRATOR}}


def actor(key):
    """A person with their roles."""
    return Actor(key, "somebody", frozenset(ROLES.get(key, ())))


def facts(**known):
    """Sara's review with Omid."""
    return ReviewFacts(ReviewKey(1), SARA, OMID, **known)


@pytest.mark.parametrize(
    ("known", "readers"),
    [
        ({}, {SARA, OMID}),
        ({"handed_in": BOTH}, {SARA, OMID}),
        ({"signed_by": frozenset({Side.MANAGER})}, {SARA, OMID}),
        ({"signed_by": BOTH}, {SARA, OMID, NASRIN}),
        ({"signed_by": BOTH, "contested_by": SARA}, {SARA, OMID, NASRIN, LEILA}),
    ],
)
def test_a_review_opens_to_more_people_only_by_signatures_and_contest(known, readers):
    everybody = (SARA, OMID, LEILA, NASRIN, VERA, KIAN)
    may = {key for key in everybody if not policy.may_read_signed(actor(key), facts(**known), LINE)}
    assert may == readers


def test_only_hr_opens_cycles():
    may = {key for key in (SARA, OMID, LEILA, NASRIN, VERA) if not policy.may_open_cycle(actor(key))}
    assert may == {NASRIN}


def test_hr_does_not_answer_the_contest_of_their_own_review():
    own = ReviewFacts(ReviewKey(2), NASRIN, OMID, contested_by=NASRIN)
    assert policy.may_answer_contest(actor(NASRIN), own, Line(NASRIN, OMID, LEILA))
    assert not policy.may_answer_contest(actor(LEILA), own, Line(NASRIN, OMID, LEILA))


@pytest.mark.parametrize(
    ("key", "side"), [(SARA, Side.MANAGER), (OMID, Side.EMPLOYEE), (LEILA, Side.MANAGER)]
)
def test_nobody_writes_or_signs_for_the_other_side(key, side):
    assert policy.may_write(actor(key), facts(), side)
    assert policy.may_sign(actor(key), facts(), side)


def test_an_administrator_who_is_nobodys_employee_has_no_reviews():
    assert policy.may_have_reviews(Actor(None, "root", frozenset({Role.ADMINISTRATOR})))
