"""Small packs for the tests, written as a person would write them and put into a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from appraisal.rulebook import Differential, Pack, load_pack

METHOD = {
    path.stem: path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "rules" / "core" / "parameters").glob("method_*.yaml"))
}
"""The numbers of the method, as the core pack has them: a diagnosis pack is none without."""

Diagnosed = Callable[..., Differential]
"""Rules and facts in, differential out: what the fixture ``diagnosed`` gives."""

HEAD = """\
name: small
version: 1.0.0
kind: diagnosis
language: kl/1
facts: '1'
title: {en: Small, fa: کوچک, ru: Малый, vi: Nhỏ}
"""


def texts(english: str) -> dict[str, str]:
    """The same sentence four times, told apart by a mark."""
    return {"en": english, "fa": f"{english} فا", "ru": f"{english} ру", "vi": f"{english} vi"}


def fact(kind: str = "bool", *, ask: str = "employee", **more: Any) -> dict[str, Any]:
    """A fact as it stands in a facts file."""
    if isinstance(more.get("values"), list):
        more["values"] = {value: texts(value) for value in more["values"]}
    asked = {} if ask == "nobody" else {"question": texts("How is it?")}
    return {"type": kind, "ask": ask, "label": texts("A fact"), **asked, **more}


def rule(when: str, cases: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """A rule as it stands in its file; without cases of its own it gets three that are never run."""
    made = [
        {"name": answer, "given": {}, "expect": answer} for answer in ("yes", "no", "unknown")
    ]  # fmt: skip
    role = (
        {}
        if {"gate", "blocks", "evidence", "level"} & set(more)
        else {"evidence": {"for": {"skill_level": "strong"}}}
    )
    return {
        "version": 1,
        "when": when,
        "title": texts(f"Title of {when}"[:60]),
        "source": "test",
        "cases": made if cases is None else cases,
        **role,
        **more,
    }


def pro(factor: str, strength: str, when: str, **more: Any) -> dict[str, Any]:
    """A rule for a factor."""
    return rule(when, evidence={"for": {factor: strength}}, **more)


def contra(factor: str, strength: str, when: str, **more: Any) -> dict[str, Any]:
    """A rule against a factor."""
    return rule(when, evidence={"against": {factor: strength}}, **more)


def parameter(value: float, unit: str = "ratio", since: str = "2000-01-01") -> dict[str, Any]:
    """A parameter with one value."""
    return {
        "unit": unit,
        "title": texts("A number"),
        "values": [{"from": since, "value": value, "source": "t"}],
    }


def write_pack(
    folder: Path,
    facts: Mapping[str, Any],
    rules: Mapping[str, Any],
    parameters: Mapping[str, Any] | None = None,
) -> Path:
    """Write a pack, with the core pack's method; each value is either plain data or the text of a file."""
    files: dict[str, Any] = {
        "pack.yaml": HEAD,
        "facts/all.yaml": {"group": texts("All"), "facts": dict(facts)},
    }
    files |= {f"parameters/{name}.yaml": body for name, body in {**METHOD, **(parameters or {})}.items()}
    files |= {f"rules_of/{name}.yaml": body for name, body in rules.items()}
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body if isinstance(body, str) else json.dumps(body, ensure_ascii=False), "utf-8")
    return folder


def pack_of(
    folder: Path,
    facts: Mapping[str, Any],
    rules: Mapping[str, Any],
    parameters: Mapping[str, Any] | None = None,
) -> Pack:
    """Write a pack and load it."""
    return load_pack(write_pack(folder, facts, rules, parameters))
