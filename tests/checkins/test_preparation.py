"""What follows from a preparation, without a database."""

from appraisal.checkins.domain import ObstacleKind, Stance
from appraisal.checkins.preparation import agenda_lines, answers_asked, fact_answers, reported_obstacles
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
