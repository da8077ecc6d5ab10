"""A pack: a folder of rules, facts and parameters, read and checked as a whole.

Owns the walk over the files, the checksum over what they say (not over how it is laid out), and the
pack on a day: its parameters as they hold then.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from appraisal.rulebook.language import LANGUAGE_VERSION, RESERVED
from appraisal.rulebook.parameters import Parameter, read_parameter
from appraisal.rulebook.problems import At, BrokenPack, Problem, Report, quoted
from appraisal.rulebook.rules import Kinds, Rule, digest_of, read_rule
from appraisal.rulebook.schema import FactSpec, Schema, read_group
from appraisal.rulebook.texts import Part, Texts
from appraisal.rulebook.yaml_text import LARGEST_FILE, Mapping, Node, plain_of, read_yaml

KINDS = ("diagnosis", "gates", "wording", "goals", "process", "plan")
_PACK_KEYS = ("name", "version", "kind", "language", "facts", "title")
_MOST_KEPT = 64


@dataclass(frozen=True, eq=False)
class Pack:
    """A checked pack. ``rules`` are all rules by id, in the order of their ids."""

    name: str
    version: str
    kind: str
    title: Texts
    facts_version: str
    sha256: str
    rules: Map[str, Rule]
    schema: Schema
    parameters: Map[str, Parameter]
    language: str = LANGUAGE_VERSION
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What engines work out once for this pack, by a key of their own."""

    @property
    def facts(self) -> Map[str, FactSpec]:
        """The facts by name."""
        return self.schema.facts

    @property
    def active(self) -> tuple[Rule, ...]:
        """The rules that are asked."""
        return tuple(rule for rule in self.rules.values() if rule.status == "active")

    def values_on(self, day: date) -> Map[str, Any]:
        """The parameters as they hold on a day, and the day itself as ``as_of``."""
        return self.keep(
            ("values", day),
            lambda: {**{name: number.on(day) for name, number in self.parameters.items()}, "as_of": day},
        )

    def keep(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was worked out before under this key, or is worked out now; bounded."""
        found = self.kept.get(key)
        if found is None:
            found = make()
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            self.kept[key] = found
        return found


@dataclass(slots=True)
class _Reading:
    """What is gathered while the files are read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    contents: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, FactSpec] = field(default_factory=dict)
    fact_places: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Texts] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    rule_places: dict[str, str] = field(default_factory=dict)

    def open(self, path: Path) -> tuple[Node | None, Report]:
        """One file as nodes, with a report for its problems."""
        report = Report(path.as_posix())
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            report.add(At(), f"the file cannot be read: {error.strerror}")
            return None, report
        node = read_yaml(data, report)
        if node is not None:
            self.contents[path.relative_to(self.folder).as_posix()] = plain_of(node)
        return node, report


def load_pack(folder: str | Path) -> Pack:
    """Read and check a pack.

    Raises ``BrokenPack`` with every problem of every file at once.
    """
    folder = Path(folder)
    reading = _Reading(folder)
    head = _read_head(reading)
    if not (folder / "pack.yaml").is_file():
        raise BrokenPack(reading.problems)
    for path in _files(reading, "facts"):
        _read_facts(path, reading)
    for path in _files(reading, "parameters"):
        _read_parameter(path, reading)
    schema = Schema(reading.facts, reading.groups)
    kinds = schema.kinds(), {name: parameter.kind() for name, parameter in reading.parameters.items()}
    for path in _files(reading, None):
        _read_rule(path, reading, schema, kinds)
    if not reading.rules and not reading.problems:
        reading.problems.append(Problem(folder.as_posix(), 1, 1, "the pack holds no rules"))
    if reading.problems or head is None:
        raise BrokenPack(reading.problems)
    return Pack(
        **head,
        sha256=digest_of(reading.contents),
        rules=dict(sorted(reading.rules.items())),
        schema=schema,
        parameters=reading.parameters,
    )


def _files(reading: _Reading, kind: str | None) -> list[Path]:
    """The files of one folder, or of all folders of rules; in a fixed order."""
    found = sorted((reading.folder / kind).rglob("*")) if kind else sorted(reading.folder.glob("*/**/*"))
    files = []
    for path in found:
        parts = path.relative_to(reading.folder).parts
        if any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        if kind is None and parts[0] in {"facts", "parameters"}:
            continue
        if path.suffix == ".yaml":
            files.append(path)
        elif path.suffix == ".yml":
            reading.problems.append(Problem(path.as_posix(), 1, 1, "name the file .yaml, or it is not read"))
    return files


def _read_head(reading: _Reading) -> dict[str, Any] | None:
    path = reading.folder / "pack.yaml"
    if not path.is_file():
        reading.problems.append(
            Problem(
                path.as_posix(),
                1,
                1,
                "there is no pack.yaml, so this is no pack; name the folder that holds it",
            )
        )
        return None
    node, report = reading.open(path)
    head = None
    if isinstance(node, Mapping):
        part = Part(node, _PACK_KEYS, _PACK_KEYS, report)
        language = part.text("language", LANGUAGE_VERSION)
        if language != LANGUAGE_VERSION:
            report.add(part.place("language"), f"the language is {LANGUAGE_VERSION}, not {quoted(language)}")
        head = {
            "name": part.text("name"),
            "version": part.text("version"),
            "kind": part.word("kind", KINDS),
            "title": part.texts("title") or {},
            "facts_version": part.text("facts"),
        }
    elif node is not None:
        report.add(node, "pack.yaml has named parts: " + ", ".join(_PACK_KEYS))
    reading.problems.extend(report.problems)
    return head


def _read_facts(path: Path, reading: _Reading) -> None:
    node, report = reading.open(path)
    if node is not None:
        title, facts = read_group(node, path.stem, report)
        if title is not None:
            reading.groups[path.stem] = title
        for name, spec in facts.items():
            if name in reading.facts:
                report.add(node, f"'{name}' is already a fact of {reading.fact_places[name]}")
            else:
                reading.facts[name] = spec
                reading.fact_places[name] = path.as_posix()
    reading.problems.extend(report.problems)


def _read_parameter(path: Path, reading: _Reading) -> None:
    node, report = reading.open(path)
    name = path.stem
    if not (name.isascii() and name.isidentifier()) or name in RESERVED or name in reading.facts:
        report.add(At(), f"{quoted(name)} cannot name a parameter, or is already a fact")
    elif node is not None:
        parameter = read_parameter(node, name, report)
        if parameter is not None:
            reading.parameters[name] = parameter
    reading.problems.extend(report.problems)


def _read_rule(path: Path, reading: _Reading, schema: Schema, kinds: Kinds) -> None:
    node, report = reading.open(path)
    rule_id = path.stem.split("-", 1)[0]
    if rule_id in reading.rule_places:
        report.add(At(), f"the id '{rule_id}' is already taken by {reading.rule_places[rule_id]}")
    reading.rule_places.setdefault(rule_id, path.as_posix())
    if node is not None:
        rule = read_rule(node, rule_id, schema, kinds, report)
        if rule is not None:
            reading.rules[rule_id] = rule
    reading.problems.extend(report.problems)
