"""The key of a node as a sheet writes it, and units by the path that leads to them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from appraisal.integrations.cells import ascii_digits
from appraisal.people.domain import UnitKey

NODE = re.compile(r"plan-(\d{1,12})", re.IGNORECASE)
STEP = " / "


def key_of_node(node: int) -> str:
    """``plan-17``: told apart from the numbers that people give their own rows."""
    return f"plan-{node}"


def node_of_key(text: str) -> int | None:
    """The node that a key means; None for a key of somebody's own."""
    found = NODE.fullmatch(ascii_digits(text).strip())
    return int(found[1]) if found else None


def unit_paths(tree: Mapping[UnitKey, tuple[str, UnitKey | None]]) -> dict[int, str]:
    """Every unit by its path, ``Sales / West``."""
    paths: dict[int, str] = {}
    for key in tree:
        steps: list[str] = []
        unit: UnitKey | None = key
        seen: set[int] = set()
        while unit is not None and unit in tree and unit not in seen:
            seen.add(unit)
            name, above = tree[unit]
            steps.insert(0, name)
            unit = above
        paths[key] = STEP.join(steps)
    return paths
