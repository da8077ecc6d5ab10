"""What differs between two states of a pack: rules added, removed, with changed logic or texts; numbers; facts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.packs.edition import Content, rule_in
from appraisal.rulebook import LANGUAGES, Texts, digest_of

Digests = Mapping[str, Mapping[str, Any]]
_TEXTS = ("title", "question", "remedy", "harms")


@dataclass(frozen=True)
class State:
    """A pack as far as it is compared: digests of its rules, its texts, its files where they are known."""

    digests: Digests
    content: Content
    files: Mapping[str, str]

    def rules(self) -> Digests:
        """The digests; worked out from the texts for what was kept before there were any."""
        return self.digests or {name: _digest(rule) for name, rule in self.content["rules"].items()}


@dataclass(frozen=True)
class Difference:
    """One thing that differs. ``what``: rule, number or fact; ``changes``: added, removed, logic, texts, other."""

    what: str
    key: str
    title: Texts
    changes: tuple[str, ...]
    before: str = ""
    after: str = ""


def differences(old: State, new: State) -> tuple[Difference, ...]:
    """Everything that differs, rules first."""
    return (
        *_rules(old, new),
        *_parts("number", old.content["parameters"], new.content["parameters"], "title"),
        *_parts("fact", old.content["facts"], new.content["facts"], "label"),
    )


def _rules(old: State, new: State) -> Iterator[Difference]:
    before, after = old.rules(), new.rules()
    other = _other_files(old.files, new.files)
    for key in sorted({*before, *after}):
        was, is_now = before.get(key), after.get(key)
        title = (is_now or was or {}).get("title") or _named(key)
        changes = tuple(_changes(was, is_now, key in other))
        if changes:
            versions = (str(each["version"]) if each else "" for each in (was, is_now))
            yield Difference("rule", key, title, changes, *versions)


def _changes(was: Mapping[str, Any] | None, is_now: Mapping[str, Any] | None, other: bool) -> Iterator[str]:
    if was is None or is_now is None:
        yield "added" if was is None else "removed"
        return
    yield from (part for part in ("logic", "texts") if was[part] != is_now[part])
    if was.get("status", "active") != is_now.get("status", "active"):
        yield "status"
    elif other and was["logic"] == is_now["logic"] and was["texts"] == is_now["texts"]:
        yield "other"


def _parts(what: str, old: Content, new: Content, titled: str) -> Iterator[Difference]:
    for key in sorted({*old, *new}):
        was, is_now = old.get(key), new.get(key)
        if was != is_now:
            change = "added" if was is None else "removed" if is_now is None else "other"
            title = (is_now or was or {}).get(titled) or _named(key)
            values = (_last(each) if what == "number" else "" for each in (was, is_now))
            yield Difference(what, key, title, (change,), *values)


def _last(number: Mapping[str, Any] | None) -> str:
    values = number["values"] if number else ()
    return str(values[-1]["value"]) if values else ""


def _other_files(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    """The rules whose files differ at all, where both sides kept their files."""
    if not old or not new:
        return frozenset()
    return frozenset(rule_in(name) for name in {*old, *new} if old.get(name) != new.get(name))


def _digest(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "version": rule["version"],
        "logic": rule["logic"],
        "texts": digest_of({name: rule[name] for name in _TEXTS}),
        "title": rule["title"],
    }


def _named(key: str) -> Texts:
    return dict.fromkeys(LANGUAGES, key)


def clashes(digests: Digests, earlier: Iterable[Digests]) -> dict[str, int]:
    """Rules whose logic differs from what was kept under the same version by the same hand, with that version."""
    found: dict[str, int] = {}
    for kept in earlier:
        for name, rule in digests.items():
            was = kept.get(name)
            if (
                was is not None
                and was["own"] == rule["own"]
                and was["version"] == rule["version"]
                and was["logic"] != rule["logic"]
            ):
                found[name] = rule["version"]
    return found
