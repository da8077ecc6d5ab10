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
from appraisal.rulebook.method import faults_of
from appraisal.rulebook.pack_files import Reading, files_of, is_hidden
from appraisal.rulebook.parameters import Parameter, read_parameter
from appraisal.rulebook.problems import At, BrokenPack, Problem, Report, quoted
from appraisal.rulebook.rules import ROLES, Kinds, Rule, digest_of, read_rule
from appraisal.rulebook.schema import FactSpec, Schema, check_ages, read_group
from appraisal.rulebook.texts import Part, Texts
from appraisal.rulebook.wordlists import WordList, read_words
from appraisal.rulebook.yaml_text import LARGEST_FILE, Mapping, Node

HEAD = "pack.yaml"
KINDS = ("diagnosis", "gates", "wording", "goals", "process", "plan")
ROLES_OF = {
    "diagnosis": ("evidence", "gate", "blocks"),
    "gates": ("gate",),
    **dict.fromkeys(("wording", "goals", "process", "plan"), ("level",)),
}
"""What a rule of each kind of pack may say: something about factors, or a remark where a person types."""
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


def load_pack(folder: str | Path) -> Pack:
    """Read and check the pack in a folder.

    Raises ``BrokenPack`` with every problem of every file at once.
    """
    folder = Path(folder)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if is_hidden(name) or not path.is_file() or path.suffix not in (".yaml", ".yml"):
            continue
        try:
            with path.open("rb") as file:
                files[name] = file.read(LARGEST_FILE + 1)
        except OSError as error:
            problems.append(Problem(path.as_posix(), 1, 1, f"the file cannot be read: {error.strerror}"))
    return _read(Reading(folder.as_posix(), files, problems))


def read_pack(files: Map[str, str], place: str = "") -> Pack:
    """Read and check a pack that is held as texts by relative path; ``place`` stands before each in messages.

    Raises ``BrokenPack`` with every problem of every file at once.
    """
    held = {
        name: text.encode("utf-8", errors="surrogatepass")
        for name, text in sorted(files.items())
        if not is_hidden(name) and name.endswith((".yaml", ".yml"))
    }
    return _read(Reading(place, held))


def _read(reading: Reading) -> Pack:
    head = _read_head(reading)
    if HEAD not in reading.files:
        raise BrokenPack(reading.problems)
    of_files = [_read_facts(name, reading) for name in files_of(reading, "facts")]
    for name in files_of(reading, "parameters"):
        _read_parameter(name, reading)
    for node, specs, path in of_files:
        _check_ages(reading, node, specs, path)
    if head and head["kind"] == "diagnosis":
        _check_method(reading)
    for name in files_of(reading, "words"):
        _read_word_list(name, reading)
    schema = Schema(reading.facts, reading.groups)
    numbers = {name: parameter.kind() for name, parameter in reading.parameters.items()}
    kinds = schema.kinds(), numbers, reading.words
    roles = ROLES_OF[head["kind"]] if head and head["kind"] in ROLES_OF else ROLES
    for name in files_of(reading, None):
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


def _read_head(reading: Reading) -> dict[str, Any] | None:
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


def _read_facts(file: str, reading: Reading) -> tuple[Node | None, Map[str, FactSpec], str]:
    """One file of facts: its nodes, what it says of each fact, and its path."""
    node, report = reading.open(file)
    facts: Map[str, FactSpec] = {}
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
    return node, facts, report.path


def _check_ages(reading: Reading, node: Node | None, specs: Map[str, FactSpec], path: str) -> None:
    if node is not None:
        report = Report(path)
        check_ages(node, specs, reading.parameters, report)
        reading.problems.extend(report.problems)


def _check_method(reading: Reading) -> None:
    """The numbers of the method, each named with its file; one that is there and broken was named already."""
    for name, message in faults_of(reading.parameters):
        file = f"parameters/{name}.yaml"
        if name in reading.parameters or file not in reading.files:
            reading.problems.append(Problem(reading.path(file), 1, 1, message))


def _read_parameter(file: str, reading: Reading) -> None:
    name, node, report = _open_named(file, reading, "a parameter")
    parameter = read_parameter(node, name, report) if node is not None else None
    if parameter is not None:
        reading.parameters[name] = parameter
    reading.problems.extend(report.problems)


def _read_word_list(file: str, reading: Reading) -> None:
    name, node, report = _open_named(file, reading, "a list of words")
    words = read_words(node, name, report) if node is not None else None
    if words is not None:
        reading.words[name] = words
    reading.problems.extend(report.problems)


def _open_named(file: str, reading: Reading, what: str) -> tuple[str, Node | None, Report]:
    """A file whose name is a name in conditions: nothing else of the pack may be called so."""
    node, report = reading.open(file)
    name = PurePosixPath(file).stem
    taken = name in RESERVED or name in reading.facts or name in reading.parameters or name in reading.words
    if not (name.isascii() and name.isidentifier()) or taken:
        also = "" if what == "a parameter" else " or a parameter"
        report.add(At(), f"{quoted(name)} cannot name {what}, or is already a fact{also}")
        node = None
    return name, node, report


def _read_rule(file: str, reading: Reading, schema: Schema, kinds: Kinds, roles: tuple[str, ...]) -> None:
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
