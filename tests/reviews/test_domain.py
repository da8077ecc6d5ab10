"""What stands against each act, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from appraisal.kernel.actors import EmployeeKey
from appraisal.reviews.domain import (
    BookMeeting,
    MarkMeetingHeld,
    ReviewFacts,
    ReviewKey,
    Side,
    Step,
    answer_due,
    is_outdated,
    objections_to_booking,
    objections_to_holding,
    objections_to_sign_off,
)
from tests.factories.numbers import SHIPPED

SARA, OMID = EmployeeKey(1), EmployeeKey(2)
DAY = date(2017, 12, 29)
BOTH = frozenset({Side.EMPLOYEE, Side.MANAGER})


def facts(**known):
    """Sara's review with Omid, with what is known of it."""
    return ReviewFacts(ReviewKey(1), SARA, OMID, **known)


@pytest.mark.parametrize(
    ("known", "step", "waits_for"),
    [
        ({}, Step.WRITING, (Side.EMPLOYEE, Side.MANAGER)),
        ({"handed_in": frozenset({Side.EMPLOYEE})}, Step.WRITING, (Side.MANAGER,)),
        ({"handed_in": BOTH}, Step.TALKING, (Side.EMPLOYEE, Side.MANAGER)),
        ({"handed_in": BOTH, "held_on": DAY}, Step.MANAGER_SIGNS, (Side.MANAGER,)),
        (
            {"handed_in": BOTH, "held_on": DAY, "signed_by": frozenset({Side.MANAGER})},
            Step.EMPLOYEE_SIGNS,
            (Side.EMPLOYEE,),
        ),
        ({"handed_in": BOTH, "held_on": DAY, "signed_by": BOTH}, Step.CLOSED, ()),
        (
            {"handed_in": BOTH, "held_on": DAY, "signed_by": BOTH, "contested_by": SARA},
            Step.CONTESTED,
            (Side.SECOND,),
        ),
        (
            {"signed_by": BOTH, "contested_by": SARA, "contest_answered": True},
            Step.CLOSED,
            (),
        ),
    ],
)
def test_a_review_says_where_it_stands_and_whom_it_waits_for(known, step, waits_for):
    found = facts(**known)
    assert (found.step, found.waits_for) == (step, waits_for)


def test_the_first_move_needs_a_reason():
    wish = BookMeeting(ReviewKey(1), DAY + timedelta(days=30))
    found = objections_to_booking(wish, facts(booked_on=DAY), DAY, SHIPPED)
    assert found.keys() == {"meeting_moved_without_reason"}


@pytest.mark.parametrize(("days", "refused"), [(10, False), (11, True)])
def test_the_second_move_stays_within_ten_days(days, refused):
    wish = BookMeeting(ReviewKey(1), DAY + timedelta(days=days), "ill")
    found = objections_to_booking(wish, facts(booked_on=DAY, moves=1), DAY, SHIPPED)
    assert ({"meeting_moved_too_far"} <= found.keys()) is refused


def test_a_conversation_is_not_booked_in_the_past_nor_once_it_was_held():
    wish = BookMeeting(ReviewKey(1), DAY - timedelta(days=1))
    found = objections_to_booking(wish, facts(held_on=DAY), DAY, SHIPPED)
    assert found.keys() == {"meeting_held_already", "meeting_in_the_past"}


def test_a_conversation_of_tomorrow_was_not_held_and_needs_what_was_agreed():
    wish = MarkMeetingHeld(ReviewKey(1), DAY + timedelta(days=1), " ")
    found = objections_to_holding(wish, facts(handed_in=BOTH), DAY)
    assert found.keys() == {"meeting_held_in_future", "nothing_agreed"}


def test_the_manager_need_not_wait_for_the_employee_to_sign():
    assert not objections_to_sign_off(facts(handed_in=BOTH, held_on=DAY), Side.MANAGER)


@pytest.mark.parametrize(
    ("contested", "due"),
    [
        (datetime(2017, 12, 29, 9, tzinfo=UTC), date(2018, 1, 12)),
        (datetime(2017, 12, 30, 9, tzinfo=UTC), date(2018, 1, 12)),
        (datetime(2018, 1, 1, 9, tzinfo=UTC), date(2018, 1, 15)),
    ],
)
def test_a_contest_is_answered_in_ten_working_days(contested, due):
    assert answer_due(contested) == due


@pytest.mark.parametrize(
    ("seen", "saved_from", "page", "outdated"),
    [
        (3, "a", "b", False),
        (2, "a", "b", True),
        (2, "a", "a", False),
        (None, "a", "b", True),
        (None, "", "", False),
    ],
)
def test_a_page_outdates_others_and_not_itself(seen, saved_from, page, outdated):
    assert is_outdated(3, seen, saved_from, page) is outdated
