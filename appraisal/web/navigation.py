"""The rail on a desk and the bar on a phone: only the doors this person has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from appraisal.kernel.actors import Actor


@dataclass(frozen=True)
class Door:
    """One entry: the endpoint it opens, an English label for the catalogs, an icon, and who has it.

    ``prefix`` is the start of the addresses behind the door, to mark where the reader is.
    """

    endpoint: str
    label: str
    icon: str
    prefix: str
    shown_to: Callable[[Actor], bool]


def doors_for(actor: Actor | None, doors: tuple[Door, ...]) -> tuple[Door, ...]:
    """The doors of this actor; a visitor who is not signed in has none."""
    return () if actor is None else tuple(door for door in doors if door.shown_to(actor))
