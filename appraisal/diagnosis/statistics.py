"""How the rules did: how often each applied, was overridden, was contested, and whether its advice helped.

Counts of talks, never of persons, with no name, day or part of the company; a count that rests on fewer than
four people is told as that. The number of statements does not depend on how much was kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.diagnosis import policy
from appraisal.diagnosis.contest import About
from appraisal.diagnosis.models import Diagnosis, DiagnosisContest, Evaluation, FollowUp, RuleFiring
from appraisal.diagnosis.small_groups import LEAST, Cell, cell, cells
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs import queries as packs
from appraisal.packs.queries import Figure, PackLine, VersionFigures
from appraisal.rulebook import Pack, Texts

FIRED, OVERRIDDEN, CONTESTED = "fired", "overridden", "contested"
ANSWERS = ("contest_open", "contest_upheld", "contest_stands")
HELPED = tuple(f"{side}_{said}" for side in ("employee", "manager") for said in ("yes", "partly", "no"))
YEAR = timedelta(days=365)

Version = tuple[str, int, str]
"""A rule, its version, and the digest of its logic."""
Counts = dict[str, tuple[int, int]]
"""By figure: how many, and of how many people."""


@dataclass(frozen=True)
class RuleStatistics:
    """One version of a rule. ``share`` is the part of its firings that was overridden, where it may be told."""

    key: str
    version: int
    logic: str
    title: Texts | None
    is_today: bool
    figures: Mapping[str, Cell]
    share: float | None
    for_review: bool


@dataclass(frozen=True)
class StatisticsPage:
    """Every rule that ever applied in a concluded talk; those to look at again stand first, in ``review``."""

    pack: PackLine
    least: int
    override_share: float
    firings_needed: float
    review: tuple[RuleStatistics, ...]
    rules: tuple[RuleStatistics, ...]
    useful: Mapping[str, Cell]
    may_change: bool


def statistics_page(store: Session, actor: Actor, name: str, day: date) -> StatisticsPage:
    """How the rules of a pack did so far, and what people say of their talks. Raises ``NotFound``."""
    insist_on_none(policy.may_see_figures(actor), NotAllowed)
    pack = packs.pack_named(store, name, day)
    share, needed = limits_of(pack, day)
    rules = tuple(_statistics(pack, counted(store, name), share, needed))
    said = checkins.usefulness(store, day - YEAR)
    return StatisticsPage(
        pack=packs.pack_line(store, pack),
        least=LEAST,
        override_share=share,
        firings_needed=needed,
        review=tuple(each for each in rules if each.for_review),
        rules=rules,
        useful=cells({each: said.get(each, (0, 0)) for each in ("yes", "partly", "no")}),
        may_change=not policy.may_ask_for_trials(actor),
    )


def figures_of_rule(
    store: Session, actor: Actor, name: str, rule: str, day: date
) -> tuple[VersionFigures, ...]:
    """The figures of one rule for its own page, newest version first; none for whoever may not see them."""
    if policy.may_see_figures(actor):
        return ()
    pack = packs.pack_named(store, name, day)
    found = _statistics(pack, counted(store, name, rule), *limits_of(pack, day))
    return tuple(
        VersionFigures(each.version, each.logic, tuple(Figure(*item) for item in each.figures.items()))
        for each in found
    )


def limits_of(pack: Pack, day: date) -> tuple[float, float]:
    """From which share of how many firings on a rule is looked at again, by the pack's numbers."""
    values = pack.values_on(day)
    return values["review_overridden_from"], values["review_firings_from"]


def counted(store: Session, pack: str, rule: str = "") -> dict[Version, Counts]:
    """What is counted of each version of each rule of a pack, or of one rule."""
    found: dict[Version, Counts] = {}
    for each in (_fired(store, pack, rule), _helped(store, pack, rule), _contested(store, pack, rule)):
        for version, figure, count, people in each:
            found.setdefault(version, {})[figure] = (count, people)
    return found


def _statistics(
    pack: Pack, found: Mapping[Version, Counts], share: float, needed: float
) -> Iterable[RuleStatistics]:
    for (key, version, logic), counts in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        rule = pack.rules.get(key)
        fired, people = counts.get(FIRED, (0, 0))
        overridden, by_people = counts.get(OVERRIDDEN, (0, 0))
        told = cell(fired, people) is not None and cell(overridden, by_people) is not None
        often = bool(fired) and fired >= needed and overridden > share * fired
        yield RuleStatistics(
            key=key,
            version=version,
            logic=logic,
            title=rule.title if rule else None,
            is_today=rule is not None and rule.logic_digest == logic,
            figures=_told(counts, people),
            share=overridden / fired if told and fired else None,
            for_review=often and told and rule is not None,
        )


def _told(counts: Counts, people: int) -> dict[str, Cell]:
    """What may be told of one version of a rule that applied in talks of so many people."""
    parts = {name: counts.get(name, (0, 0)) for name in (FIRED, OVERRIDDEN, CONTESTED, *ANSWERS, *HELPED)}
    employees, managers = HELPED[:3], HELPED[3:]
    return {
        **cells({name: parts[name] for name in (FIRED, OVERRIDDEN, CONTESTED, *ANSWERS)}, people),
        **cells({name: parts[name] for name in employees}),
        **cells({name: parts[name] for name in managers}),
    }


def _fired(store: Session, pack: str, rule: str) -> Iterable[tuple[Version, str, int, int]]:
    person = Diagnosis.employee_id
    overridden = case((RuleFiring.overridden, person))
    rows = store.execute(
        select(
            RuleFiring.rule,
            RuleFiring.version,
            RuleFiring.logic,
            func.count(),
            func.count(distinct(person)),
            func.count(overridden),
            func.count(distinct(overridden)),
        )
        .join(Diagnosis, Diagnosis.id == RuleFiring.diagnosis_id)
        .where(RuleFiring.pack_name == pack, *_only(rule))
        .group_by(RuleFiring.rule, RuleFiring.version, RuleFiring.logic)
    )
    for name, version, logic, fired, people, against, against_people in rows:
        yield (name, version, logic), FIRED, fired, people
        yield (name, version, logic), OVERRIDDEN, against, against_people


def _helped(store: Session, pack: str, rule: str) -> Iterable[tuple[Version, str, int, int]]:
    side = case((FollowUp.author_id == Diagnosis.employee_id, "employee"), else_="manager").label("side")
    rows = store.execute(
        select(
            RuleFiring.rule,
            RuleFiring.version,
            RuleFiring.logic,
            side,
            FollowUp.helped,
            func.count(),
            func.count(distinct(Diagnosis.employee_id)),
        )
        .join(Diagnosis, Diagnosis.id == RuleFiring.diagnosis_id)
        .join(FollowUp, FollowUp.diagnosis_id == RuleFiring.diagnosis_id)
        .where(RuleFiring.pack_name == pack, RuleFiring.advised, *_only(rule))
        .group_by(RuleFiring.rule, RuleFiring.version, RuleFiring.logic, side, FollowUp.helped)
    )
    for name, version, logic, who, said, count, people in rows:
        yield (name, version, logic), f"{who}_{said}", count, people


def _contested(store: Session, pack: str, rule: str) -> Iterable[tuple[Version, str, int, int]]:
    """Contests of rules' results, by the version that had spoken. Few rows: each is one answer in writing."""
    rows = store.execute(
        select(DiagnosisContest.name, DiagnosisContest.outcome, Diagnosis.employee_id, Evaluation.pack_sha256)
        .join(Evaluation, Evaluation.id == DiagnosisContest.evaluation_id)
        .join(Diagnosis, Diagnosis.id == DiagnosisContest.diagnosis_id)
        .where(DiagnosisContest.about == About.RULE.value, Evaluation.pack_name == pack)
        .where(*((DiagnosisContest.name == rule,) if rule else ()))
    ).all()
    spoken = packs.rules_of_editions(store, {row.pack_sha256 for row in rows})
    people: dict[tuple[Version, str], list[int]] = {}
    for row in rows:
        said: Mapping[str, Any] | None = spoken[row.pack_sha256].get(row.name)
        if said is None:
            continue
        version = (row.name, said["version"], said["logic"])
        for figure in (CONTESTED, f"contest_{row.outcome or 'open'}"):
            people.setdefault((version, figure), []).append(row.employee_id)
    for (version, figure), who in people.items():
        yield version, figure, len(who), len(set(who))


def _only(rule: str) -> tuple[Any, ...]:
    return (RuleFiring.rule == rule,) if rule else ()
