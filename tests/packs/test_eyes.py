"""How a text becomes facts: names of colleagues in four scripts, the own work, words and numbers."""

from datetime import date
from pathlib import Path

import pytest

from appraisal.packs.eyes import Eye, Place, others, sentences_naming
from appraisal.rulebook import load_pack

DAY = date(2024, 6, 30)
PACK = load_pack(Path(__file__).parents[2] / "rules" / "wording")


def eye(*colleagues, about_self=False, pack=PACK):
    return Eye(pack, about_self, colleagues, DAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spoke with Kian on Monday", "Kian Rad"),
        ("Mr Rad was there", "Kian Rad"),
        ("It is Kian's customer", "Kian Rad"),
        ("با سارا صحبت کرد", "سارا احمدی"),
        ("سارای احمدی", "سارا احمدی"),
        ("Передал Саре клиента", "Сара Ахмади"),
        ("Вместе с Игорем", "Игорь Петров"),
        ("Без Сергея", "Сергей Ким"),
        ("Cùng Lan gọi khách", "Nguyễn Thị Lan"),
    ],
)
def test_a_colleague_is_known_by_a_part_of_the_name_in_any_form(text, name):
    assert sentences_naming(text, [name]) == [text]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A mark on the page", "Mark Bell"),
        ("Kiandra called", "Kian Rad"),
        ("Саранск и Сарафан", "Сара Ахмади"),
        ("an toàn là trên hết", "Trần An"),
        ("He will call", "Will Smith"),
        ("", "Kian Rad"),
    ],
)
def test_a_word_that_only_looks_like_a_name_is_none(text, name):
    assert sentences_naming(text, [name]) == []


def test_only_the_sentence_with_the_name_is_looked_at_for_a_comparison():
    assert (
        eye("Kian Rad")(Place.OBSERVATION, "Handed two leads to Kian. The week went better than planned.")
        == ()
    )


def test_those_who_are_present_are_no_colleagues_nor_are_their_namesakes():
    team = {1: "Sara Ahmadi", 2: "Kian Rad", 3: "Sara Bell", 4: "Mina Azar"}
    assert others(team, 1, None) == ("Kian Rad", "Mina Azar")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_there_is_nothing_to_say_about_no_text(text):
    assert eye()(Place.OBSERVATION, text) == ()


def test_where_no_pack_of_wording_is_in_force_nothing_is_remarked():
    assert eye(pack=None)(Place.OBSERVATION, "He is lazy") == ()


def test_the_words_are_shown_as_they_were_written():
    (remark,) = eye()(Place.CHECKIN_NOTE, "You are simply LAZY in the mornings, I saw it on 4 May")
    assert (remark.rule, remark.level, remark.words, remark.group) == ("N02", "warn", ("LAZY",), "people")


def test_a_text_far_too_long_is_looked_at_as_far_as_it_may_reach():
    assert eye()(Place.REVIEW_PART, "word " * 5000 + "lazy") == ()
    assert [each.rule for each in eye()(Place.REVIEW_PART, "lazy " + "word " * 5000)] == ["N02"]
