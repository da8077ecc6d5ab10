"""From a talk as plain data to the page of its paper, in one language. Pure.

Takes the shape that ``diagnosis`` tells of, and prints all that it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

from appraisal.documents.paper import TalkPaper
from appraisal.i18n.languages import Language


def lay_out_talk(told: Mapping[str, Any], language: Language) -> TalkPaper:
    """The page of a talk. Raises ``KeyError``, ``IndexError`` or ``ValueError`` for data of another shape."""
    look = told["looks"][0]
    return TalkPaper(
        language=language.code,
        direction=language.direction,
        employee=told["employee"],
        manager=told["manager"],
        goal=told["goal"],
        starts_on=date.fromisoformat(told["goal_starts_on"]),
        ends_on=date.fromisoformat(told["goal_ends_on"]),
        opened_on=date.fromisoformat(told["opened_at"][:10]),
        looked_on=date.fromisoformat(look["evaluated_at"][:10]),
        look=look,
        talk=told,
        answers=tuple(zip_longest(told["said_by_employee"], told["said_by_manager"])),
    )
