"""The reviews of the demo: the third quarter signed by both sides, the fourth just opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from appraisal.cli.demo import words
from appraisal.cli.demo.company import goal_of
from appraisal.cli.demo.stage import Stage, moment
from appraisal.reviews import operations as reviews
from appraisal.reviews import queries as review_facts
from appraisal.reviews.domain import (
    AgreeStep,
    BookMeeting,
    HandInPart,
    MarkMeetingHeld,
    OpenCycle,
    ReviewKey,
    Side,
    SignOff,
)


def review_the_third_quarter(stage: Stage) -> None:
    """HR opens the cycle for the team, and three reviews go all the way to both signatures."""
    name, starts_on, ends_on, day = words.CYCLE_Q3
    team = tuple(stage.key(each.seller) for each in words.REVIEWS)
    wish = OpenCycle(name, starts_on, ends_on, team)
    reviews.open_cycle(stage.store, stage.actor(words.HR), wish, at=moment(day))
    for each in words.REVIEWS:
        own = review_facts.reviews_of(stage.store, stage.actor(each.seller), day).own
        review = next(ReviewKey(line.key) for line in own if line.cycle == name)
        _write_parts(stage, review, each)
        _talk(stage, review, each)
        _sign(stage, review, each)


def open_the_fourth_quarter(stage: Stage) -> None:
    """The cycle that waits for everybody who looks at the demo."""
    name, starts_on, ends_on, day = words.CYCLE_Q4
    reviews.open_cycle(
        stage.store, stage.actor(words.HR), OpenCycle(name, starts_on, ends_on), at=moment(day)
    )


def _write_parts(stage: Stage, review: ReviewKey, each: words.ReviewWords) -> None:
    goal = str(goal_of(stage, each.seller, 3))
    own: dict[str, Any] = {
        "goal_results": {goal: {"result": each.result, "helped": each.helped, "stood_in_the_way": each.way}},
        "how_i_see_it": each.see,
        "proud_of": {"on": each.proud[0].isoformat(), "what": each.proud[1]},
        "obstacle": "something",
        "obstacle_words": each.way,
        "tools": "ok",
        "leads_usable": "yes",
        "learned": each.learned,
        "need_from_manager": each.need,
        "next_period": each.next,
    }
    managers: dict[str, Any] = {
        "goal_results": {goal: {"result": each.manager_result}},
        "gap_matters": "matters" if each.see == "short" else "nothing_short",
        "surroundings": each.surroundings,
        "obstacle_confirmed": "yes" if each.see == "short" else "unknown",
        "what_i_did": each.did,
        "what_i_owe": each.owe,
        "how_much_i_saw": "some_weeks",
        "went_well": {"on": each.saw[0].isoformat(), "what": each.saw[1]},
        "said_before": "yes",
        "my_steps": each.my_steps,
        "my_steps_by": words.REVIEW_NEXT_STEPS.isoformat(),
        "their_steps": each.their_steps,
    }
    parts = (
        (each.seller, Side.EMPLOYEE, "self_review", own),
        (words.MANAGER, Side.MANAGER, "manager_review", managers),
    )
    for name, side, kind, answers in parts:
        wish = HandInPart(review, side, stage.formbook.form_for(kind, "sales_seller"), answers)
        reviews.hand_in_part(
            stage.store, stage.actor(name), wish, at=moment(words.REVIEW_TALK - timedelta(days=6))
        )


def _talk(stage: Stage, review: ReviewKey, each: words.ReviewWords) -> None:
    manager, day, store = stage.actor(words.MANAGER), words.REVIEW_TALK, stage.store
    booked = moment(day - timedelta(days=5))
    reviews.book_meeting(store, manager, BookMeeting(review, day), at=booked)
    reviews.mark_meeting_held(store, manager, MarkMeetingHeld(review, day, each.agreed), at=moment(day, 13))
    for owner, text in ((words.MANAGER, each.my_steps), (each.seller, each.their_steps)):
        step = AgreeStep(review, stage.key(owner), text, words.REVIEW_NEXT_STEPS)
        reviews.agree_step(store, manager, step, at=moment(day, 13, 30))


def _sign(stage: Stage, review: ReviewKey, each: words.ReviewWords) -> None:
    day, store = words.REVIEW_TALK, stage.store
    reviews.sign_off(store, stage.actor(words.MANAGER), SignOff(review), at=moment(day, 14))
    own = SignOff(review, each.comment)
    reviews.sign_off(store, stage.actor(each.seller), own, at=moment(day + timedelta(days=1), 9))
