"""Which rules applied when a talk was concluded, and what the two made of them: one small row a rule.

Figures about rules are asked for often and the results they come from are large, so what counts is written
once, with the conclusion, instead of being read out of every result each time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from appraisal.diagnosis.models import Evaluation, RuleFiring
from appraisal.packs import queries as packs


class Firing(NamedTuple):
    """A rule that applied, and what the two made of it."""

    rule: str
    version: int
    logic: str
    overridden: bool
    advised: bool


def firings_in(
    result: Mapping[str, Any], rules: Mapping[str, Any], concluded: Collection[str]
) -> tuple[Firing, ...]:
    """The rules that applied in a result. ``rules`` are those of its edition, ``concluded`` the factors that people named.

    Whoever names no factor overrides nothing: they have said something in words, and not something else.
    """
    named = set(concluded)
    found = []
    for name, said in result.get("rules", {}).items():
        if said["answer"] != "yes" or name not in rules:
            continue
        rule = rules[name]
        backed = {
            factor
            for factor, finding in result["factors"].items()
            if finding["status"] == "supported" and name in finding["for"]
        }
        overridden = bool(backed and named) and backed.isdisjoint(named)
        advised = not named.isdisjoint(rule["for"])
        found.append(Firing(name, rule["version"], rule["logic"], overridden, advised))
    return tuple(found)


def keep_firings(store: Session, evaluation: Evaluation, concluded: Collection[str]) -> None:
    """Write down the rules of the look that a talk was concluded on. Belongs to the conclusion's transaction."""
    rules = packs.edition_of(store, evaluation.pack_sha256)["rules"]
    rows = [
        {"diagnosis_id": evaluation.diagnosis_id, "pack_name": evaluation.pack_name, **each._asdict()}
        for each in firings_in(evaluation.result, rules, concluded)
    ]
    if rows:
        store.execute(insert(RuleFiring), rows)
