"""Numbers of a list with the days from which each counted, made versions of the plan that comes of it.

Owns which versions the days come to, and the sums upward in each. Leaves taking them in to ``versions``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.plans.domain import BringNode
from appraisal.versions.domain import AgreedVersion, TakeInVersions
from appraisal.versions.operations import take_in_versions
from appraisal.versions.queries import has_versions

Numbers = Mapping[str, Decimal | None]


def keep_agreed_numbers(
    store: Session,
    actor: Actor,
    wishes: Sequence[BringNode],
    nodes: Mapping[str, int],
    *,
    source: str,
    at: datetime,
) -> int:
    """Keep what counted since when as versions; how many. A plan that has a version is left as it is."""
    told = {root: found for root, found in versions_told(wishes, at.date()).items() if found}
    there = has_versions(store, [nodes[root] for root in told]) if told else frozenset()
    count = 0
    for root, found in told.items():
        if nodes[root] in there:
            continue
        versions = tuple(
            AgreedVersion(day, {nodes[ref]: number for ref, number in numbers.items()})
            for day, numbers in found.items()
        )
        count += len(take_in_versions(store, actor, TakeInVersions(nodes[root], source, versions), at=at))
    return count


def versions_told(wishes: Sequence[BringNode], day: date) -> Mapping[str, Mapping[date, Numbers]]:
    """By top of a plan, the days from which its numbers counted, oldest first, each with all numbers of that day.

    A number without a day counted from the first of these days on; a day to come is none of them. Parents come
    first in ``wishes``, as in every list with days.
    """
    if not any(wish.valid_from or wish.earlier for wish in wishes):
        return {}
    tops: dict[str, str] = {}
    plans: dict[str, list[BringNode]] = {}
    for wish in wishes:
        tops[wish.ref] = tops.get(wish.parent or "", wish.ref)
        plans.setdefault(tops[wish.ref], []).append(wish)
    return {
        top: {since: _numbers_on(some, since) for since in _days_of(some, day)}
        for top, some in plans.items()
        if some[0].parent_node is None
    }


def _days_of(wishes: Sequence[BringNode], day: date) -> list[date]:
    days = {one.valid_from for wish in wishes for one in wish.earlier}
    days |= {wish.valid_from for wish in wishes if wish.valid_from is not None}
    return sorted(one for one in days if one <= day)


def _numbers_on(wishes: Sequence[BringNode], day: date) -> Numbers:
    """What each part was to reach on a day, the sums upward; a part that had no number yet is not named."""
    above = {wish.parent for wish in wishes}
    found: dict[str, Decimal | None] = {}
    for wish in reversed(wishes):
        if wish.ref not in above:
            dated = {one.valid_from: one.target for one in wish.earlier}
            dated[wish.valid_from or date.min] = wish.target
            counted = max((since for since in dated if since <= day), default=None)
            if counted is not None:
                found[wish.ref] = dated[counted]
        if wish.ref in found and wish.parent is not None:
            number, so_far = found[wish.ref], found.get(wish.parent)
            found[wish.parent] = so_far if number is None else (so_far or Decimal(0)) + number
    return found
