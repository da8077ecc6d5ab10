"""A sign for each person that means nobody else: the name, or login or number where two share it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from appraisal.integrations.cells import fold_name


class Named(Protocol):
    """A person as lists know people."""

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def login(self) -> str | None:
        """What the person signs in with."""
        ...

    @property
    def external_id(self) -> str | None:
        """The personnel number."""
        ...


class Stored(Named, Protocol):
    """A person with the key they are stored under."""

    @property
    def key(self) -> int:
        """The key."""
        ...


def signs_for(people: Iterable[Named]) -> list[str]:
    """The signs in the order of the people."""
    people = list(people)
    names = Counter(fold_name(person.name) for person in people)
    return [
        person.name
        if names[fold_name(person.name)] == 1
        else person.login or person.external_id or person.name
        for person in people
    ]


def signs_of(people: Iterable[Stored]) -> dict[int, str]:
    """The sign of each person by key."""
    people = list(people)
    return {person.key: sign for person, sign in zip(people, signs_for(people), strict=True)}
