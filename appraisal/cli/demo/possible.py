"""What the sellers of one team hold possible, and how their manager closes the gap to what is needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import MANAGER, SELLER
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import Basis, DecideGap, GiveEstimate, Way

COUNTED_ON, DECIDED_ON = date(2017, 10, 5), date(2017, 10, 6)
SHARES_POSSIBLE = (Decimal("0.86"), Decimal("0.94"), Decimal("1.02"), Decimal("0.9"))


def say_what_is_possible(stage: Stage) -> None:
    """Each seller of the team counts their accounts; the sum falls short, and the manager accepts the risk openly."""
    names: dict[int, str] = {key: name for name, key in stage.keys.items()}
    own = plan_facts.shares_of(stage.store, stage.key(SELLER), COUNTED_ON)[0]
    share = plan_facts.node_facts(stage.store, own.parent or 0)
    team = share.parent or 0
    for number, part in enumerate(plan_facts.parts_rows(stage.store, team)):
        if part.person is None or part.target is None:
            continue
        possible = round(part.target * SHARES_POSSIBLE[number % len(SHARES_POSSIBLE)], -2)
        said = "Counted account by account, without the two that close their offices."
        wish = GiveEstimate(part.key, possible, Basis.ACCOUNTS, said)
        plans.give_estimate(stage.store, stage.actor(names[part.person]), wish, at=moment(COUNTED_ON, 11))
    for part in plan_facts.parts_rows(stage.store, team):
        if part.person is not None and part.target is None:
            none = GiveEstimate(part.key, Decimal(0), Basis.WORDS, "New here, nothing to count yet.")
            plans.give_estimate(stage.store, stage.actor(names[part.person]), none, at=moment(COUNTED_ON, 12))
    wish = DecideGap(
        plan_facts.node_facts(stage.store, team).key,
        Way.ACCEPTED_RISK,
        "Two large customers moved away and nobody can replace them this year. We try to come close, and look again in January.",
        date(2017, 12, 31),
    )
    plans.decide_gap(stage.store, stage.actor(MANAGER), wish, at=moment(DECIDED_ON, 10))
