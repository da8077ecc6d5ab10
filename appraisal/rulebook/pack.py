"""A pack: files of rules, facts and parameters, read and checked as a whole.

Owns the walk over the files, whether they lie in a folder or are held as texts, the checksum over what
they say (not over how it is laid out), and the pack on a day: its parameters as they hold then.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from appraisal.rulebook.language import LANGUAGE_VERSION, RESERVED
from appraisal.rulebook.parameters import Parameter, read_parameter
from appraisal.rulebook.problems import At, BrokenPack, Problem, Report, quoted
from appraisal.rulebook.rules import ROLES, Kinds, Rule, digest_of, read_rule
from appraisal.rulebook.schema import FactSpec, Schema, read_group
from appraisal.rulebook.texts import Part, Texts
from appraisal.rulebook.wordlists import WordList, read_words
from appraisal.rulebook.yaml_text import LARGEST_FILE, Mapping, Node, plain_of, read_yaml

HEAD = "pack.yaml"
KINDS = ("diagnosis", "gates", "wording", "goals", "process", "plan")
ROLES_OF = {
    "diagnosis": ("evidence", "gate", "blocks"),
    "gates": ("gate",),
    **dict.fromkeys(("wording", "goals", "process", "plan"), ("level",)),
}
"""What a rule of each kind of pack may say: something about factors, or a remark where a person types."""
NOT_RULES = ("facts", "parameters", "words")
"""Folders of a pack that hold no rules."""
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
    files: Map[str, str] = field(repr=False)
    """The texts it was read from, by relative path."""
    words: Map[str, WordList] = field(default_factory=dict)
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
    """What is gathered while the files are read. ``files`` maps relative paths to what they hold."""

    place: str
    files: Map[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    contents: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, FactSpec] = field(default_factory=dict)
    fact_places: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Texts] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    words: dict[str, WordList] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    rule_places: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """A file's path as messages name it."""
        return f"{self.place}/{name}" if self.place else name

    def open(self, name: str) -> tuple[Node | None, Report]:
        """One file as nodes, with a report for its problems."""
        report = Report(self.path(name))
        node = read_yaml(self.files[name], report)
        if node is not None:
            self.contents[name] = plain_of(node)
        return node, report


def load_pack(folder: str | Path) -> Pack:
    """Read and check the pack in a folder.

    Raises ``BrokenPack`` with every problem of every file at once.
    """
    folder = Path(folder)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _is_hidden(name) or not path.is_file() or path.suffix not in (".yaml", ".yml"):
            continue
        try:
            with path.open("rb") as file:
                files[name] = file.read(LARGEST_FILE + 1)
        except OSError as error:
            problems.append(Problem(path.as_posix(), 1, 1, f"the file cannot be read: {error.strerror}"))
    return _read(_Reading(folder.as_posix(), files, problems))


def read_pack(files: Map[str, str], place: str = "") -> Pack:
    """Read and check a pack that is held as texts by relative path; ``place`` stands before each in messages.

    Raises ``BrokenPack`` with every problem of every file at once.
    """
    held = {
        name: text.encode("utf-8", errors="surrogatepass")
        for name, text in sorted(files.items())
        if not _is_hidden(name) and name.endswith((".yaml", ".yml"))
    }
    return _read(_Reading(place, held))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _read(reading: _Reading) -> Pack:
    head = _read_head(reading)
    if HEAD not in reading.files:
        raise BrokenPack(reading.problems)
    for name in _files(reading, "facts"):
        _read_facts(name, reading)
    for name in _files(reading, "parameters"):
        _read_parameter(name, reading)
    for name in _files(reading, "words"):
        _read_word_list(name, reading)
    schema = Schema(reading.facts, reading.groups)
    numbers = {name: parameter.kind() for name, parameter in reading.parameters.items()}
    kinds = schema.kinds(), numbers, reading.words
    roles = ROLES_OF[head["kind"]] if head and head["kind"] in ROLES_OF else ROLES
    for name in _files(reading, None):
        _read_rule(name, reading, schema, kinds, roles)
    if not reading.rules and not reading.problems:
        reading.problems.append(Problem(reading.place, 1, 1, "the pack holds no rules"))
    if reading.problems or head is None:
        raise BrokenPack(reading.problems)
    return Pack(
        **head,
        sha256=digest_of(reading.contents),
        rules=dict(sorted(reading.rules.items())),
        schema=schema,
        parameters=reading.parameters,
        words=reading.words,
        files={name: reading.files[name].decode("utf-8-sig") for name in reading.contents},
    )


def _files(reading: _Reading, kind: str | None) -> list[str]:
    """The files of one folder, or of all folders of rules; in a fixed order."""
    files = []
    for name in reading.files:
        parts = PurePosixPath(name).parts
        here = parts[0] == kind if kind else len(parts) > 1 and parts[0] not in NOT_RULES
        if not here or (kind and len(parts) < 2):
            continue
        if name.endswith(".yaml"):
            files.append(name)
        else:
            reading.problems.append(
                Problem(reading.path(name), 1, 1, "name the file .yaml, or it is not read")
            )
    return files


def _read_head(reading: _Reading) -> dict[str, Any] | None:
    if HEAD not in reading.files:
        reading.problems.append(
            Problem(
                reading.path(HEAD),
                1,
                1,
                "there is no pack.yaml, so this is no pack; name the folder that holds it",
            )
        )
        return None
    node, report = reading.open(HEAD)
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


def _read_facts(file: str, reading: _Reading) -> None:
    node, report = reading.open(file)
    if node is not None:
        group = PurePosixPath(file).stem
        title, facts = read_group(node, group, report)
        if title is not None:
            reading.groups[group] = title
        for name, spec in facts.items():
            if name in reading.facts:
                report.add(node, f"'{name}' is already a fact of {reading.fact_places[name]}")
            else:
                reading.facts[name] = spec
                reading.fact_places[name] = report.path
    reading.problems.extend(report.problems)


def _read_parameter(file: str, reading: _Reading) -> None:
    name, node, report = _open_named(file, reading, "a parameter")
    parameter = read_parameter(node, name, report) if node is not None else None
    if parameter is not None:
        reading.parameters[name] = parameter
    reading.problems.extend(report.problems)


def _read_word_list(file: str, reading: _Reading) -> None:
    name, node, report = _open_named(file, reading, "a list of words")
    words = read_words(node, name, report) if node is not None else None
    if words is not None:
        reading.words[name] = words
    reading.problems.extend(report.problems)


def _open_named(file: str, reading: _Reading, what: str) -> tuple[str, Node | None, Report]:
    """A file whose name is a name in conditions: nothing else of the pack may be called so."""
    node, report = reading.open(file)
    name = PurePosixPath(file).stem
    taken = name in RESERVED or name in reading.facts or name in reading.parameters or name in reading.words
    if not (name.isascii() and name.isidentifier()) or taken:
        also = "" if what == "a parameter" else " or a parameter"
        report.add(At(), f"{quoted(name)} cannot name {what}, or is already a fact{also}")
        node = None
    return name, node, report


def _read_rule(file: str, reading: _Reading, schema: Schema, kinds: Kinds, roles: tuple[str, ...]) -> None:
    node, report = reading.open(file)
    rule_id = PurePosixPath(file).stem.split("-", 1)[0]
    if rule_id in reading.rule_places:
        report.add(At(), f"the id '{rule_id}' is already taken by {reading.rule_places[rule_id]}")
    reading.rule_places.setdefault(rule_id, report.path)
    if node is not None:
        rule = read_rule(node, rule_id, schema, kinds, roles, report)
        if rule is not None:
            reading.rules[rule_id] = rule
    reading.problems.extend(report.problems)
