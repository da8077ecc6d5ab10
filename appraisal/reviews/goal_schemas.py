"""A goal of a review as plain data and back, with its readings and what the plan changed; see ``schemas``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load

from appraisal.reviews.text import ChangeText, GoalText, ReadingText

OF_CHANGES = ("in_force", "in_force_since", "in_force_version", "changes")
"""What shapes 1 and 2 do not say of a goal."""


class Number(fields.Field[Decimal]):
    """An exact number as text, never in the notation with an exponent."""

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else format(value, "f")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        return Decimal(value)


class Made(Schema):
    """A schema that loads into the value it was dumped from."""

    made: type

    @post_load
    def make(self, data: dict[str, Any], **kwargs: Any) -> Any:
        """The value; lists become the tuples it was frozen with."""
        return self.made(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items()})


class ReadingSchema(Made):
    """A reading."""

    made = ReadingText
    starts_on = fields.Date()
    ends_on = fields.Date()
    value = Number()
    source = fields.Str()


class ChangeSchema(Made):
    """A change of a goal by the plan."""

    made = ChangeText
    version = fields.Int()
    since_on = fields.Date()
    was = Number()
    now = Number(allow_none=True)


class GoalSchema(Made):
    """A goal with its result."""

    made = GoalText
    key = fields.Str()
    statement = fields.Str()
    why_it_matters = fields.Str()
    measure = fields.Str()
    unit = fields.Str()
    target = Number()
    direction = fields.Str()
    starts_on = fields.Date()
    ends_on = fields.Date()
    result = Number(allow_none=True)
    ratio = Number(allow_none=True)
    confirmed_by_employee_on = fields.Date(allow_none=True)
    confirmed_by_manager_on = fields.Date(allow_none=True)
    own_words = fields.Str()
    readings = fields.List(fields.Nested(ReadingSchema))
    in_force = Number(allow_none=True)
    in_force_since = fields.Date(allow_none=True)
    in_force_version = fields.Int(allow_none=True)
    changes = fields.List(fields.Nested(ChangeSchema))
