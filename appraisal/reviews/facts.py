"""Where a review stands, as values: its sides, its steps, and what decisions about it rest on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from appraisal.formbook import FormKind
from appraisal.kernel.actors import EmployeeKey

ReviewKey = NewType("ReviewKey", int)
CycleKey = NewType("CycleKey", int)


class Side(StrEnum):
    """Who speaks: the two at the table, and the second person who answers when a review is contested."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    SECOND = "second"


BOTH = (Side.EMPLOYEE, Side.MANAGER)
KIND_OF_SIDE = {Side.EMPLOYEE: FormKind.SELF_REVIEW, Side.MANAGER: FormKind.MANAGER_REVIEW}


class Stance(StrEnum):
    """What a signature says."""

    SIGNED = "signed"
    CONTESTED = "contested"
    ANSWERED = "answered"


class Step(StrEnum):
    """Where a review stands."""

    WRITING = "writing"
    TALKING = "talking"
    MANAGER_SIGNS = "manager_signs"
    EMPLOYEE_SIGNS = "employee_signs"
    CONTESTED = "contested"
    CLOSED = "closed"


TURN: Mapping[Step, tuple[Side, ...]] = {
    Step.TALKING: BOTH,
    Step.MANAGER_SIGNS: (Side.MANAGER,),
    Step.EMPLOYEE_SIGNS: (Side.EMPLOYEE,),
    Step.CONTESTED: (Side.SECOND,),
    Step.CLOSED: (),
}


@dataclass(frozen=True)
class ReviewFacts:
    """What decisions about a review rest on."""

    key: ReviewKey
    employee: EmployeeKey
    manager: EmployeeKey
    handed_in: frozenset[Side] = frozenset()
    booked_on: date | None = None
    moves: int = 0
    held_on: date | None = None
    signed_by: frozenset[Side] = frozenset()
    contested_by: EmployeeKey | None = None
    contest_answered: bool = False

    @property
    def is_open_to_both(self) -> bool:
        """Whether both parts are in, so that both sides read both."""
        return self.handed_in.issuperset(BOTH)

    def side_of(self, person: int | None) -> Side | None:
        """Where the person sits, or None for everyone else."""
        if person is None:
            return None
        return {self.manager: Side.MANAGER, self.employee: Side.EMPLOYEE}.get(EmployeeKey(person))

    @property
    def step(self) -> Step:
        """Where the review stands."""
        if self.contested_by is not None:
            return Step.CLOSED if self.contest_answered else Step.CONTESTED
        if Side.EMPLOYEE in self.signed_by:
            return Step.CLOSED
        if Side.MANAGER in self.signed_by:
            return Step.EMPLOYEE_SIGNS
        if not self.is_open_to_both:
            return Step.WRITING
        return Step.TALKING if self.held_on is None else Step.MANAGER_SIGNS

    @property
    def waits_for(self) -> tuple[Side, ...]:
        """Whose turn it is."""
        if self.step is Step.WRITING:
            return tuple(side for side in BOTH if side not in self.handed_in)
        return TURN[self.step]
