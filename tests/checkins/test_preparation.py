"""What follows from a preparation, without a database."""

from appraisal.checkins.domain import CheckInKey, ObstacleKind, PrepareCheckIn, Stance
from appraisal.checkins.preparation import (
    agenda_lines,
    answers_asked,
    fact_answers,
    given_answers,
    reported_obstacles,
)
from appraisal.kernel.actors import EmployeeKey
from tests.factories.talks import ANSWERS, seller_form


def test_each_question_with_a_fact_becomes_an_answer():
    found = {each.fact: (each.value, each.stance) for each in fact_answers(seller_form(), ANSWERS)}
    assert found == {
        "external_checklist_done": (True, Stance.ANSWERED),
        "tools_available": ("degraded", Stance.ANSWERED),
        "input_quality_ok": (None, Stance.DONT_KNOW),
    }


def test_what_stood_in_the_way_becomes_an_obstacle():
    (obstacle,) = reported_obstacles(seller_form(), ANSWERS)
    assert (obstacle.kind, obstacle.text) == (ObstacleKind.TOOLS, ANSWERS["obstacle_words"])


def test_nothing_in_the_way_means_no_obstacle_even_with_words_left_over():
    answers = answers_asked(seller_form(), {**ANSWERS, "obstacle": "nothing"})
    assert "obstacle_words" not in answers
    assert list(reported_obstacles(seller_form(), answers)) == []


def test_each_line_for_the_talk_becomes_an_agenda_item_without_its_dash():
    assert agenda_lines(seller_form(), ANSWERS) == ("Prices", "Holiday in March")


def test_rather_not_is_an_answer_of_its_own_and_leaves_the_fact_unknown():
    (found,) = fact_answers(seller_form(), {"tools": "rather_not"})
    assert (found.fact, found.value, found.stance) == ("tools_available", None, Stance.RATHER_NOT)


def test_the_words_stay_beside_the_option_that_opened_them():
    answers = answers_asked(seller_form(), {"tools": "degraded", "tools_words": " The CRM, an hour a day "})
    (found,) = fact_answers(seller_form(), answers)
    assert (found.value, found.said) == ("degraded", "The CRM, an hour a day")


def test_only_what_is_asked_about_the_goal_behind_is_an_answer_about_that_goal():
    wish = PrepareCheckIn(CheckInKey(1), seller_form(), {}, hand_in=True, goal=7)
    given = given_answers(wish, EmployeeKey(2), {"tools": "ok", "may_decide": "no"})
    assert {each.fact: (each.value, each.goal) for each in given} == {
        "tools_available": ("ok", None),
        "authority_sufficient": (False, 7),
    }
