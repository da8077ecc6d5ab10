"""Where two views differ, and what was never mentioned before: the agenda of the conversation. Pure.

Works on the two parts as they were frozen when handed in. A form may be adapted, so nothing here fails
when a question is not there. Views are laid side by side and never averaged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from appraisal.checkins.domain import Numbers

Plain = Mapping[str, Any]
Words = Mapping[str, str]


class PointKind(StrEnum):
    """Why a point stands on the agenda."""

    VIEWS_DIFFER = "views_differ"
    ONE_CANNOT_TELL = "one_cannot_tell"
    ONE_SIDE_WROTE = "one_side_wrote"
    NEVER_MENTIONED = "never_mentioned"
    SEEN_LITTLE = "seen_little"
    ASKED = "asked"


@dataclass(frozen=True)
class Said:
    """What one side said: the words of the chosen answer in every language, or the text they typed.

    Yes, no and unknown carry no words of their own in a form; then ``choice`` is the key of the answer.
    """

    question: Words
    words: Words | None = None
    text: str = ""
    choice: str = ""


@dataclass(frozen=True)
class Point:
    """One thing to talk about: what it is about, and what each side said, if anything."""

    kind: PointKind
    employee: Said | None = None
    manager: Said | None = None
    goal: str = ""


@dataclass(frozen=True)
class Mention:
    """Something both could read before: the day it is about, and the moment it was shared."""

    about_on: date
    shared_at: datetime


@dataclass(frozen=True)
class Opposed:
    """Two questions about the same thing, and the answers that do not fit together."""

    employee: str
    manager: str
    differ: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    open_answers: frozenset[str] = frozenset({"cannot_tell", "unknown", "unsure"})


OPPOSED = (
    Opposed(
        "how_i_see_it",
        "gap_matters",
        frozenset(
            {
                ("beyond", "matters"),
                ("beyond", "does_not_matter"),
                ("as_agreed", "matters"),
                ("as_agreed", "does_not_matter"),
                ("short", "nothing_short"),
            }
        ),
    ),
    Opposed("obstacle", "obstacle_confirmed", frozenset({("something", "no"), ("nothing", "yes")})),
)
ASKED_OF_THE_OTHER = (("employee", "need_from_manager"), ("manager", "ask_them"), ("employee", "next_period"))


def points(employee: Plain, manager: Plain, new: Collection[str] = ()) -> tuple[Point, ...]:
    """The agenda of the two parts, differences first; ``new`` are the questions that ``unmentioned`` named."""
    own, theirs = _questions(employee), _questions(manager)
    found = [*_opposed(own, theirs), *_per_goal(own, theirs), *_seen_little(theirs)]
    found += [Point(PointKind.NEVER_MENTIONED, manager=_said(theirs[one])) for one in new if one in theirs]
    for side, question in ASKED_OF_THE_OTHER:
        asked = (own if side == "employee" else theirs).get(question)
        if asked is not None and asked.get("answer"):
            said = _said(asked)
            found.append(
                Point(PointKind.ASKED, said) if side == "employee" else Point(PointKind.ASKED, manager=said)
            )
    return tuple(found)


def unmentioned(
    manager: Plain, mentions: Iterable[Mention], at: datetime, numbers: Numbers
) -> tuple[str, ...]:
    """The ids of the manager's dated examples, and of ``said_before``, that hold something new.

    An example counts as mentioned when something about a day close to it was shared so long before ``at``.
    """
    known = tuple(mentions)
    found: list[str] = []
    for name, question in _questions(manager).items():
        answer = question.get("answer")
        if question["kind"] == "example" and isinstance(answer, Mapping) and answer.get("on"):
            if not was_mentioned(date.fromisoformat(answer["on"]), known, at, numbers):
                found.append(name)
        elif name == "said_before" and answer == "no":
            found.append(name)
    return tuple(found)


def was_mentioned(day: date, mentions: Iterable[Mention], at: datetime, numbers: Numbers) -> bool:
    """Whether something about this day, or a day close to it, was shared early enough before ``at``."""
    return any(
        abs((mention.about_on - day).days) <= numbers.about_the_same_day
        and mention.shared_at <= at - timedelta(days=numbers.mentioned_before)
        for mention in mentions
    )


def _questions(part: Plain) -> dict[str, Any]:
    return {one["id"]: one for section in part.get("sections", ()) for one in section["questions"]}


def _said(question: Plain) -> Said:
    answer = question.get("answer")
    words = question["words"]
    if isinstance(answer, Mapping):
        return Said(words, text=str(answer.get("what") or ""))
    if question.get("answer_words"):
        return Said(words, words=question["answer_words"])
    if question["kind"] == "yes_no_unknown":
        return Said(words, choice=str(answer or ""))
    return Said(words, text=str(answer or ""))


def _opposed(own: Plain, theirs: Plain) -> Iterator[Point]:
    for pair in OPPOSED:
        left, right = own.get(pair.employee), theirs.get(pair.manager)
        if left is None or right is None:
            continue
        answers = (left.get("answer"), right.get("answer"))
        if answers in pair.differ:
            yield Point(PointKind.VIEWS_DIFFER, _said(left), _said(right))
        elif pair.open_answers.intersection(answer for answer in answers if answer):
            yield Point(PointKind.ONE_CANNOT_TELL, _said(left), _said(right))


def _per_goal(own: Plain, theirs: Plain) -> Iterator[Point]:
    left, right = _goals(own), _goals(theirs)
    for goal in [*left, *(goal for goal in right if goal not in left)]:
        mine, other = left.get(goal), right.get(goal)
        stood = mine and mine[1].get("stood_in_the_way")
        if mine and stood and not (other and (other[1].get("cost") or other[1].get("helped"))):
            yield Point(PointKind.ONE_SIDE_WROTE, employee=Said(mine[2], text=stood), goal=mine[0])
        if other and other[1].get("cost") and not stood:
            yield Point(
                PointKind.ONE_SIDE_WROTE, manager=Said(other[2], text=other[1]["cost"]), goal=other[0]
            )


def _goals(questions: Plain) -> dict[str, tuple[str, Plain, Words]]:
    found: dict[str, tuple[str, Plain, Words]] = {}
    for question in questions.values():
        if question["kind"] != "per_goal":
            continue
        words = {part["id"]: part["words"] for part in question["parts"]}
        about = words.get("stood_in_the_way") or words.get("cost") or question["words"]
        for one in question["goals"]:
            found[one["goal"]] = (one["statement"], one["answers"], about)
    return found


def _seen_little(theirs: Plain) -> Iterator[Point]:
    seen = theirs.get("how_much_i_saw")
    if seen is not None and seen.get("answer") == "hardly":
        yield Point(PointKind.SEEN_LITTLE, manager=_said(seen))
