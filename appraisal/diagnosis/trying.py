"""To ask for a dry run of a draft or for a look at drift, and the pages that show what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis import drift, policy, trial
from appraisal.diagnosis.models import DriftCheck
from appraisal.diagnosis.small_groups import LEAST, Cell
from appraisal.jobs import queue
from appraisal.jobs.domain import JobKey
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.packs import queries as packs
from appraisal.packs.domain import NEEDS_TRIAL
from appraisal.packs.queries import PackLine
from appraisal.rulebook import Pack, Texts


@dataclass(frozen=True)
class Example:
    """What became of a factor where a rule begins or ceases to apply; nobody’s goal, day or value."""

    change: str
    factor: str
    before: str
    after: str


@dataclass(frozen=True)
class Group:
    """At least four people of one kind of work in one month, with the same change."""

    change: str
    family: str
    month: date
    count: int


@dataclass(frozen=True)
class TriedRule:
    """A rule that would apply in other cases than now, and the facts it looks at."""

    key: str
    title: Texts | None
    facts: tuple[Texts, ...]
    now: Cell
    then: Cell
    begins: Cell
    ceases: Cell
    examples: tuple[Example, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class TrialPart:
    """What would be said otherwise of talks, or of goals that run. ``looked``: how many were asked about.

    ``is_few``: all of them are of so few people that nothing but ``is_same`` is told.
    """

    key: str
    looked: int
    is_same: bool
    is_few: bool
    findings: Mapping[str, Cell]
    outcomes: tuple[tuple[str, str, Cell], ...]
    factors: tuple[tuple[str, str, str, Cell], ...]
    rules: tuple[TriedRule, ...]
    untouched: int


@dataclass(frozen=True)
class TrialPage:
    """The dry run of exactly the draft that is worked on; no parts while it was not made."""

    pack: PackLine
    least: int
    has_draft: bool
    is_readable: bool
    needs_trial: bool
    tried_by: str
    tried_at: datetime | None
    as_of: date | None
    parts: tuple[TrialPart, ...]
    may_change: bool


@dataclass(frozen=True)
class DriftPage:
    """The newest look at drift; no day while there was none. ``engines``: engine, asked again, differing."""

    least: int
    asked_by: str
    finished_at: datetime | None
    engine: str
    looked: int
    same: int
    left_out: Mapping[str, int]
    engines: tuple[tuple[str, int, int], ...]
    differences: tuple[tuple[str, str, str, str, str, Cell], ...]
    may_change: bool


def ask_trial(store: Session, actor: Actor, name: str, *, at: datetime) -> JobKey:
    """Ask for a dry run of the draft as it stands. Raises ``NotFound``, ``NotAllowed`` or ``NotReady``."""
    insist_on_none(policy.may_ask_for_trials(actor), NotAllowed)
    draft = packs.draft_for_trial(store, name)
    insist_on_none(Objections.where(nothing_kept_to_try=draft.kind not in NEEDS_TRIAL), NotReady)
    arguments = {"pack": name, "digest": draft.digest}
    return queue.ask(store, actor, trial.WORK, arguments, at, unique_key=f"{trial.WORK}:{draft.digest}")


def ask_drift(store: Session, actor: Actor, *, at: datetime) -> JobKey:
    """Ask for a look at drift over everything that is kept."""
    insist_on_none(policy.may_ask_for_trials(actor), NotAllowed)
    return queue.ask(store, actor, drift.WORK, {}, at, unique_key=drift.WORK)


def trial_page(store: Session, actor: Actor, name: str, day: date) -> TrialPage:
    """What the draft would change in what is kept. Raises ``NotFound`` or ``NotAllowed``."""
    page = packs.draft_page(store, actor, name, day)
    look = page.look
    tried = look.trial if look else None
    read = (look and look.pack) or packs.pack_named(store, name, day)
    result: Mapping[str, Any] = tried.result if tried else {}
    return TrialPage(
        pack=page.pack,
        least=LEAST,
        has_draft=look is not None,
        is_readable=look is not None and look.pack is not None,
        needs_trial=page.pack.kind in NEEDS_TRIAL,
        tried_by=tried.asked_by if tried else "",
        tried_at=tried.finished_at if tried else None,
        as_of=date.fromisoformat(result["day"]) if result.get("day") else None,
        parts=tuple(_part(read, key, result[key]) for key in ("talks", "goals") if key in result),
        may_change=page.may_change,
    )


def drift_page(store: Session, actor: Actor) -> DriftPage:
    """What the newest look at drift found. Raises ``NotAllowed``."""
    insist_on_none(policy.may_see_figures(actor), NotAllowed)
    check = store.scalars(select(DriftCheck).order_by(DriftCheck.id.desc()).limit(1)).first()
    result: Mapping[str, Any] = check.result if check else {}
    return DriftPage(
        least=LEAST,
        asked_by=check.asked_by_name if check else "",
        finished_at=check.finished_at if check else None,
        engine=check.engine if check else "",
        looked=result.get("looked", 0),
        same=result.get("same", 0),
        left_out=result.get("left_out", {}),
        engines=tuple(_rows(result.get("engines", ()))),
        differences=tuple(_rows(result.get("differences", ()))),
        may_change=not policy.may_ask_for_trials(actor),
    )


def _part(pack: Pack, key: str, told: Mapping[str, Any]) -> TrialPart:
    return TrialPart(
        key=key,
        looked=told["looked"],
        is_same=told["is_same"],
        is_few=told["is_few"],
        findings=told.get("findings", {}),
        outcomes=tuple(_rows(told.get("outcomes", ()))),
        factors=tuple(_rows(told.get("factors", ()))),
        rules=tuple(_rule(pack, each) for each in told.get("rules", ())),
        untouched=told.get("untouched", 0),
    )


def _rule(pack: Pack, told: Mapping[str, Any]) -> TriedRule:
    rule = pack.rules.get(told["rule"])
    return TriedRule(
        key=told["rule"],
        title=rule.title if rule else None,
        facts=tuple(pack.facts[name].label for name in rule.condition.facts) if rule else (),
        now=told["now"],
        then=told["then"],
        begins=told["begins"],
        ceases=told["ceases"],
        examples=tuple(Example(*each) for each in told["examples"]),
        groups=tuple(
            Group(change, family, date.fromisoformat(f"{month}-01"), count)
            for change, family, month, count in told["groups"]
        ),
    )


def _rows(lists: Iterable[Any]) -> Iterable[Any]:
    return (tuple(each) for each in lists)
