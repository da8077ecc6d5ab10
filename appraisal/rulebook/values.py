"""Values of facts, checked against what the schema says of them.

Owns one sentence for every way in which a value can be wrong, for JSON as for YAML texts.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any, Protocol

from appraisal.rulebook.language import LARGEST_NUMBER, LONGEST_LIST
from appraisal.rulebook.problems import did_you_mean, quoted

LONGEST_TEXT = 20_000
_WHOLE = re.compile(r"-?[0-9]{1,16}")
_DECIMAL = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,16})?")
Outcome = tuple[Any, str | None]


class ValueSpec(Protocol):
    """What a value is checked against; a fact or a field of a record."""

    @property
    def name(self) -> str:
        """The name that messages give."""
        ...

    @property
    def type(self) -> str:
        """bool, int, number, enum, text, date or list."""
        ...

    @property
    def least(self) -> float | None:
        """The least value, if there is one."""
        ...

    @property
    def most(self) -> float | None:
        """The greatest value, if there is one."""
        ...

    @property
    def values(self) -> Any:
        """The values of an enum."""
        ...

    @property
    def fields(self) -> Any:
        """The fields of the records of a list."""
        ...


def typed_text(spec: ValueSpec, text: str) -> Outcome:
    """A text as the value it stands for, and a sentence if it stands for none."""
    text = text.strip()
    if spec.type == "bool":
        if text in {"true", "false"}:
            return text == "true", None
        return None, f"'{spec.name}' is true or false, not {quoted(text)}"
    if spec.type == "int":
        if _WHOLE.fullmatch(text):
            return int(text), None
        return None, f"'{spec.name}' is a whole number, not {quoted(text)}"
    if spec.type == "number":
        if _DECIMAL.fullmatch(text):
            return (int(text) if _WHOLE.fullmatch(text) else float(text)), None
        return None, f"'{spec.name}' is a number, not {quoted(text)}"
    return text, None


def checked(spec: ValueSpec, value: Any) -> Outcome:
    """The value as the engine keeps it, and a sentence if it does not fit."""
    if spec.type == "bool":
        return (value, None) if isinstance(value, bool) else _wrong(spec, "true or false", value)
    if spec.type in {"int", "number"}:
        return _checked_number(spec, value)
    if spec.type == "enum":
        return _checked_enum(spec, value)
    if spec.type == "text":
        if not isinstance(value, str):
            return _wrong(spec, "a text", value)
        if len(value) > LONGEST_TEXT:
            return None, f"'{spec.name}' is longer than {LONGEST_TEXT} characters"
        return value, None
    if spec.type == "date":
        return _checked_date(spec, value)
    return _checked_list(spec, value)


def _checked_number(spec: ValueSpec, value: Any) -> Outcome:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _wrong(spec, "a whole number" if spec.type == "int" else "a number", value)
    if isinstance(value, float) and not math.isfinite(value):
        return None, f"'{spec.name}' must be a finite number"
    if spec.type == "int" and isinstance(value, float):
        return _wrong(spec, "a whole number", value)
    least = -LARGEST_NUMBER if spec.least is None else spec.least
    most = LARGEST_NUMBER if spec.most is None else spec.most
    if not least <= value <= most:
        return None, f"'{spec.name}' must lie between {least:g} and {most:g}, not {_shown(value)}"
    return value, None


def _checked_enum(spec: ValueSpec, value: Any) -> Outcome:
    if not isinstance(value, str):
        return _wrong(spec, f"one of {', '.join(spec.values)}", value)
    if value not in spec.values:
        hint = did_you_mean(value, spec.values) or f"; it is one of {', '.join(spec.values)}"
        return None, f"{quoted(value)} is not a value of '{spec.name}'{hint}"
    return value, None


def _checked_date(spec: ValueSpec, value: Any) -> Outcome:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value), None
        except ValueError:
            return None, f"'{spec.name}': {value} does not exist in the calendar"
    return _wrong(spec, "a day such as 2024-06-30", value)


def _checked_list(spec: ValueSpec, value: Any) -> Outcome:
    if not isinstance(value, list | tuple):
        return _wrong(spec, "a list", value)
    if len(value) > LONGEST_LIST:
        return None, f"'{spec.name}' holds more than {LONGEST_LIST} items"
    items: list[dict[str, Any]] = []
    for position, item in enumerate(value, 1):
        record, problem = _checked_record(spec, item)
        if problem is not None:
            return None, f"'{spec.name}', item {position}: {problem}"
        items.append(record)
    return tuple(items), None


def _checked_record(spec: ValueSpec, item: Any) -> Outcome:
    if not isinstance(item, dict):
        return None, "an item has named fields"
    record: dict[str, Any] = {}
    for name, value in item.items():
        if name not in spec.fields:
            return None, f"unknown field {quoted(str(name))}{did_you_mean(str(name), spec.fields)}"
        if value is None:
            continue
        record[name], problem = checked(spec.fields[name], value)
        if problem is not None:
            return None, problem
    return record, None


def _wrong(spec: ValueSpec, wanted: str, value: Any) -> Outcome:
    return None, f"'{spec.name}' must be {wanted}, not {_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value) if not isinstance(value, int) or abs(value) < 10**20 else "a huge number"
    return text if len(text) <= 40 else text[:40] + "..."
