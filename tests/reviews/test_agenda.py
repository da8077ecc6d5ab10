"""Where two views differ, and what was never mentioned before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from appraisal.formbook import freeze
from appraisal.reviews.agenda import Mention, PointKind, points, unmentioned, was_mentioned
from appraisal.reviews.domain import Side
from tests.factories.numbers import SHIPPED
from tests.factories.reviews import answers_to, form_of

AT = datetime(2017, 12, 29, 9, tzinfo=UTC)
SEEN = date(2017, 10, 3)
GOALS = {"7": "Win 240,000 USD of new business"}


def part(side, **changed):
    """A frozen part with some answers changed."""
    form = form_of(side)
    return freeze(form, {**answers_to(form, tuple(GOALS)), **changed}, "en", goals=GOALS)


@pytest.mark.parametrize(
    ("own", "theirs", "kind"),
    [
        ("as_agreed", "matters", PointKind.VIEWS_DIFFER),
        ("beyond", "does_not_matter", PointKind.VIEWS_DIFFER),
        ("short", "nothing_short", PointKind.VIEWS_DIFFER),
        ("short", "cannot_tell", PointKind.ONE_CANNOT_TELL),
        ("short", "matters", None),
        ("as_agreed", "nothing_short", None),
    ],
)
def test_two_views_of_a_result_are_laid_side_by_side(own, theirs, kind):
    found = points(part(Side.EMPLOYEE, how_i_see_it=own), part(Side.MANAGER, gap_matters=theirs))
    about = [p for p in found if p.employee and "how do you see" in p.employee.question["en"]]
    assert [point.kind for point in about] == ([kind] if kind else [])


def test_an_obstacle_that_no_record_confirms_is_talked_about():
    employee = part(Side.EMPLOYEE, obstacle="something", obstacle_words="No leads")
    found = points(employee, part(Side.MANAGER, obstacle_confirmed="no"))
    assert PointKind.VIEWS_DIFFER in [point.kind for point in found if point.manager and point.manager.choice]


def test_a_manager_who_saw_hardly_anything_begins_with_the_employees_view():
    found = points(part(Side.EMPLOYEE), part(Side.MANAGER, how_much_i_saw="hardly"))
    assert PointKind.SEEN_LITTLE in [point.kind for point in found]


def test_what_only_one_side_wrote_about_a_goal_is_named():
    employee = part(Side.EMPLOYEE, goal_results={"7": {"result": "219", "stood_in_the_way": "Prices"}})
    manager = part(Side.MANAGER, goal_results={"7": {"result": "219"}})
    found = [point for point in points(employee, manager) if point.kind is PointKind.ONE_SIDE_WROTE]
    assert [(point.goal, point.employee.text) for point in found] == [(GOALS["7"], "Prices")]


@pytest.mark.parametrize(
    ("mention", "known"),
    [
        (Mention(SEEN, AT - timedelta(days=14)), True),
        (Mention(SEEN, AT - timedelta(days=13)), False),
        (Mention(SEEN + timedelta(days=7), AT - timedelta(days=30)), True),
        (Mention(SEEN + timedelta(days=8), AT - timedelta(days=30)), False),
    ],
)
def test_a_point_was_mentioned_when_a_close_day_was_shared_two_weeks_before(mention, known):
    assert was_mentioned(SEEN, [mention], AT, SHIPPED) is known


def test_an_example_never_mentioned_before_is_named():
    manager = part(Side.MANAGER)
    shared = Mention(SEEN, AT - timedelta(days=60))
    assert unmentioned(manager, [], AT, SHIPPED) == ("went_well", "went_well_too", "do_differently")
    assert unmentioned(manager, [shared], AT, SHIPPED) == ()


def test_a_manager_who_says_that_something_is_new_is_believed():
    shared = Mention(SEEN, AT - timedelta(days=60))
    assert unmentioned(part(Side.MANAGER, said_before="no"), [shared], AT, SHIPPED) == ("said_before",)


def test_a_form_without_these_questions_has_no_agenda():
    empty = {"sections": []}
    assert points(empty, empty) == ()
