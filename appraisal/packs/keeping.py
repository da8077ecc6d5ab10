"""What stays although a remark was made about it: the remark, and the reason that both sides read.

Owns the table's writes and reads, and the rule that a warning stays only with a reason. A kept remark is a
decision of its author; it is never changed, and a newer one stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady, insist_on_none
from appraisal.packs.models import KeptRemark
from appraisal.rulebook import Pack, Remark


@dataclass(frozen=True)
class KeptLine:
    """Why something stays as it is, who said so, and when."""

    rule: str
    field: str
    words: tuple[str, ...]
    because: str
    author: str
    at: datetime


def objections_to_keeping(found: Iterable[Remark], because: str) -> Objections:
    """What stands against leaving it so: a block always, a warning as long as no reason is given."""
    levels = {remark.level for remark in found}
    return Objections.where(
        remark_blocks="block" in levels,
        remark_needs_reason="warn" in levels and not because.strip(),
    )


def keep_remarks(
    store: Session,
    actor: Actor,
    about: tuple[str, int],
    found: Iterable[Remark],
    because: str,
    *,
    pack: Pack,
    field: str = "",
    person: int | None = None,
    at: datetime,
) -> int:
    """Keep the warnings about a thing (noun and key) with the reason; tips need none and are not kept.

    ``person`` is whose work it is about. Raises ``NotReady`` where a reason is missing. Returns how many were kept.
    """
    remarks = tuple(found)
    insist_on_none(objections_to_keeping(remarks, because), NotReady)
    rows = [
        KeptRemark(
            noun=about[0],
            noun_key=about[1],
            field=field,
            pack=pack.name,
            rule=remark.rule,
            rule_version=remark.version,
            rule_group=remark.group,
            about_id=person,
            words=list(remark.words),
            because=because.strip(),
            author_id=actor.employee,
            author_name=actor.name,
            kept_at=at,
        )
        for remark in remarks
        if remark.level == "warn"
    ]
    store.add_all(rows)
    store.flush()
    return len(rows)


def kept_about(
    store: Session, pack: str, noun: str, keys: Iterable[int]
) -> Mapping[int, Mapping[str, KeptLine]]:
    """For each thing, the newest reason by rule; one statement for all of them."""
    rows = store.scalars(
        select(KeptRemark)
        .where(KeptRemark.pack == pack, KeptRemark.noun == noun, KeptRemark.noun_key.in_(set(keys)))
        .order_by(KeptRemark.id)
    )
    found: dict[int, dict[str, KeptLine]] = {}
    for row in rows:
        line = KeptLine(row.rule, row.field, tuple(row.words), row.because, row.author_name, row.kept_at)
        found.setdefault(row.noun_key, {})[row.rule] = line
    return found


def kept_texts(
    store: Session, pack: str, noun: str, keys: Iterable[int]
) -> Mapping[int, Mapping[str, tuple[KeptLine, ...]]]:
    """For each thing and field, why its words stayed, one line for each reason; one statement for all of them."""
    rows = store.scalars(
        select(KeptRemark)
        .where(KeptRemark.pack == pack, KeptRemark.noun == noun, KeptRemark.noun_key.in_(set(keys)))
        .order_by(KeptRemark.id)
    )
    found: dict[int, dict[str, list[KeptRemark]]] = {}
    for row in rows:
        found.setdefault(row.noun_key, {}).setdefault(row.field, []).append(row)
    return {
        key: {field: tuple(_by_reason(lines)) for field, lines in fields.items()}
        for key, fields in found.items()
    }


def still_said(lines: Iterable[KeptLine], text: str) -> tuple[KeptLine, ...]:
    """The lines of which a word still stands in a text that may have been changed since."""
    return tuple(line for line in lines if not line.words or any(word in text for word in line.words))


def flagged(
    store: Session, pack: str, group: str, people: Iterable[int], noun: str | None = None
) -> Mapping[int, datetime]:
    """Who has a text about their work that was kept against a rule of this group, and when the newest was kept."""
    wanted = (
        select(KeptRemark.about_id, func.max(KeptRemark.kept_at))
        .where(KeptRemark.pack == pack, KeptRemark.rule_group == group, KeptRemark.about_id.in_(set(people)))
        .group_by(KeptRemark.about_id)
    )
    if noun is not None:
        wanted = wanted.where(KeptRemark.noun == noun)
    return {person: at for person, at in store.execute(wanted) if person is not None}


def _by_reason(rows: Iterable[KeptRemark]) -> Iterable[KeptLine]:
    """Several remarks that were answered with one reason are one line, with the words of them all."""
    lines: dict[str, KeptLine] = {}
    for row in rows:
        first = lines.get(row.because)
        words = tuple(dict.fromkeys((*(first.words if first else ()), *row.words)))
        rule = first.rule if first else row.rule
        lines[row.because] = KeptLine(rule, row.field, words, row.because, row.author_name, row.kept_at)
    return lines.values()
