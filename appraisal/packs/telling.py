"""What a pack remarks about things, as pages show it: the reason, the mend, what it looked at, why it stays.

Owns that shape and the way from facts to it. Whose things they are, and who may read what is said of
them, is decided by the slice that asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.packs.keeping import KeptLine
from appraisal.rulebook import Pack, Remark, Texts, read_facts, remarks

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
    """What a pack remarks about plain facts; nothing where there is no pack. None is unknown."""
    if pack is None:
        return ()
    known = {name: value for name, value in values.items() if name in pack.facts}
    return remarks(pack, read_facts(pack.schema, known, origin=DERIVED, on=day), day)


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
