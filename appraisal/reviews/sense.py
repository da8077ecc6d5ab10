"""What a review and its parts say of themselves, as facts for the pack of process. Pure.

Owns the facts that follow from dates, counts and texts at hand. Which of them is worth a remark is for the
rules to say; no text is judged for what it means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from appraisal.reviews.facts import ReviewFacts, Step
from appraisal.rulebook.words import words_of

GIVEN = frozenset(
    {
        "checkins_per_quarter", "weeks_seen", "observers", "review_closed", "days_since_period",
        "review_talk_moves", "both_parts_in", "review_talk_booked", "review_talk_held",
        "days_past_review_talk", "surprise_items", "part_words", "copied_words", "steps_agreed",
        "steps_of_manager", "reviews_with_a_day", "review_talks_span", "people_led", "people_seen",
    }
)  # fmt: skip
"""Every fact that this slice can give the pack of process."""
A_QUARTER = 365.25 / 4
A_WEEK = timedelta(days=7)
WITHOUT_TEXT = frozenset({"yes_no_unknown", "date"})
Facts = dict[str, Any]


def standing_facts(review: ReviewFacts, ends_on: date, day: date) -> Facts:
    """What follows from where the review stands."""
    held = review.held_on is not None
    return {
        "review_closed": review.step in (Step.CLOSED, Step.CONTESTED),
        "days_since_period": (day - ends_on).days,
        "review_talk_moves": review.moves,
        "both_parts_in": review.is_open_to_both,
        "review_talk_booked": review.booked_on is not None,
        "review_talk_held": held,
        "days_past_review_talk": None if review.booked_on is None else (day - review.booked_on).days,
    }


def year_facts(
    held: Collection[date], seen: Iterable[tuple[int, date]], manager: int, starts_on: date, ends_on: date
) -> Facts:
    """What follows from the talks that were held and the notes that were written in these days.

    ``seen`` are author and day of what others than the person wrote down.
    """
    if ends_on < starts_on:
        return {}
    notes = [(author, day) for author, day in seen if starts_on <= day <= ends_on]
    weeks = (ends_on - starts_on).days // A_WEEK.days + 1
    with_notes = {(day - starts_on).days // A_WEEK.days for author, day in notes if author == manager}
    talks = sum(starts_on <= day <= ends_on for day in held)
    return {
        "checkins_per_quarter": round(talks / max(1.0, ((ends_on - starts_on).days + 1) / A_QUARTER), 2),
        "weeks_seen": round(len(with_notes) / weeks, 4),
        "observers": len({author for author, _day in notes}),
    }


def steps_facts(owners: Sequence[int], manager: int) -> Facts:
    """What follows from who will do what was agreed in the review."""
    return {"steps_agreed": len(owners), "steps_of_manager": sum(owner == manager for owner in owners)}


def part_facts(frozen: Mapping[str, Any], others: Iterable[Any], surprises: int | None) -> Facts:
    """What follows from a part as it is written; ``others`` are the same author's answers in other reviews.

    ``copied_words`` are the words of the longest answer that stands there word for word too.
    """
    own = [words_of(text) for text in texts_in(frozen)]
    elsewhere = {words_of(text) for answers in others for text in _strings(answers)}
    copied = [len(words) for words in own if words and words in elsewhere]
    return {
        "part_words": sum(len(words) for words in own),
        "copied_words": max(copied, default=0),
        "surprise_items": surprises,
    }


def team_facts(talk_days: Sequence[date], led: Collection[int], seen: Collection[int]) -> Facts:
    """What follows from a manager's own review talks of one cycle, and from whom they wrote something about."""
    return {
        "reviews_with_a_day": len(talk_days),
        "review_talks_span": (max(talk_days) - min(talk_days)).days if talk_days else None,
        "people_led": len(led),
        "people_seen": round(len(set(led) & set(seen)) / len(led), 4) if led else None,
    }


def texts_in(frozen: Mapping[str, Any]) -> Iterator[str]:
    """The texts that somebody typed into a form, question by question; what was only chosen is left out."""
    for section in frozen.get("sections", ()):
        for question in section["questions"]:
            if question["kind"] == "per_goal":
                for one in question["goals"]:
                    yield from _strings(one["answers"])
            elif question["kind"] not in WITHOUT_TEXT and "answer_words" not in question:
                answer = question.get("answer")
                yield from _strings(answer.get("what") if isinstance(answer, Mapping) else answer)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
