"""The file of a person as plain data, for the export of one's own data: days ISO, numbers as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from appraisal.home.own_data import OwnData

LEFT_OUT = frozenset({"version", "is_own", "day"})


def own_data_to_plain(data: OwnData) -> dict[str, Any]:
    """Everything of a person, by the names of its parts; ``talks`` are told as ``diagnosis.schemas`` says.

    ``in_confidence`` stands in the person's own copy alone.
    """
    told = {
        "format": "appraisal-file/2",
        "as_of": data.file.day.isoformat(),
        **plain(data.file),
        "talks": plain(data.talks),
        "history": plain(data.history),
    }
    return {**told, "in_confidence": plain(data.in_confidence)} if data.file.is_own else told


def plain(value: Any) -> Any:
    """A frozen value as JSON can hold it, and as a person can read it."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: plain(each) for name, each in named.items() if name not in LEFT_OUT}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
