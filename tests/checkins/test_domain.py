"""Decisions about talks, without a database."""

from datetime import UTC, date, datetime, timedelta

from appraisal.checkins.domain import (
    AgreeOutcome,
    BookCheckIn,
    GiveAnswer,
    MoveCheckIn,
    Stance,
    TakeOnObstacle,
    TalkFacts,
    objections_to_answer,
    objections_to_booking,
    objections_to_confirming,
    objections_to_holding,
    objections_to_moving,
    objections_to_outcome,
    objections_to_preparing,
    objections_to_taking_on,
)
from tests.factories.numbers import SHIPPED

SARA, OMID, LEILA = 1, 2, 3
NOW = datetime(2017, 12, 29, 9, 0, tzinfo=UTC)
TODAY = date(2017, 12, 29)
TALK = TalkFacts(SARA, OMID, starts_at=NOW)


def test_a_talk_with_only_one_sides_words_cannot_be_marked_held():
    only_sara = TalkFacts(SARA, OMID, starts_at=NOW, spoke=frozenset({SARA}))
    assert objections_to_holding(only_sara, NOW).keys() == {"manager_has_no_word"}


def test_all_that_is_missing_is_said_at_once():
    tomorrow = TalkFacts(SARA, OMID, starts_at=NOW + timedelta(days=1))
    assert objections_to_holding(tomorrow, NOW).keys() == {
        "talk_not_due",
        "employee_has_no_word",
        "manager_has_no_word",
    }


def test_a_talk_with_words_of_both_can_be_marked_held_on_its_day():
    both = TalkFacts(SARA, OMID, starts_at=NOW + timedelta(hours=5), spoke=frozenset({SARA, OMID}))
    assert not objections_to_holding(both, NOW)


def test_a_move_needs_a_reason_another_moment_and_one_to_come():
    wish = MoveCheckIn(1, NOW - timedelta(days=2), "  ")
    assert objections_to_moving(wish, TALK, NOW, SHIPPED).keys() == {
        "move_without_reason",
        "talk_in_the_past",
    }
    same = MoveCheckIn(1, NOW, "I am ill")
    assert objections_to_moving(same, TALK, NOW, SHIPPED).keys() == {"move_to_same_moment"}


def test_the_first_move_may_go_far():
    assert not objections_to_moving(
        MoveCheckIn(1, NOW + timedelta(days=30), "Fair in Berlin"), TALK, NOW, SHIPPED
    )


def test_from_the_second_move_on_the_new_day_lies_within_ten_days():
    moved = TalkFacts(SARA, OMID, starts_at=NOW, moves=1)
    on_edge = MoveCheckIn(1, NOW + timedelta(days=10), "Fair")
    behind_edge = MoveCheckIn(1, NOW + timedelta(days=10, minutes=1), "Fair")
    assert not objections_to_moving(on_edge, moved, NOW, SHIPPED)
    (reason,) = objections_to_moving(behind_edge, moved, NOW, SHIPPED)
    assert (reason.key, reason.details) == ("moved_too_far", {"latest": date(2018, 1, 8)})


def test_a_held_talk_is_not_moved_any_more():
    held = TalkFacts(SARA, OMID, starts_at=NOW, held_at=NOW)
    found = objections_to_moving(MoveCheckIn(1, NOW + timedelta(days=1), "Ill"), held, NOW, SHIPPED)
    assert found.keys() == {"talk_held_already"}


def test_there_is_one_open_talk_at_a_time():
    wish = BookCheckIn(SARA, NOW + timedelta(days=3))
    assert objections_to_booking(wish, OMID, True, NOW).keys() == {"talk_open_already"}


def test_nobody_books_without_somebody_to_talk_with_or_in_the_past_or_years_ahead():
    assert objections_to_booking(BookCheckIn(SARA, NOW - timedelta(1)), None, False, NOW).keys() == {
        "nobody_to_talk_with",
        "talk_in_the_past",
    }
    far = BookCheckIn(SARA, NOW + timedelta(days=367))
    assert objections_to_booking(far, OMID, False, NOW).keys() == {"talk_too_far_off"}


def test_an_outcome_belongs_to_one_of_the_two_and_has_a_day_to_come():
    wish = AgreeOutcome(1, LEILA, " ", TODAY - timedelta(days=1))
    assert objections_to_outcome(wish, TALK, TODAY).keys() == {
        "nothing_written",
        "owner_not_at_table",
        "due_in_the_past",
    }


def test_a_preparation_that_was_handed_in_stays():
    assert objections_to_preparing(TALK, NOW).keys() == {"preparation_handed_in"}


def test_an_answer_has_a_value_or_says_why_not():
    assert objections_to_answer(GiveAnswer(SARA, "tools_available")).keys() == {"answer_without_value"}
    silent = GiveAnswer(SARA, "tools_available", "ok", Stance.RATHER_NOT)
    assert objections_to_answer(silent).keys() == {"answer_beside_silence"}
    assert not objections_to_answer(GiveAnswer(SARA, "gap_matters", value=False))


def test_whoever_reported_an_obstacle_cannot_confirm_it():
    assert objections_to_confirming(SARA, None, SARA).keys() == {"confirmed_by_reporter"}
    assert not objections_to_confirming(SARA, None, OMID)


def test_an_obstacle_is_taken_on_by_somebody_near():
    wish = TakeOnObstacle(1, 99, TODAY)
    assert objections_to_taking_on(wish, {SARA, OMID}, False, TODAY).keys() == {"owner_not_near"}
