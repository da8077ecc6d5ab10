"""What stays although a remark was made about it: the remark, and the reason that both sides read.

Owns the table's writes and reads, and the rule that a warning stays only with a reason. A kept remark is a
decision of its author; it is never changed, and a newer one stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
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
    at: datetime,
) -> int:
    """Keep the warnings about a thing (noun and key) with the reason; tips need none and are not kept.

    Raises ``NotReady`` where a reason is missing. Returns how many were kept.
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
