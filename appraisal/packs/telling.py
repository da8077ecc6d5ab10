"""What a pack remarks about things, as pages show it: the reason, the mend, what it looked at, why it stays.

Owns that shape and the one way from facts to it, and the numbers of a pack that other slices read. Whose things they are, and who may read what is said of
them, is decided by the slice that asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from appraisal.packs.force import in_force
from appraisal.packs.keeping import KeptLine, kept_about
from appraisal.rulebook import Pack, Remark, Texts, read_facts, remarks
from appraisal.rulebook.values import checked

DERIVED = "derived"


@dataclass(frozen=True)
class SeenFact:
    """Something a remark looked at: a number with its unit, a yes or no, or words."""

    label: Texts
    value: Any
    unit: str
    words: Texts | None


@dataclass(frozen=True)
class ShownRemark:
    """A remark as a page shows it. ``kept`` is set where somebody decided that it stays, and said why."""

    pack: str
    rule: str
    level: str
    title: Texts
    mend: Texts | None
    seen: tuple[SeenFact, ...]
    kept: KeptLine | None

    @property
    def asks_for_reason(self) -> bool:
        """Whether it may only stay with a reason, and none was given yet."""
        return self.level == "warn" and self.kept is None


def remarks_in(pack: Pack | None, values: Mapping[str, Any], day: date) -> tuple[Remark, ...]:
    """What a pack remarks about plain facts; nothing where there is no pack.

    None is unknown, and so is a value that does not fit its fact, such as a target beyond all measure.
    """
    if pack is None:
        return ()
    known = {
        name: value
        for name, value in values.items()
        if name in pack.facts and value is not None and checked(pack.facts[name], value)[1] is None
    }
    return remarks(pack, read_facts(pack.schema, known, origin=DERIVED, on=day), day)


def numbers_on(store: Session, kind: str, day: date) -> Mapping[str, Any]:
    """The numbers of the pack of a kind as they hold on a day; the service demanded at its start those it reads."""
    pack = in_force(store, kind, day)
    return {} if pack is None else pack.values_on(day)


def remarks_about(
    store: Session,
    kind: str,
    things: Mapping[int, Mapping[str, Any]],
    day: date,
    *,
    noun: str,
    changed_at: Mapping[int, datetime] | None = None,
) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each thing, with the reasons given; two statements however many things.

    A reason that is older than the thing's last change (``changed_at``) was given for something else.
    """
    pack = in_force(store, kind, day)
    if pack is None or not things:
        return dict.fromkeys(things, ())
    kept = kept_about(store, pack.name, noun, things)
    changed = changed_at or {}
    return {
        key: shown(pack, remarks_in(pack, values, day), _since(kept.get(key, {}), changed.get(key)))
        for key, values in things.items()
    }


def shown(
    pack: Pack, found: Iterable[Remark], kept: Mapping[str, KeptLine] | None = None
) -> tuple[ShownRemark, ...]:
    """Remarks as a page shows them."""
    return tuple(
        ShownRemark(
            pack=pack.name,
            rule=remark.rule,
            level=remark.level,
            title=remark.title,
            mend=remark.mend,
            seen=tuple(_seen(pack, name, fact.value) for name, fact in remark.facts.items()),
            kept=(kept or {}).get(remark.rule),
        )
        for remark in found
    )


def _seen(pack: Pack, name: str, value: Any) -> SeenFact:
    spec = pack.facts[name]
    return SeenFact(spec.label, value, spec.unit, spec.values.get(value) if spec.values else None)


def _since(kept: Mapping[str, KeptLine], changed: datetime | None) -> Mapping[str, KeptLine]:
    return {rule: line for rule, line in kept.items() if changed is None or line.at >= changed}
