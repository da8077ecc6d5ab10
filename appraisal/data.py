"""Where the adaptable folders are: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def adaptable(name: str) -> Path:
    """The folder ``rules``, ``forms`` or ``templates``."""
    inside = Path(__file__).parent / "_data" / name
    return inside if inside.is_dir() else Path(__file__).parents[1] / name
