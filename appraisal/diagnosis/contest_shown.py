"""A contest as a reader sees it: what it speaks of, as it stood, and what is set aside for it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis.contest import CONCLUSION, About
from appraisal.diagnosis.contested import ContestState, contests_of_talks
from appraisal.diagnosis.findings import rule_in_words, shown_fact
from appraisal.diagnosis.models import Conclusion, Evaluation
from appraisal.diagnosis.shown import Aside, ShownFact, ShownRule, Texts
from appraisal.packs import queries as packs
from appraisal.people import queries as people


@dataclass(frozen=True)
class Contested:
    """What a contest speaks of, as it stood: a fact, a rule with its facts, or a text in somebody's own words."""

    about: str
    name: str
    title: Texts | None
    fact: ShownFact | None
    rule: ShownRule | None
    text: str


@dataclass(frozen=True)
class ContestShown:
    """A contest with its reason, and the answer once there is one."""

    key: int
    what: Contested
    reason: str
    raised_at: datetime
    due_on: date
    is_open: bool
    is_overdue: bool
    outcome: str
    words: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class ContestsBeside:
    """The contests of a talk, and what is set aside for them."""

    contests: tuple[ContestShown, ...]
    aside: Aside
    may_contest: bool

    @property
    def open_ones(self) -> frozenset[tuple[str, str]]:
        """What is contested and not yet answered: (what it is about, name)."""
        return frozenset((each.what.about, each.what.name) for each in self.contests if each.is_open)

    def may_be(self, about: str, name: str) -> bool:
        """Whether the reader may say now that this is not right."""
        return self.may_contest and (about, name) not in self.open_ones


def beside(store: Session, diagnosis: int, day: date, *, may_contest: bool) -> ContestsBeside:
    """The contests of a talk for the two. Reads no policy."""
    return replace(besides(store, [diagnosis], day)[diagnosis], may_contest=may_contest)


def besides(store: Session, diagnoses: Iterable[int], day: date) -> Mapping[int, ContestsBeside]:
    """By talk, its contests and what is set aside for them; as many statements for one as for many."""
    keys = set(diagnoses)
    states = contests_of_talks(store, keys)
    looks = looks_of(store, states)
    told = list(zip(states, contests_shown(store, states, looks, day), strict=True))
    return {
        key: ContestsBeside(
            tuple(shown for state, shown in told if state.diagnosis == key),
            _aside([state for state in states if state.diagnosis == key], looks),
            may_contest=False,
        )
        for key in keys
    }


def _aside(states: Sequence[ContestState], looks: Mapping[int, Evaluation]) -> Aside:
    return Aside(
        {
            each.name: looks[each.evaluation].snapshot[each.name]
            for each in reversed(states)
            if each.about is About.FACT and each.counts_not and each.name in looks[each.evaluation].snapshot
        },
        frozenset(each.name for each in states if each.about is About.RULE and each.counts_not),
    )


def looks_of(store: Session, states: Iterable[ContestState]) -> Mapping[int, Evaluation]:
    """The looks whose facts the contests are about, by key; one statement."""
    keys = {each.evaluation for each in states}
    rows = store.scalars(select(Evaluation).where(Evaluation.id.in_(keys))) if keys else ()
    return {row.id: row for row in rows}


def contests_shown(
    store: Session, states: Sequence[ContestState], looks: Mapping[int, Evaluation], day: date
) -> tuple[ContestShown, ...]:
    """Contests in the order given, with what they speak of as it stood."""
    names = people.names_of(store, (each.answered_by for each in states))
    told = {each.diagnosis for each in states if each.about is About.TEXT}
    rows = store.scalars(select(Conclusion).where(Conclusion.diagnosis_id.in_(told))) if told else ()
    texts = {row.diagnosis_id: row for row in rows}
    found = []
    for each in states:
        seen = looks[each.evaluation]
        edition = packs.edition_of(store, seen.pack_sha256)
        what = contested_in(each.about, each.name, seen, edition, texts.get(each.diagnosis))
        found.append(
            ContestShown(
                key=each.key,
                what=what or Contested(each.about.value, each.name, None, None, None, ""),
                reason=each.reason,
                raised_at=each.raised_at,
                due_on=each.due_on,
                is_open=each.is_open,
                is_overdue=each.is_overdue(day),
                outcome=each.outcome.value if each.outcome else "",
                words=each.words,
                answered_by=names.get(each.answered_by or 0, ""),
                answered_at=each.answered_at,
            )
        )
    return tuple(found)


def contested_in(
    about: About, name: str, seen: Evaluation, edition: Mapping[str, Any], conclusion: Conclusion | None
) -> Contested | None:
    """What is contested, as it stood in that look; None when there is no such thing."""
    if about is About.FACT and name in seen.snapshot and name in edition["facts"]:
        fact = shown_fact(edition, name, seen.snapshot)
        return Contested(about.value, name, fact.label, fact, None, "")
    if about is About.RULE and name in seen.result.get("rules", {}):
        rule = rule_in_words(edition, name, seen.snapshot)
        return Contested(about.value, name, rule.title, None, rule, "")
    if (about, name) == (About.TEXT, CONCLUSION) and conclusion is not None:
        return Contested(about.value, name, None, None, None, conclusion.text)
    return None
