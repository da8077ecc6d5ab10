"""The reporting line as a pure graph: chains upwards, circles, everyone below."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Person = TypeVar("Person", bound=Hashable)


def chain_above(employee: int, manager_of: Mapping[int, int]) -> list[int]:
    """The managers above an employee, nearest first; stops where a circle would close."""
    chain: list[int] = []
    seen = {employee}
    current = manager_of.get(employee)
    while current is not None and current not in seen:
        chain.append(current)
        seen.add(current)
        current = manager_of.get(current)
    return chain


def circles(manager_of: Mapping[Person, Person]) -> list[list[Person]]:
    """Every circle in the reporting line, each as the list of its members in order."""
    found: list[list[Person]] = []
    settled: set[Person] = set()
    for start in manager_of:
        path: dict[Person, int] = {}
        current: Person | None = start
        while current is not None and current not in settled and current not in path:
            path[current] = len(path)
            current = manager_of.get(current)
        if current is not None and current in path:
            found.append(list(path)[path[current] :])
        settled.update(path)
    return found


def everyone_below(manager: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """All employees under a manager at any depth; ``pairs`` are (employee, manager)."""
    reports: dict[int, list[int]] = {}
    for employee, leader in pairs:
        reports.setdefault(leader, []).append(employee)
    below: set[int] = set()
    waiting = list(reports.get(manager, ()))
    while waiting:
        employee = waiting.pop()
        if employee not in below and employee != manager:
            below.add(employee)
            waiting.extend(reports.get(employee, ()))
    return below
