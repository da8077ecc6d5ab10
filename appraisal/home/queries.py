"""What waits for a person today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TodayPage:
    """The first page after signing in."""

    name: str
