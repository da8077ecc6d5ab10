"""What other systems send and get: readings in, measures and counts out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import marshmallow as ma
from marshmallow import validate

from appraisal.actuals.domain import LONGEST_SOURCE, MEASURES, UNITS

MOST_READINGS = 1000
LARGEST_KEY = 2**31 - 1


class PlainText(ma.fields.String):
    """A text that a person could have typed: no zero byte, no broken letter, no space around it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not text.isprintable():
            raise ma.ValidationError("Not a plain text.")
        return text.strip()


class WholeNumber(ma.fields.Integer):
    """A whole number as JSON writes it: neither a text, nor true, nor 2.5."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class ExactNumber(ma.fields.Decimal):
    """A number, or its digits as a text, kept exactly."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or (isinstance(value, str) and len(value) > 40):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class IsoDay(ma.fields.Date):
    """A day of the Gregorian calendar as ISO 8601 writes it: 2017-05-31."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or len(value) != len("2017-05-31"):
            raise self.make_error("invalid", input=value, obj_type="date")
        return super()._deserialize(value, attr, data, **kwargs)


class TellReading(ma.Schema):
    """One reading of one person (by number or login) or of one node of a plan."""

    class Meta:
        unknown = ma.RAISE

    external_id = PlainText(
        validate=validate.Length(1, 100), metadata={"description": "Personnel number of the person"}
    )
    login = PlainText(
        validate=validate.Length(1, 254),
        metadata={"description": "Login of the person; where people have no other, their e-mail address"},
    )
    node = WholeNumber(
        validate=validate.Range(1, LARGEST_KEY), metadata={"description": "Key of a node of a plan"}
    )
    measure = ma.fields.String(required=True, validate=validate.OneOf(sorted(MEASURES)))
    unit = ma.fields.String(
        required=True,
        validate=validate.OneOf(sorted(UNITS)),
        metadata={"description": "The unit of the value; it must be that of the measure"},
    )
    starts_on = IsoDay(required=True, metadata={"description": "First day"})
    ends_on = IsoDay(required=True, metadata={"description": "Last day"})
    value = ExactNumber(
        required=True, allow_nan=False, metadata={"description": "A number, or its digits as a text"}
    )
    source = PlainText(
        required=True,
        validate=validate.Length(1, LONGEST_SOURCE),
        metadata={"description": "Where the value stands written; of a person at most 40 characters"},
    )

    @ma.validates_schema
    def means_one(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """Exactly one person or node."""
        if sum(name in data for name in ("external_id", "login", "node")) != 1:
            raise ma.ValidationError("Give exactly one of external_id, login and node.")


class TellReadings(ma.Schema):
    """Readings, all of which are taken or none."""

    class Meta:
        unknown = ma.RAISE

    readings = ma.fields.List(
        ma.fields.Nested(TellReading), required=True, validate=validate.Length(1, MOST_READINGS)
    )


class CountsTold(ma.Schema):
    """What a delivery brought: readings new here, readings whose value differed, readings known already."""

    new = ma.fields.Integer(required=True)
    corrected = ma.fields.Integer(required=True)
    same = ma.fields.Integer(required=True)


class MeasureTold(ma.Schema):
    """A measure: its code, its unit, what it speaks about, and whether more or less of it is wanted."""

    code = ma.fields.String(required=True)
    unit = ma.fields.String(required=True)
    nature = ma.fields.String(required=True)
    direction = ma.fields.String(required=True)
    name = ma.fields.String(required=True)


class MeasuresTold(ma.Schema):
    """Every measure there is."""

    measures = ma.fields.List(ma.fields.Nested(MeasureTold), required=True)
