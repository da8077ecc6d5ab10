"""A review as plain data and back: for JSON, for the paper, and for the copy kept with a signature.

``signed_text`` of a signature is exactly what ``ReviewSchema().dump(text)`` gives, with that signature as the
last of its ``signatures``. The paper is printed from it and from nothing else. The shape:

    kind, shape           "appraisal_review", 3: raised when the shape changes; old texts keep their number
    review, cycle         key of the review, name of the cycle
    starts_on, ends_on, opened_on          ISO days: the period looked back on, and when the review was opened
    employee, manager     {name, job_title, unit}
    goals                 [{key, statement, why_it_matters, measure, unit, target, direction, starts_on, ends_on,
                          result|null, ratio|null, confirmed_by_employee_on|null, confirmed_by_manager_on|null,
                          own_words, readings: [{starts_on, ends_on, value, source}], in_force|null,
                          in_force_since|null, in_force_version|null,
                          changes: [{version, since_on, was, now|null}]}]; numbers are strings such
                          as "120000.5", ``ratio`` is result by target ("0.82"), ``direction`` higher|lower;
                          shapes 1 and 2 say nothing of what is in force and of changes
    checkins              [{on, held_on|null, moves}], oldest first: days alone, never a word of the talk
    findings              [{goal, opened_on, concluded_on|null, concluded_by, conclusion, replied_on|null,
                          stance: agree|partly|disagree|"", reply, behind|null}]: people's own words, and behind them
                          what the rules said (see ``diagnosis.schemas``); shape 1 has no ``behind``
    parts                 [{side: employee|manager, author, handed_in_at, form}]; ``form`` is what
                          ``formbook.freeze`` made: words of questions in all four languages, answers as written
    unmentioned           [question id of the manager's form that held something never mentioned before]
    meeting               {booked_on, moves: [{from_on, to_on, moved_by, reason}], held_on|null, agreed} | null
    actions               [{text, owner, due_on, closed_on|null}]
    signatures            [{side: manager|employee|second, name, signed_at, stance: signed|contested|answered,
                          comment, sha256}], in the order they were given; moments are ISO in UTC

A signature's ``sha256`` is taken over the canonical JSON (UTF-8, sorted keys, no spaces) of the text that ends
with this signature, whose own ``sha256`` is then null. So the last text proves every signature in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marshmallow import fields, post_dump, pre_dump, pre_load

from appraisal.formbook import Reader
from appraisal.reviews.domain import Side, Stance
from appraisal.reviews.goal_schemas import OF_CHANGES, GoalSchema, Made
from appraisal.reviews.text import (
    SHAPE,
    ActionText,
    FindingText,
    MeetingText,
    MoveText,
    PartText,
    PersonText,
    ReviewText,
    SignatureText,
    TalkText,
)

Plain = dict[str, Any]
KIND = "appraisal_review"
WITHOUT_BEHIND = 1
WITHOUT_CHANGES = 2


class PersonSchema(Made):
    """A person."""

    made = PersonText
    name = fields.Str()
    job_title = fields.Str()
    unit = fields.Str()


class TalkSchema(Made):
    """A check-in."""

    made = TalkText
    on = fields.Date()
    held_on = fields.Date(allow_none=True)
    moves = fields.Int()


class FindingSchema(Made):
    """A finding."""

    made = FindingText
    goal = fields.Str()
    opened_on = fields.Date()
    concluded_on = fields.Date(allow_none=True)
    concluded_by = fields.Str()
    conclusion = fields.Str()
    replied_on = fields.Date(allow_none=True)
    stance = fields.Str()
    reply = fields.Str()
    behind = fields.Dict(allow_none=True)


class PartSchema(Made):
    """One side's part."""

    made = PartText
    side = fields.Enum(Side, by_value=True)
    author = fields.Str()
    handed_in_at = fields.DateTime(format="iso")
    form = fields.Dict()


class MoveSchema(Made):
    """A move of the conversation."""

    made = MoveText
    from_on = fields.Date()
    to_on = fields.Date()
    moved_by = fields.Str()
    reason = fields.Str()


class MeetingSchema(Made):
    """The conversation."""

    made = MeetingText
    booked_on = fields.Date()
    moves = fields.List(fields.Nested(MoveSchema))
    held_on = fields.Date(allow_none=True)
    agreed = fields.Str()


class ActionSchema(Made):
    """A step with its owner."""

    made = ActionText
    text = fields.Str()
    owner = fields.Str()
    due_on = fields.Date()
    closed_on = fields.Date(allow_none=True)


class SignatureSchema(Made):
    """A signature."""

    made = SignatureText
    side = fields.Enum(Side, by_value=True)
    name = fields.Str()
    signed_at = fields.DateTime(format="iso")
    stance = fields.Enum(Stance, by_value=True)
    comment = fields.Str()
    sha256 = fields.Str(allow_none=True)


class ReviewSchema(Made):
    """The whole review; the shape is told at the head of this file. Takes the review's page or its text."""

    made = ReviewText
    shape = fields.Int()
    review = fields.Int()
    cycle = fields.Str()
    starts_on = fields.Date()
    ends_on = fields.Date()
    opened_on = fields.Date()
    employee = fields.Nested(PersonSchema)
    manager = fields.Nested(PersonSchema)
    goals = fields.List(fields.Nested(GoalSchema))
    checkins = fields.List(fields.Nested(TalkSchema))
    findings = fields.List(fields.Nested(FindingSchema))
    parts = fields.List(fields.Nested(PartSchema))
    unmentioned = fields.List(fields.Str())
    meeting = fields.Nested(MeetingSchema, allow_none=True)
    actions = fields.List(fields.Nested(ActionSchema))
    signatures = fields.List(fields.Nested(SignatureSchema))

    @pre_dump
    def take_text(self, page: Any, **kwargs: Any) -> Any:
        """A page carries its text; a text is one."""
        return getattr(page, "text", page)

    @pre_load
    def check_kind(self, data: Mapping[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Only a review is read, of no later shape than ours; its kind is no field of the value."""
        shape = data.get("shape")
        if data.get("kind") != KIND or not isinstance(shape, int) or not 1 <= shape <= SHAPE:
            raise ValueError(f"not a review of shape {SHAPE} or before: {data.get('kind')!r}, {shape!r}")
        return {key: value for key, value in data.items() if key != "kind"}

    @post_dump
    def keep_shape(self, data: Plain, **kwargs: Any) -> Plain:
        """A text signed in an older shape is told in that shape, or its digests would fit no more."""
        if data["shape"] <= WITHOUT_BEHIND:
            for finding in data["findings"]:
                finding.pop("behind")
        if data["shape"] <= WITHOUT_CHANGES:
            for goal in data["goals"]:
                for name in OF_CHANGES:
                    goal.pop(name)
        return data


_SCHEMA = ReviewSchema()


def plain(text: ReviewText) -> Plain:
    """The review as plain data."""
    dumped: Any = _SCHEMA.dump(text)
    return {"kind": KIND, **dumped}


def text_of(data: Plain) -> ReviewText:
    """The review that plain data tells of."""
    loaded: Any = _SCHEMA.load(data)
    return loaded


def digest(data: Plain) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal digits."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def sealed(text: ReviewText, signature: SignatureText) -> Plain:
    """The plain data with one more signature under it, which carries the digest of all above and itself."""
    data = plain(replace(text, signatures=(*text.signatures, replace(signature, sha256=None))))
    data["signatures"][-1]["sha256"] = digest(data)
    return data


def is_intact(data: Plain) -> bool:
    """Whether every signature's digest still fits the text."""
    return all(_fits(data, count) for count in range(1, len(data["signatures"]) + 1))


def for_reader(data: Plain, reader: Reader) -> Plain:
    """The plain data with only those answers which this reader was announced to read.

    What the rules said in a talk was announced to be read by the two alone, as the talk is.
    """

    def open_to(section: Plain) -> Plain:
        return {
            **section,
            "questions": [one for one in section["questions"] if reader.value in one["read_by"]],
        }

    parts = []
    for part in data["parts"]:
        sections = [open_to(section) for section in part["form"]["sections"]]
        shown = [section for section in sections if section["questions"]]
        parts.append({**part, "form": {**part["form"], "sections": shown}})
    findings = [{**each, "behind": None} if each.get("behind") else each for each in data["findings"]]
    return {**data, "findings": findings, "parts": parts}


def _fits(data: Plain, count: int) -> bool:
    signatures = [dict(each) for each in data["signatures"][:count]]
    told, signatures[-1]["sha256"] = signatures[-1]["sha256"], None
    return digest({**data, "signatures": signatures}) == told
