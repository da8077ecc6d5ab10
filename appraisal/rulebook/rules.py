"""Rules: one small file each, with texts in four languages and worked cases.

Owns the reading of a rule file and the two digests of a rule: of its logic and of its texts, so that
a mended translation does not look like changed logic.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.rulebook.condition import Condition, condition_of
from appraisal.rulebook.kinds import Kind
from appraisal.rulebook.problems import Place, Report, quoted
from appraisal.rulebook.schema import Schema
from appraisal.rulebook.texts import Part, Texts
from appraisal.rulebook.values import checked, typed_text
from appraisal.rulebook.wordlists import WordList
from appraisal.rulebook.yaml_text import Listing, Mapping, Node, Scalar

FACTORS = (
    "external_factors",
    "understanding_of_task",
    "skill_level",
    "aptitude",
    "choice_to_expend_effort",
    "degree_of_effort",
    "persistence",
)
"""In the order in which they are looked at: each later one cannot be read while an earlier is open."""
STRENGTHS = ("weak", "moderate", "strong")
GATES = ("escalate", "rebase", "no_diagnosis", "more_info")
LEVELS = ("block", "warn", "tip")
"""How a remark speaks: it cannot stay so, it may stay with a reason that both sides read, or it is a hint."""
STATUSES = ("draft", "active", "retired")
ANSWERS = ("yes", "no", "unknown")
Kinds = tuple[Map[str, Kind], Map[str, Kind], Map[str, WordList]]
"""The kinds of the facts and of the parameters, and the lists of words."""
ROLES = ("evidence", "gate", "blocks", "level")
_KEYS = (
    "version", "status", "when", *ROLES, "group", "title", "question", "asks", "remedy", "harms",
    "follow_up_days", "source", "cases",
)  # fmt: skip
_NEEDED = ("version", "when", "title", "source", "cases")


@dataclass(frozen=True, slots=True)
class Case:
    """A small story: these facts, this answer. ``as_of`` only where the story needs a day."""

    name: str
    given: Map[str, Any]
    expect: str
    as_of: date | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file says it. ``supports`` and ``opposes`` map factors to strengths."""

    id: str
    path: str
    version: int
    status: str
    condition: Condition
    supports: Map[str, str]
    opposes: Map[str, str]
    gate: str
    blocks: tuple[str, ...]
    level: str
    group: str
    title: Texts
    question: Texts | None
    asks: str
    remedy: Texts | None
    harms: Texts | None
    follow_up_days: int | None
    source: str
    cases: tuple[Case, ...]
    logic_digest: str
    texts_digest: str

    def factors(self) -> frozenset[str]:
        """The factors a rule speaks about."""
        return frozenset((*self.supports, *self.opposes, *self.blocks))


def digest_of(plain: Any) -> str:
    """SHA-256 over plain data in one canonical spelling."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def read_rule(
    node: Node, rule_id: str, schema: Schema, kinds: Kinds, allowed: tuple[str, ...], report: Report
) -> Rule | None:
    """One rule file; ``allowed`` are the roles that a rule of this kind of pack may have."""
    if not isinstance(node, Mapping):
        report.add(node, "a rule has named parts: version, when, evidence, title, source, cases")
        return None
    part = Part(node, _KEYS, _NEEDED, report)
    condition = _read_condition(part, kinds, report)
    _check_role(node, allowed, report)
    supports, opposes = _read_evidence(part, report)
    texts = {name: part.texts(name) for name in ("title", "question", "remedy", "harms")}
    asks = part.text("asks")
    if asks and asks not in schema.facts:
        report.unknown(part.place("asks"), "fact", asks, schema.facts)
    if "source" in node.keys and not part.text("source"):
        report.add(part.place("source"), "'source' is empty; say where the rule comes from")
    cases = _read_cases(part, schema, report)
    _check_cases(part, cases, condition, report)
    head = {
        "version": part.whole_number("version", 1) or 1,
        "status": part.word("status", STATUSES, "active"),
        "gate": part.word("gate", GATES),
        "blocks": _read_blocks(part, report),
        "level": part.word("level", LEVELS),
        "group": part.text("group"),
        "follow_up_days": part.whole_number("follow_up_days", 1),
        "source": part.text("source"),
    }
    if condition is None:
        return None
    logic = [rule_id, condition.normal, supports, opposes, head["gate"], head["blocks"], head["group"]]
    logic += [head["level"]] if head["level"] else []
    logic += [kinds[2][name].logic() for name in sorted(condition.words)]
    return Rule(
        id=rule_id, path=report.path, condition=condition, supports=supports, opposes=opposes, asks=asks,
        title=texts["title"] or {}, question=texts["question"], remedy=texts["remedy"],
        harms=texts["harms"], cases=cases, logic_digest=digest_of(logic), texts_digest=digest_of(texts),
        **head,
    )  # fmt: skip


def _check_role(node: Mapping, allowed: tuple[str, ...], report: Report) -> None:
    roles = [role for role in ROLES if role in node.keys]
    if len(roles) != 1 or roles[0] not in allowed:
        *most, last = (f"'{role}'" for role in allowed)
        which = (
            f"exactly one of {', '.join(most)} and {last}" if most else f"{last} and nothing else of its sort"
        )
        report.add(node, f"a rule has {which}")


def _read_condition(part: Part, kinds: Kinds, report: Report) -> Condition | None:
    node = part.get("when")
    if node is None:
        return None
    if not isinstance(node, Scalar):
        report.add(node, "'when' must be a condition in one text")
        return None
    condition, faults = condition_of(node.text, *kinds)
    for fault in faults:
        report.add(node.place(fault.offset), fault.message)
    return condition


def _read_evidence(part: Part, report: Report) -> tuple[dict[str, str], dict[str, str]]:
    evidence = part.mapping("evidence")
    if evidence is None:
        return {}, {}
    sides = Part(evidence, ("for", "against"), (), report)
    supports, opposes = (_read_side(sides.mapping(side), report) for side in ("for", "against"))
    if not supports and not opposes:
        report.add(evidence, "'evidence' needs 'for' or 'against' with a factor and its strength")
    for factor in sorted(set(supports) & set(opposes)):
        report.add(evidence, f"'{factor}' cannot be both for and against")
    return supports, opposes


def _read_side(node: Mapping | None, report: Report) -> dict[str, str]:
    if node is None:
        return {}
    part = Part(node, FACTORS, (), report)
    return {
        factor: strength
        for factor in FACTORS
        if factor in node.keys and (strength := part.word(factor, STRENGTHS))
    }


def _read_blocks(part: Part, report: Report) -> tuple[str, ...]:
    listed = part.listing("blocks")
    if listed is None:
        return ()
    blocked: list[str] = []
    for item in listed.items:
        if not isinstance(item, Scalar) or item.text not in FACTORS:
            report.unknown(item, "factor", item.text if isinstance(item, Scalar) else "", FACTORS)
        else:
            blocked.append(item.text)
    if not listed.items:
        report.add(listed, "'blocks' names at least one factor")
    return tuple(blocked)


def _read_cases(part: Part, schema: Schema, report: Report) -> tuple[Case, ...]:
    listed = part.listing("cases")
    cases = []
    for item in listed.items if listed else ():
        if not isinstance(item, Mapping):
            report.add(item, "a case is written {name: ..., given: {...}, expect: yes}")
            continue
        case = Part(item, ("name", "given", "expect", "as_of"), ("name", "given", "expect"), report)
        given = _read_given(case.mapping("given"), schema, report)
        cases.append(
            Case(
                name=case.text("name"),
                given=given,
                expect=case.word("expect", ANSWERS, "unknown"),
                as_of=_read_day(case, report),
                line=item.line,
                column=item.column,
            )
        )
    return tuple(cases)


def _read_day(case: Part, report: Report) -> date | None:
    text = case.text("as_of")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        report.add(case.place("as_of"), f"{quoted(text)} is no day; write 2024-06-30")
        return None


def _read_given(node: Mapping | None, schema: Schema, report: Report) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for key, value in node.items() if node else ():
        spec = schema.facts.get(key.text)
        if spec is None:
            report.unknown(key, "fact", key.text, schema.facts)
            continue
        plain, problem = _plain_given(spec, value)
        if problem is None:
            given[key.text], problem = checked(spec, plain)
        if problem is not None:
            report.add(value, problem)
    return given


def _plain_given(spec: Any, node: Node) -> tuple[Any, str | None]:
    if isinstance(node, Scalar):
        return typed_text(spec, node.text)
    if not isinstance(node, Listing):
        return None, f"'{spec.name}' cannot have named parts"
    items: list[Any] = []
    for item in node.items:
        if not isinstance(item, Mapping):
            return None, f"'{spec.name}': an item has named fields"
        record: dict[str, Any] = {}
        for key, value in item.items():
            if key.text in spec.fields and isinstance(value, Scalar):
                record[key.text], problem = typed_text(spec.fields[key.text], value.text)
                if problem is not None:
                    return None, problem
            else:
                record[key.text] = key.text
        items.append(record)
    return items, None


def _check_cases(part: Part, cases: tuple[Case, ...], condition: Condition | None, report: Report) -> None:
    place: Place = part.place("cases")
    if len(cases) < 3:
        report.add(place, f"a rule has at least 3 cases, here are {len(cases)}")
    wanted = {"yes", "no"} | ({"unknown"} if condition is None or condition.can_be_unknown else set())
    for answer in (word for word in ANSWERS if word in wanted - {case.expect for case in cases}):
        report.add(place, f"no case expects '{answer}'")
    for name, times in Counter(case.name for case in cases).items():
        if times > 1:
            report.add(place, f"{times} cases are named {quoted(name)}")
