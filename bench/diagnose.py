"""How long the rules take: a full diagnosis, a pack from its files, and each rule beside another engine.

Run ``python bench/diagnose.py``. The other engine is CEL (``cel-expr-python``), which is asked the same
conditions of the same pack about the same people within the run, and judges every answer. Times are of
the processor, because a shared machine's clock says more about its neighbours. Fails when a diagnosis takes
over 5 ms at the 95th percentile, a pack over 1 s to read, check and tell its worked cases, a rule over a
third of CEL's time, or when the two disagree once.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cel_expr_python import cel

from appraisal.rulebook import FactSpec, Pack, diagnose, load_pack, read_facts, run_cases
from tests.rulebook.judge import cel_of

CORE = Path(__file__).resolve().parents[1] / "rules" / "core"
DAY = date(2017, 12, 29)
MOST_MILLISECONDS, MOST_SECONDS, MOST_OF_CEL = 5.0, 1.0, 1 / 3
ANSWERS, DIAGNOSES, READINGS = 500_000, 2_000, 5
AT_ONCE = 100
KNOWN_SHARES = (0.2, 0.5, 0.8, 0.95)
A_GAP = {
    "gap_ratio": 0.6,
    "gap_matters": True,
    "variation_within_normal": False,
    "event_fully_documented": False,
}
"""What makes a diagnosis a full one: with it, no gate ends the look before every rule was asked."""
EDGES = (0, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 0.95, 1, 1.1, 1.2, 1.5, 2, 3, 4, 5, 8, 60, 90, 180, 365)
KINDS = {"bool": cel.Type.BOOL, "int": cel.Type.DOUBLE, "number": cel.Type.DOUBLE, "enum": cel.Type.STRING}


class Chance:
    """Facts of people as chance would have it, at the edges of the numbers that rules lean on."""

    def __init__(self, pack: Pack) -> None:
        self._random = random.Random(20240630)  # noqa: S311 - chance for measuring, no secret
        self._specs = tuple(pack.facts.values())
        self._plain = tuple(spec for spec in self._specs if not spec.restricted)

    def person(self, *, restricted: bool = True) -> dict[str, Any]:
        """What is known of somebody; without ``restricted`` facts no gate hands the person over."""
        share = self._random.choice(KNOWN_SHARES)
        specs = self._specs if restricted else self._plain
        return {spec.name: self._value(spec) for spec in specs if self._random.random() < share}

    def _value(self, spec: FactSpec) -> Any:
        if spec.type == "bool":
            return self._random.random() < 0.5
        if spec.type == "enum":
            return self._random.choice(tuple(spec.values))
        least, most = spec.least, spec.most
        inside = [
            edge
            for edge in EDGES
            if (least is None or edge >= least)
            and (most is None or edge <= most)
            and (spec.type != "int" or edge == int(edge))
        ]
        return self._random.choice(inside)


class Beside:
    """The conditions of a pack in both engines, and how long each took for all of them."""

    def __init__(self, pack: Pack) -> None:
        self._numbers = {key: value for key, value in pack.values_on(DAY).items() if key in pack.parameters}
        self._names = tuple(pack.facts)
        variables = {name: KINDS[spec.type] for name, spec in pack.facts.items()}
        variables |= {f"known_{name}": cel.Type.BOOL for name in self._names}
        variables |= dict.fromkeys(self._numbers, cel.Type.DOUBLE)
        self._world = cel.NewEnv(variables=variables)
        conditions = [rule.condition for rule in pack.active]
        self._ours = [condition.evaluate for condition in conditions]
        self._theirs = [self._world.compile(cel_of(condition.tree)).eval for condition in conditions]
        self.asked, self.disagreements, self.seconds = 0, 0, [0.0, 0.0]

    def ask(self, people: Sequence[Mapping[str, Any]]) -> None:
        """Ask every rule about these people in both, ours first in one half and theirs in the other."""
        values = [{**self._numbers, **person} for person in people]
        worlds = [self._world.Activation(self._as_cel(each)) for each in values]
        for half in (0, 1):
            chosen = slice(half, None, 2)
            if half:
                theirs, ours = self._ask_cel(worlds[chosen]), self._ask_ours(values[chosen])
            else:
                ours, theirs = self._ask_ours(values[chosen]), self._ask_cel(worlds[chosen])
            opinions = [found.value() if found.type() == cel.Type.BOOL else None for found in theirs]
            self.asked += len(ours)
            self.disagreements += sum(one is not other for one, other in zip(ours, opinions, strict=True))

    def _ask_ours(self, values: Sequence[Mapping[str, Any]]) -> list[bool | None]:
        began = time.process_time()
        answers = [evaluate(each) for each in values for evaluate in self._ours]
        self.seconds[0] += time.process_time() - began
        return answers

    def _ask_cel(self, worlds: Sequence[Any]) -> list[Any]:
        began = time.process_time()
        answers = [evaluate(each) for each in worlds for evaluate in self._theirs]
        self.seconds[1] += time.process_time() - began
        return answers

    def _as_cel(self, values: Mapping[str, Any]) -> dict[str, Any]:
        data = {name: float(value) if _is_number(value) else value for name, value in values.items()}
        return data | {f"known_{name}": name in values for name in self._names}


@dataclass(frozen=True)
class Promise:
    """One line of the result."""

    text: str
    is_kept: bool


def reading() -> Promise:
    """A pack from its files, checked, with all worked cases told."""
    seconds = []
    for _time in range(READINGS):
        began = time.process_time()
        problems = run_cases(load_pack(CORE))
        seconds.append(time.process_time() - began)
        if problems:
            raise RuntimeError(str(problems[0]))
    text = f"load, check and all worked cases: {median(seconds):.2f} s (at most {MOST_SECONDS:.0f} s)"
    return Promise(text, median(seconds) <= MOST_SECONDS)


def diagnosing(pack: Pack) -> Promise:
    """Full diagnoses, with every trace and the next questions."""
    chance, milliseconds, questions, traces = Chance(pack), [], 0, 0
    for _one in range(DIAGNOSES):
        person = {**chance.person(restricted=False), **A_GAP}
        facts = read_facts(pack.schema, person, origin="bench", on=DAY)
        began = time.process_time()
        found = diagnose(pack, facts, DAY)
        milliseconds.append((time.process_time() - began) * 1000)
        questions += len(found.questions)
        traces += len(found.traces)
    high = quantiles(milliseconds, n=20)[-1]
    text = (
        f"full diagnosis, {traces / DIAGNOSES:.0f} traces, {questions / DIAGNOSES:.1f} questions: median "
        f"{median(milliseconds):.2f} ms, 95th percentile {high:.2f} ms (at most {MOST_MILLISECONDS:.0f} ms)"
    )
    return Promise(text, high <= MOST_MILLISECONDS)


def beside_cel(pack: Pack, answers: int) -> Iterator[Promise]:
    """The same conditions and the same people in both engines."""
    beside, chance = Beside(pack), Chance(pack)
    while beside.asked < answers:
        beside.ask([chance.person() for _one in range(AT_ONCE)])
    ours, theirs = (seconds / beside.asked * 1e6 for seconds in beside.seconds)
    text = f"per rule and employee: {ours:.2f} µs, CEL {theirs:.2f} µs, {ours / theirs:.2f} of its time"
    yield Promise(f"{text} (at most {MOST_OF_CEL:.2f})", ours / theirs <= MOST_OF_CEL)
    yield Promise(
        f"{beside.disagreements} disagreements in {beside.asked:,} answers", not beside.disagreements
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def run() -> int:
    """Print every promise; 1 when one is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--answers", type=int, default=ANSWERS, help="answers that CEL judges")
    wish, _other = asked.parse_known_args()
    pack = load_pack(CORE)
    broken = 0
    for promise in (reading(), diagnosing(pack), *beside_cel(pack, wish.answers)):
        print(promise.text + ("" if promise.is_kept else "  <- broken"), flush=True)
        broken += not promise.is_kept
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(run())
