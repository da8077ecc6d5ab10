"""The rail on a desk and the bar on a phone: only the doors this person has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from appraisal.kernel.actors import Actor

ABOUT_A_PERSON = re.compile(r"/people/(\d+)/(?!details)")
OF_TWO_PEOPLE = re.compile(r"/(checkins|goals|diagnoses|confidential|action-plans|action-steps)/")


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


def door_of(path: str, actor: Actor | None, doors: tuple[Door, ...]) -> Door | None:
    """The door behind which an address lies, if any: a person's own pages lie in their file, their people's in the team.

    A talk, a goal or a diagnosis does not say in its address whose it is, so a leader finds it behind neither.
    """
    if actor is None:
        return None
    about = ABOUT_A_PERSON.match(path)
    if about:
        path = "/file" if str(actor.employee) == about[1] else "/team/"
    elif OF_TWO_PEOPLE.match(path) and not actor.leads_anyone:
        path = "/file"
    behind = [
        door for door in doors if path == door.prefix or (door.prefix != "/" and path.startswith(door.prefix))
    ]
    return max(behind, key=lambda door: len(door.prefix), default=None)
