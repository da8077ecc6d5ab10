"""How files about a plan ask for people, units and the plan: read only when a file needs it."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from appraisal.integrations.domain import PlanWishes
from appraisal.integrations.models import ImportRun
from appraisal.integrations.opening import Stored
from appraisal.integrations.plan_facts import PlanFacts
from appraisal.integrations.queries import stored_facts
from appraisal.kernel.actors import Actor
from appraisal.people.queries import places_of, unit_tree
from appraisal.plans.queries import weigh_nodes


def stored_for(store: Session, actor: Actor, run: ImportRun, day: date) -> Stored:
    """All that the files of an import are read against, with what was said about its plan."""
    return stored_facts(store, day, plan_facts(store, actor, day, plan_wishes(run)))


def plan_facts(store: Session, actor: Actor, day: date, wishes: PlanWishes | None = None) -> PlanFacts:
    """How files about a plan ask for people, units and the plan itself; nothing is read before it is asked."""
    return PlanFacts(
        weigh=lambda nodes: weigh_nodes(store, actor, nodes, day),
        units=cache(lambda: unit_tree(store)),
        places=lambda people: places_of(store, people, day),
        actor=actor.employee,
        wishes=wishes or PlanWishes(),
        day=day,
    )


def plan_wishes(run: ImportRun) -> PlanWishes:
    """What was said about the plan that an import makes."""
    kept = run.plan_wishes
    review_on = date.fromisoformat(kept["review_on"]) if kept.get("review_on") else None
    return PlanWishes(kept.get("title", ""), kept.get("measure", ""), kept.get("owner", ""), review_on)
