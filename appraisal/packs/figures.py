"""Figures about a rule that its page shows and another slice counts.

A pack knows what its rules say, and not how often they spoke: who keeps what was said offers the figures to
the application (``extensions["rule_figures"]``, by kind of pack), and they are shown as counts with their words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor


@dataclass(frozen=True)
class Figure:
    """A count; None where it would rest on too few people. ``key`` is worded as ``rule_figure.<key>``."""

    key: str
    count: int | None


@dataclass(frozen=True)
class VersionFigures:
    """What is counted of one version of a rule's logic."""

    version: int
    logic: str
    figures: tuple[Figure, ...]


FiguresOfRules = Callable[[Session, Actor, str, str, date], tuple[VersionFigures, ...]]
"""Of a pack and a rule on a day, for somebody; nothing for whoever may not see them."""


def figures_of(
    store: Session, actor: Actor, kind: str, pack: str, rule: str, day: date
) -> tuple[VersionFigures, ...]:
    """The figures of a rule, newest version first; none where nobody counts rules of this kind."""
    offered: dict[str, FiguresOfRules] = current_app.extensions.get("rule_figures", {})
    return offered[kind](store, actor, pack, rule, day) if kind in offered else ()


def counts_rules(kind: str) -> bool:
    """Whether somebody counts what rules of this kind of pack did."""
    return kind in current_app.extensions.get("rule_figures", {})
