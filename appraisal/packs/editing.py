"""A rule as it is being typed, looked at: what is wrong and where, what it says in plain words, how its cases come out.

Pure. Reads one file against the facts and numbers of a pack that can be read, so that a sheet with gaps is answered
as far as it goes. The same reader of rules says here what it says when a pack is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from appraisal.packs.edition import rule_in
from appraisal.packs.plainly import Clause, plainly
from appraisal.packs.rule_texts import Weight
from appraisal.rulebook import FACTORS, LANGUAGES, Case, Pack, Problem, Rule, Texts
from appraisal.rulebook import yaml_text as yt
from appraisal.rulebook.cases import LAST_DAY
from appraisal.rulebook.condition import condition_of
from appraisal.rulebook.kleene import answer_of
from appraisal.rulebook.pack import ROLES_OF
from appraisal.rulebook.problems import Report
from appraisal.rulebook.rules import ROLES, Kinds, read_rule

_VERSION = re.compile(r"^version:[^\n]*$", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """What is wrong at one letter of the condition; ``text`` is the line that it stands in."""

    line: int
    column: int
    text: str
    message: str


@dataclass(frozen=True)
class Trouble:
    """What else is wrong: in which part of the rule, in which of its cases (from 1), where in the file."""

    part: str
    case: int
    line: int
    column: int
    message: str


@dataclass(frozen=True)
class CaseRun:
    """A worked case, run: what it expects, what the rule answers, and what it misses for a yes or no."""

    name: str
    expect: str
    got: str
    missing: tuple[Texts, ...]
    needs_day: bool = False

    @property
    def comes_out(self) -> bool:
        """Whether the rule answers as the story says, and has all that it takes to tell."""
        return self.got == self.expect and not self.needs_day


@dataclass(frozen=True)
class Saying:
    """What a rule says when it applies."""

    weights: tuple[Weight, ...] = ()
    gate: str = ""
    blocks: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True)
class RuleCheck:
    """One look at a rule. ``rule`` and ``plain`` are there as soon as the condition can be read.

    ``version`` is the one that it needs; ``version_before`` the one in force, 0 for a rule that is new.
    """

    condition: str
    faults: tuple[Fault, ...]
    troubles: tuple[Trouble, ...]
    rule: Rule | None
    plain: Clause | None
    runs: tuple[CaseRun, ...]
    saying: Saying
    version: int
    version_before: int

    @property
    def asks_day(self) -> bool:
        """Whether its stories need a day of their own."""
        return self.rule is not None and self.rule.condition.uses_today

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong and every case comes out."""
        return not self.faults and not self.troubles and all(run.comes_out for run in self.runs)


def look(pack: Pack, file: str, text: str, before: Rule | None, used: int, day: date) -> RuleCheck:
    """Check the text of a rule's file against a pack, without its neighbours.

    ``before`` is the rule as it is in force; ``used`` the highest version that was ever kept of it.
    """
    report = Report(file)
    node = yt.read_yaml(text.encode("utf-8", errors="surrogatepass"), report)
    rule = None
    if node is not None:
        roles = ROLES_OF.get(pack.kind, ROLES)
        rule = read_rule(node, rule_in(file), pack.schema, _kinds(pack), roles, report)
    source = _condition_in(node)
    return RuleCheck(
        condition=source,
        faults=tuple(_faults(pack, source)) if source.strip() else (),
        troubles=tuple(_troubles(node, report.problems, has_condition=bool(source.strip()))),
        rule=rule,
        plain=plainly(pack, rule, pack.values_on(day)) if rule else None,
        runs=tuple(run_case(pack, rule, case) for case in rule.cases) if rule else (),
        saying=_saying(rule),
        version=version_needed(rule, before, used),
        version_before=before.version if before else 0,
    )


def run_case(pack: Pack, rule: Rule, case: Case) -> CaseRun:
    """What the rule answers to a story, told with the numbers of the pack."""
    values = {**pack.values_on(case.as_of or LAST_DAY), **case.given}
    got = answer_of(rule.condition.evaluate(values)).value
    missing = rule.condition.missing(values) if got == "unknown" else ()
    needs_day = rule.condition.uses_today and case.as_of is None
    return CaseRun(case.name, case.expect, got, tuple(label_of(pack, name) for name in missing), needs_day)


def label_of(pack: Pack, name: str) -> Texts:
    """A fact by its label, a field of a list by the labels of both; its name where it has none."""
    listed, _dot, field = name.partition(".")
    spec = pack.facts.get(listed)
    if spec is None or not spec.label:
        return dict.fromkeys(LANGUAGES, name)
    inner = spec.fields.get(field)
    if inner is None or not inner.label:
        return spec.label
    return {language: f"{spec.label[language]}: {inner.label[language]}" for language in LANGUAGES}


def version_needed(rule: Rule | None, before: Rule | None, used: int) -> int:
    """The version of a rule: one more than ever before when its logic is new, or else the one in force."""
    if before is None:
        return used + 1
    if rule is None or rule.logic_digest == before.logic_digest:
        return before.version
    return max(used, before.version) + 1


def with_version(text: str, version: int) -> str:
    """The file with this version; as it is where it names none, which the reader of rules then says."""
    return _VERSION.sub(f"version: {version}", text, count=1)


def file_of(files: Iterable[str], rule: str) -> str | None:
    """The file of a rule among the files of a pack."""
    return next((name for name in sorted(files) if rule_in(name) == rule), None)


def id_after(pack: Pack, taken: Iterable[str], folder: str) -> str:
    """The next free id in a folder of rules: the letter that its rules begin with and a number more."""
    here = [rule_in(name) for name in {*pack.files, *taken} if PurePosixPath(name).parts[0] == folder]
    letters = sorted({found[1] for each in here if (found := re.fullmatch(r"([A-Z]+)[0-9]+", each))})
    if not letters:
        return ""
    numbers = [
        int(each[len(letters[0]) :]) for each in here if re.fullmatch(f"{letters[0]}[0-9]{{1,4}}", each)
    ]
    return f"{letters[0]}{max(numbers, default=0) + 1:02}"


def _faults(pack: Pack, source: str) -> Iterable[Fault]:
    _condition, faults = condition_of(source, *_kinds(pack))
    for fault in sorted(faults, key=lambda each: each.offset):
        offset = min(fault.offset, len(source))
        start = source.rfind("\n", 0, offset) + 1
        text = source[start:].split("\n", 1)[0]
        yield Fault(source.count("\n", 0, offset) + 1, offset - start + 1, text, fault.message)


def _kinds(pack: Pack) -> Kinds:
    numbers = {name: number.kind() for name, number in pack.parameters.items()}
    return pack.schema.kinds(), numbers, pack.words


def _condition_in(node: yt.Node | None) -> str:
    when = node.values.get("when") if isinstance(node, yt.Mapping) else None
    return when.text if isinstance(when, yt.Scalar) else ""


def _troubles(node: yt.Node | None, problems: Iterable[Problem], *, has_condition: bool) -> Iterable[Trouble]:
    for problem in problems:
        part, case = _part_at(node, problem)
        if part != "when" or not has_condition:
            yield Trouble(part, case, problem.line, problem.column, problem.message)


def _part_at(node: yt.Node | None, problem: Problem) -> tuple[str, int]:
    """The part of the rule at a place, and the number of the case; nothing where it speaks of the whole."""
    if not isinstance(node, yt.Mapping):
        return "", 0
    place = (problem.line, problem.column)
    part = (
        ""
        if place == (node.line, node.column)
        else _last_before(place, [(key.text, (key.line, key.column)) for key in node.keys.values()])
    )
    cases = node.values.get("cases")
    if part != "cases" or not isinstance(cases, yt.Listing):
        return part, 0
    number = _last_before(place, [(at, (item.line, item.column)) for at, item in enumerate(cases.items, 1)])
    return part, number or 0


def _last_before(place: tuple[int, int], marks: list[tuple[Any, tuple[int, int]]]) -> Any:
    before = [name for name, mark in marks if mark <= place]
    return before[-1] if before else ""


def _saying(rule: Rule | None) -> Saying:
    if rule is None:
        return Saying()
    sides: tuple[tuple[str, Mapping[str, str]], ...] = (("for", rule.supports), ("against", rule.opposes))
    weights = (
        Weight(factor, side, strengths[factor])
        for side, strengths in sides
        for factor in FACTORS
        if factor in strengths
    )
    return Saying(tuple(weights), rule.gate, rule.blocks, rule.level)
