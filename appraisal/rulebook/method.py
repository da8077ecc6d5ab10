"""The numbers of the method: how answers add up to a status, and what a question is worth.

Owns which numbers a pack of diagnosis must bring along, and their form inside the engine: whole parts, so
that sums are exact. The values are parameters of the pack, each with a day and a source; there is no default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

from appraisal.rulebook.parameters import Parameter

_POINTS = {
    "weak": "method_weak_points",
    "moderate": "method_moderate_points",
    "strong": "method_strong_points",
}
_CHANCES = {
    "weak": "method_weak_chance",
    "moderate": "method_moderate_chance",
    "strong": "method_strong_chance",
}
_TOTALS = (
    "method_supported_from",
    "method_supported_lead",
    "method_ruled_out_from",
    "method_close_within",
)
_SHARES = ("method_firm_no_share", "method_known_share_from", "method_near_equal_from")
_OPEN_SHARES = ("method_prior_chance", "method_leak_chance", "method_unmoved_chance", *_CHANCES.values())
_COUNTS = ("method_looked_at_from", "method_questions_upto")
_WORTH = "method_gate_gain"
NUMBERS = (*_POINTS.values(), *_TOTALS, *_SHARES, *_OPEN_SHARES, *_COUNTS, _WORTH)
"""What ``parameters/`` of a diagnosis pack must hold."""


@dataclass(frozen=True)
class Method:
    """The numbers as they hold on a day. Points and totals are whole parts of a point; ``parts`` make one."""

    parts: int
    points: Mapping[str, int]
    firm_no: Fraction
    supported_from: int
    supported_lead: int
    ruled_out_from: int
    close_within: int
    known_share: Fraction
    looked_at_from: int
    questions_upto: int
    prior: float
    leak: float
    unmoved: float
    chances: Mapping[str, float]
    near_equal: float
    gate_gain: float

    def no_weighs(self, points: int) -> int:
        """What a firm no of so many parts weighs; a whole number of parts."""
        return points * self.firm_no.numerator // self.firm_no.denominator


def method_on(parameters: Mapping[str, Parameter], day: date) -> Method:
    """The method as a checked pack holds it on a day; before the first day of a number its first value holds.

    Points are stretched until each of them, each total and each firm no is a whole number of parts.
    """
    values: dict[str, Any] = {}
    for name in NUMBERS:
        held = parameters[name].on(day)
        values[name] = parameters[name].values[0].value if held is None else held
    exact = {name: Fraction(str(values[name])) for name in (*_POINTS.values(), *_TOTALS, *_SHARES)}
    firm_no = exact["method_firm_no_share"]
    whole = lcm(*(exact[name].denominator for name in (*_POINTS.values(), *_TOTALS)))
    parts = whole * firm_no.denominator
    return Method(
        parts=parts,
        points={strength: int(exact[name] * parts) for strength, name in _POINTS.items()},
        firm_no=firm_no,
        **{name.removeprefix("method_"): int(exact[name] * parts) for name in _TOTALS},
        known_share=exact["method_known_share_from"],
        looked_at_from=int(values["method_looked_at_from"]),
        questions_upto=int(values["method_questions_upto"]),
        prior=values["method_prior_chance"],
        leak=values["method_leak_chance"],
        unmoved=values["method_unmoved_chance"],
        chances={strength: values[name] for strength, name in _CHANCES.items()},
        near_equal=values["method_near_equal_from"],
        gate_gain=values[_WORTH],
    )


def faults_of(parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, str]]:
    """What keeps a pack of diagnosis from being weighed: a number's name, and the sentence with its mend."""
    for name in NUMBERS:
        number = parameters.get(name)
        if number is None:
            yield (
                name,
                (
                    f"a diagnosis pack needs the number '{name}'; take over the file"
                    f" parameters/{name}.yaml of the core pack"
                ),
            )
            continue
        wrong = next((one for one in number.values if not _fits(name, one.value)), None)
        if wrong is not None:
            yield name, f"'{name}' must be {_wanted(name)}, not {wrong.value:g}"
    yield from _faults_of_order(parameters)


def _fits(name: str, value: float) -> bool:
    if name in _OPEN_SHARES:
        return 0 < value < 1
    if name in _SHARES:
        return 0 <= value <= 1
    if name in _COUNTS:
        return value == int(value) and 0 <= value <= 10
    return 0 <= value <= 1000


def _wanted(name: str) -> str:
    if name in _OPEN_SHARES:
        return "a chance between 0 and 1, and neither of them"
    if name in _SHARES:
        return "a share from 0 to 1"
    return "a whole number from 0 to 10" if name in _COUNTS else "a number from 0 to 1000"


def _faults_of_order(parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, str]]:
    """Weak, moderate and strong in this order on every day that brings a new value."""
    for names in (tuple(_POINTS.values()), tuple(_CHANCES.values())):
        if not all(name in parameters for name in names):
            continue
        days = sorted({one.since for name in names for one in parameters[name].values})
        for day in days:
            held = [parameters[name].on(day) for name in names]
            known = [value for value in held if value is not None]
            if len(known) == len(names) and not all(known[0] > 0 and a < b for a, b in pairwise(known)):
                yield names[0], f"weak, moderate and strong must rise; on {day} they are {_listed(known)}"
                break


def _listed(values: list[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)
