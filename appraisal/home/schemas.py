"""The file of a person as plain data, for the export of one's own data: days ISO, numbers as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from appraisal.home.file import FilePage

LEFT_OUT = frozenset({"version", "is_own", "day"})


def file_to_plain(page: FilePage) -> dict[str, Any]:
    """Everything that the page shows, by the names of its parts."""
    return {"format": "appraisal-file/1", "as_of": page.day.isoformat(), **plain(page)}


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
