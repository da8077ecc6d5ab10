"""What one look at a goal needs. Many looks at once are of one day and through one pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from appraisal.diagnosis.peers import GroupSum, PeerLimits
from appraisal.diagnosis.signs import Agreed, Limits
from appraisal.goals.queries import AgreedDays, GoalTerms
from appraisal.people.queries import SameWork
from appraisal.rulebook import Fact, Pack, Schema

FactsOfGoals = dict[int, dict[str, Fact]]
"""By goal, what is known of it and its person, by the name of the fact."""


GroupKey = tuple[SameWork, AgreedDays, bool | None]
"""The same conditions: kind of work and part, measure and days, and whether in the ramp-up time."""


@dataclass(frozen=True)
class Sight:
    """What one look at a goal needs: the goal, the pack's schema and numbers, and the day.

    ``groups`` keeps the sums over groups, which looks of the same day share.
    """

    goal: GoalTerms
    schema: Schema
    limits: Limits
    peers: PeerLimits
    day: date
    groups: dict[GroupKey, GroupSum] = field(default_factory=dict, compare=False, repr=False)

    @property
    def agreed(self) -> Agreed:
        """What was agreed for which days."""
        return agreed_in(self.goal)


def sight_of(goal: GoalTerms, pack: Pack, day: date) -> Sight:
    """A look at a goal through a pack as it holds on a day."""
    return sights_of([goal], pack, day)[0]


def sights_of(
    goals: Iterable[GoalTerms],
    pack: Pack,
    day: date,
    groups: dict[GroupKey, GroupSum] | None = None,
) -> tuple[Sight, ...]:
    """Looks at several goals; with ``groups``, they share what earlier looks of the day found of groups."""
    values = pack.values_on(day)
    limits = Limits.of(values)
    peers = PeerLimits(values["peers_overlap_from"], values["ramp_upto"], values["peers_needed"])
    kept = {} if groups is None else groups
    return tuple(Sight(goal, pack.schema, limits, peers, day, kept) for goal in goals)


def agreed_in(goal: GoalTerms) -> Agreed:
    """A goal as plain numbers."""
    return Agreed(goal.target, goal.starts_on, goal.ends_on, goal.direction, goal.pauses.periods)
