"""The rules as everybody reads them: the packs, one pack by groups, one rule in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import policy
from appraisal.packs.edition import rule_in
from appraisal.packs.figures import VersionFigures, counts_rules, figures_of
from appraisal.packs.force import pack_named, shelf, texts_of
from appraisal.packs.lineage import Hand, WrittenLine, lines_with_hands
from appraisal.packs.models import PackDraft, PackEdition
from appraisal.packs.plainly import Clause, Term, given_term, plainly
from appraisal.packs.rule_texts import RuleText, rule_text
from appraisal.rulebook import FACTORS, LEVELS, Case, Pack, Rule, Texts


@dataclass(frozen=True)
class Standing:
    """Since when a pack is as it is, by whom and why. Nobody and no day: as it came with the software."""

    version: str
    since: datetime | None = None
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PackLine:
    """One pack in the overview."""

    name: str
    kind: str
    title: Texts
    standing: Standing
    rules: int
    numbers: int
    own_files: int
    has_draft: bool


@dataclass(frozen=True)
class PacksPage:
    """The packs in force."""

    packs: tuple[PackLine, ...]
    may_change: bool


@dataclass(frozen=True)
class RuleLine:
    """One rule in the list. ``own``: the organisation wrote its file."""

    key: str
    title: Texts
    own: bool
    status: str


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one factor, of one level, or the gates."""

    family: str
    key: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class PackPage:
    """One pack: its rules by group, and since when it is as it is."""

    line: PackLine
    sha256: str
    groups: tuple[RuleGroup, ...]
    has_figures: bool
    may_change: bool


@dataclass(frozen=True)
class ToldCase:
    """A worked case: what is given, and what the rule answers."""

    name: str
    given: tuple[tuple[Texts, Term], ...]
    expect: str


@dataclass(frozen=True)
class RuleVersion:
    """An edition in which a rule became what it is or was."""

    version: int
    pack_version: str
    at: datetime
    by: str
    reason: str
    changed: str


@dataclass(frozen=True)
class RulePage:
    """One rule: in words, its numbers, its cases, its versions, and who wrote which line."""

    pack: PackLine
    rule: RuleText
    plain: Clause
    cases: tuple[ToldCase, ...]
    versions: tuple[RuleVersion, ...]
    figures: tuple[VersionFigures, ...]
    lines: tuple[WrittenLine, ...]
    file: str
    own: bool
    may_change: bool


def packs_page(store: Session, actor: Actor, day: date) -> PacksPage:
    """Every pack in force."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    names = [pack.name for pack in shelf().shipped.values()]
    lines = tuple(pack_line(store, pack_named(store, name, day)) for name in names)
    return PacksPage(lines, not policy.may_change_packs(actor))


def pack_page(store: Session, actor: Actor, name: str, day: date) -> PackPage:
    """One pack by groups; a rule about two factors stands under both. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    pack = pack_named(store, name, day)
    own = {rule_in(file) for file in shelf().own_files(pack)}
    groups = tuple(
        RuleGroup(
            family, key, tuple(RuleLine(rule.id, rule.title, rule.id in own, rule.status) for rule in rules)
        )
        for family, key, rules in _groups(pack)
        if rules
    )
    return PackPage(
        line=pack_line(store, pack),
        sha256=pack.sha256,
        groups=groups,
        has_figures=counts_rules(pack.kind) and not policy.may_read_drafts(actor),
        may_change=not policy.may_change_packs(actor),
    )


def rule_page(store: Session, actor: Actor, name: str, key: str, day: date) -> RulePage:
    """One rule of a pack in force. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    pack = pack_named(store, name, day)
    rule = pack.rules.get(key)
    if rule is None:
        raise NotFound(noun="rule", key=key)
    values = pack.values_on(day)
    file = next(each for each in pack.files if rule_in(each) == key)
    return RulePage(
        pack=pack_line(store, pack),
        rule=rule_text(texts_of(pack), key, values),
        plain=plainly(pack, rule, values),
        cases=tuple(_told(pack, case) for case in rule.cases),
        versions=_versions(store, name, key),
        figures=figures_of(store, actor, pack.kind, name, key, day),
        lines=_lines(store, pack, file),
        file=file,
        own=file in shelf().own_files(pack),
        may_change=not policy.may_change_packs(actor),
    )


def pack_line(store: Session, pack: Pack) -> PackLine:
    """A pack in one line, with who published it."""
    has_draft = store.scalar(select(PackDraft.id).where(PackDraft.name == pack.name)) is not None
    return PackLine(
        name=pack.name,
        kind=pack.kind,
        title=pack.title,
        standing=_standing(store, pack),
        rules=len(pack.active),
        numbers=len(pack.parameters),
        own_files=len(shelf().own_files(pack)),
        has_draft=has_draft,
    )


def _standing(store: Session, pack: Pack) -> Standing:
    row = store.execute(
        select(PackEdition.published_at, PackEdition.author_name, PackEdition.reason)
        .where(PackEdition.name == pack.name)
        .where(PackEdition.version == pack.version)
        .order_by(PackEdition.id.desc())
        .limit(1)
    ).first()
    return Standing(pack.version, *row) if row else Standing(pack.version)


def _groups(pack: Pack) -> Iterable[tuple[str, str, list[Rule]]]:
    rules = list(pack.rules.values())
    if pack.kind in ("diagnosis", "gates"):
        yield "factor", "gates", [rule for rule in rules if rule.gate]
        for factor in FACTORS:
            yield "factor", factor, [rule for rule in rules if factor in rule.factors()]
    else:
        for level in LEVELS:
            yield "level", level, [rule for rule in rules if rule.level == level]


def _told(pack: Pack, case: Case) -> ToldCase:
    given = tuple(
        (pack.facts[name].label, given_term(pack.facts[name], value)) for name, value in case.given.items()
    )
    return ToldCase(case.name, given, case.expect)


def _versions(store: Session, name: str, key: str) -> tuple[RuleVersion, ...]:
    """The editions in which the rule changed, newest first."""
    rows = store.execute(
        select(
            PackEdition.version, PackEdition.published_at, PackEdition.author_name, PackEdition.reason,
            PackEdition.digests,
        )
        .where(PackEdition.name == name)
        .order_by(PackEdition.id)
    )  # fmt: skip
    found: list[RuleVersion] = []
    before: Mapping[str, Any] | None = None
    for row in rows:
        rule = row.digests.get(key)
        changed = _what_changed(before, rule)
        if rule and changed:
            found.append(
                RuleVersion(
                    rule["version"], row.version, row.published_at, row.author_name, row.reason, changed
                )
            )
        before = rule or before
    return tuple(reversed(found))


def _what_changed(before: Mapping[str, Any] | None, rule: Mapping[str, Any] | None) -> str:
    if rule is None:
        return ""
    if before is None:
        return "added"
    return next((part for part in ("logic", "status", "texts") if before[part] != rule[part]), "")


def _lines(store: Session, pack: Pack, file: str) -> tuple[WrittenLine, ...]:
    core = shelf().shipped[pack.kind].files.get(file, "")
    rows = store.execute(
        select(PackEdition.author_name, PackEdition.published_at, PackEdition.version, PackEdition.overlay)
        .where(PackEdition.name == pack.name, PackEdition.number.is_not(None))
        .order_by(PackEdition.number)
    )
    published = [(Hand(*row[:3]), row.overlay.get(file, core)) for row in rows]
    return lines_with_hands(core, published)
