"""The age of facts: which were said so long ago that they count as unknown.

Owns the edge: a fact counts up to and with its last day, and is too old on the day after. How long a fact is
good for is a number of the pack, named by the fact's ``ages``. A fact without a day never ages.
"""

from __future__ import annotations

from datetime import date

from appraisal.rulebook.facts import Facts
from appraisal.rulebook.pack import Pack


def too_old(pack: Pack, facts: Facts, as_of: date) -> frozenset[str]:
    """The facts of these that lie more days before the day than they are good for."""
    good_for = pack.keep(("good for", as_of), lambda: _good_for(pack, as_of))
    return frozenset(
        name
        for name, days in good_for
        if (fact := facts.get(name)) is not None and fact.on is not None and (as_of - fact.on).days > days
    )


def _good_for(pack: Pack, as_of: date) -> tuple[tuple[str, float], ...]:
    """Each fact that ages, with its days as they hold; one whose number does not hold yet ages not."""
    numbers = pack.values_on(as_of)
    return tuple(
        (name, numbers[spec.ages])
        for name, spec in pack.facts.items()
        if spec.ages and numbers[spec.ages] is not None
    )
