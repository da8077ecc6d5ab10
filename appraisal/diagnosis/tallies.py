"""What a dry run counts: the same facts, seen by the rules in force and by the draft. Pure.

Nobody can be recognised in what comes out. Where all looks together are of fewer than four people, it is told that
something changes, and not what. A count that rests on fewer than four people is told as that; a
change is shown as its rule and what became of a factor, and never with a value, a goal, a day or a name. Kind
of work and month are named only where four people at least share the same change, because whoever knows who had a talk
in March knows of whom a single line speaks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from appraisal.diagnosis.small_groups import Crowd
from appraisal.rulebook import Status, Verdict

BEGINS, CEASES = "begins", "ceases"
MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Place:
    """Whose facts these are: a person, who is only counted, the kind of work, and the month as ``2017-12``."""

    person: int
    family: str
    month: str


@dataclass
class Tally:
    """Counts over many looks. ``hidden`` are rules over restricted facts, of which nothing is told."""

    hidden: Collection[str] = frozenset()
    looked: int = 0
    same: int = 0
    _seen: Crowd[str] = field(default_factory=Crowd[str])
    _kinds: Crowd[str] = field(default_factory=Crowd[str])
    _outcomes: Crowd[tuple[str, str]] = field(default_factory=Crowd[tuple[str, str]])
    _factors: Crowd[tuple[str, str, str]] = field(default_factory=Crowd[tuple[str, str, str]])
    _fires: Crowd[str] = field(default_factory=Crowd[str])
    _moves: Crowd[tuple[str, str]] = field(default_factory=Crowd[tuple[str, str]])
    _examples: dict[tuple[str, str], Crowd[tuple[str, str, str]]] = field(default_factory=dict)
    _groups: dict[tuple[str, str], Crowd[tuple[str, str]]] = field(default_factory=dict)

    def add(self, place: Place, now: Verdict, then: Verdict) -> None:
        """One look, by the rules in force and by the draft."""
        self.looked += 1
        self._seen.add("people", place.person)
        fires_now, fires_then = (set(each.speaking) - set(self.hidden) for each in (now, then))
        for rule in fires_now:
            self._fires.add(rule, place.person)
        turned = _turned(now, then)
        if (
            not turned
            and fires_now == fires_then
            and (now.outcome, now.leading)
            == (
                then.outcome,
                then.leading,
            )
        ):
            self.same += 1
            return
        self._count_findings(place, now, then, turned)
        for change, rules in ((BEGINS, fires_then - fires_now), (CEASES, fires_now - fires_then)):
            for rule in rules:
                self._moves.add((rule, change), place.person)
                examples = self._examples.setdefault((rule, change), Crowd())
                for each in turned:
                    examples.add(each, place.person)
                self._groups.setdefault((rule, change), Crowd()).add(
                    (place.family, place.month), place.person
                )

    def _count_findings(
        self, place: Place, now: Verdict, then: Verdict, turned: Iterable[tuple[str, str, str]]
    ) -> None:
        self._kinds.add("looks", place.person)
        if now.outcome is not then.outcome:
            self._outcomes.add((now.outcome.value, then.outcome.value), place.person)
        if now.leading != then.leading:
            self._kinds.add("leading", place.person)
        for factor, before, after in turned:
            self._factors.add((factor, before, after), place.person)
            self._kinds.add(_kind(before, after), place.person)

    def told(self) -> dict[str, Any]:
        """Everything as plain data; None stands for a count of too few people."""
        few = self._seen.told("people") is None
        if few:  # all that is counted would speak of people whom everybody knows
            return {"looked": self.looked, "is_same": self.same == self.looked, "is_few": True}
        moved = {rule for rule, _ in self._moves.by_count()}
        return {
            "looked": self.looked,
            "is_same": self.same == self.looked,
            "is_few": False,
            "findings": {
                kind: self._kinds.told(kind) for kind in ("looks", "appear", "vanish", "change", "leading")
            },
            "outcomes": [[*key, self._outcomes.told(key)] for key in self._outcomes.by_count()],
            "factors": [[*key, self._factors.told(key)] for key in self._factors.by_count()],
            "rules": [self._rule(rule) for rule in sorted(moved)],
            "untouched": len(set(self._fires.by_count()) - moved),
        }

    def _rule(self, rule: str) -> dict[str, Any]:
        moves = {change: self._moves.told((rule, change)) for change in (BEGINS, CEASES)}
        now = self._fires.told(rule)
        known = now is not None and None not in moves.values()
        return {
            "rule": rule,
            "now": now,
            "then": (now or 0) + (moves[BEGINS] or 0) - (moves[CEASES] or 0) if known else None,
            **moves,
            "examples": [
                [change, *key]
                for change in (BEGINS, CEASES)
                if (rule, change) in self._examples
                for key in self._examples[rule, change].by_count()[:MOST_EXAMPLES]
            ],
            "groups": [
                [change, *key, count]
                for change in (BEGINS, CEASES)
                if (rule, change) in self._groups
                for key in self._groups[rule, change].by_count()[:MOST_EXAMPLES]
                if (count := self._groups[rule, change].told(key))
            ],
        }


def _turned(now: Verdict, then: Verdict) -> list[tuple[str, str, str]]:
    """The factors of which something else would be said."""
    return [
        (factor, status.value, then.statuses[factor].value)
        for factor, status in now.statuses.items()
        if then.statuses[factor] is not status
    ]


def _kind(before: str, after: str) -> str:
    """A finding is a factor that is supported: it appears, it vanishes, or something less is said otherwise."""
    supported = Status.SUPPORTED.value
    return {before: "vanish", after: "appear"}.get(supported, "change")
