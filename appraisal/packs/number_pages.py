"""The numbers of a pack in one table, and one of them with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import policy
from appraisal.packs.catalogue import PackLine, pack_line
from appraisal.packs.force import pack_named, shelf, texts_of
from appraisal.packs.rule_texts import RuleNumber, number_text
from appraisal.rulebook import Pack, Texts
from appraisal.rulebook.parameters import DatedValue


@dataclass(frozen=True)
class NumberLine:
    """One number today, the rules that lean on it, and whether the organisation wrote its file."""

    number: RuleNumber
    rules: tuple[tuple[str, Texts], ...]
    own: bool


@dataclass(frozen=True)
class NumbersPage:
    """All numbers of a pack."""

    pack: PackLine
    numbers: tuple[NumberLine, ...]
    may_change: bool


@dataclass(frozen=True)
class NumberPage:
    """One number: every value that held or will hold, newest first."""

    pack: PackLine
    line: NumberLine
    values: tuple[DatedValue, ...]
    may_change: bool


def numbers_page(store: Session, actor: Actor, name: str, day: date) -> NumbersPage:
    """The numbers of a pack as they hold on a day. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    pack = pack_named(store, name, day)
    lines = tuple(_line(pack, key, day) for key in sorted(pack.parameters))
    return NumbersPage(pack_line(store, pack), lines, not policy.may_change_packs(actor))


def number_page(store: Session, actor: Actor, name: str, key: str, day: date) -> NumberPage:
    """One number. Raises ``NotFound``."""
    insist_on_none(policy.may_read_packs(actor), NotAllowed)
    pack = pack_named(store, name, day)
    if key not in pack.parameters:
        raise NotFound(noun="parameter", key=key)
    values = tuple(reversed(pack.parameters[key].values))
    return NumberPage(
        pack_line(store, pack), _line(pack, key, day), values, not policy.may_change_packs(actor)
    )


def _line(pack: Pack, key: str, day: date) -> NumberLine:
    rules = tuple((rule.id, rule.title) for rule in pack.active if key in rule.condition.parameters)
    own = f"parameters/{key}.yaml" in shelf().own_files(pack)
    return NumberLine(
        number_text(key, texts_of(pack)["parameters"][key], pack.parameters[key].on(day)), rules, own
    )
