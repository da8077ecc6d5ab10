"""The numbers of the pack of process that this slice and those above it read themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class Numbers:
    """How often two people talk, when a move is told, when a point counts as mentioned; as they hold on a day.

    Days, but for ``moves_to_tell``. Each is a dated, sourced parameter of the same name.
    """

    talk_within: float
    talk_usual_every: float
    talk_when_new_every: float
    new_in_post_upto: float
    moves_to_tell: float
    new_day_within: float
    mentioned_before: float
    about_the_same_day: float

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Numbers:
        """The numbers among a pack's parameters."""
        return cls(**{field.name: values[field.name] for field in fields(cls)})

    def is_to_be_told(self, moves: int) -> bool:
        """Whether the manager's manager is told of a talk that was moved so often."""
        return moves >= self.moves_to_tell

    @property
    def after_second_move(self) -> timedelta:
        """How far a talk may be moved once moves are told."""
        return timedelta(days=self.new_day_within)


NUMBERS = frozenset(field.name for field in fields(Numbers))
"""The parameters without which the service cannot arrange talks."""
