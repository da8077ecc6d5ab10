"""The fact schema: which facts there are, of what kind, who can know them, what absence means.

Owns the reading of ``facts/<group>.yaml``. Leaves the values themselves to ``facts``.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from appraisal.rulebook.kinds import UNITS, Kind
from appraisal.rulebook.language import LARGEST_NUMBER, RESERVED
from appraisal.rulebook.parameters import Parameter
from appraisal.rulebook.problems import Report, quoted
from appraisal.rulebook.texts import Part, Texts, read_texts
from appraisal.rulebook.values import checked, typed_text
from appraisal.rulebook.yaml_text import Listing, Mapping, Node, Scalar

TYPES = ("bool", "int", "number", "enum", "text", "date", "list")
ASKED = ("employee", "manager", "nobody")
UNKNOWN = "unknown"
_FACT_KEYS = (
    "type", "values", "unit", "range", "origin", "ask", "cost", "absence", "restricted", "label",
    "question", "answers", "fields", "ages",
)  # fmt: skip
_FIELD_KEYS = ("type", "values", "unit", "range", "label")


@dataclass(frozen=True, slots=True)
class FactSpec:
    """What is known about a fact before anybody gives its value."""

    name: str
    type: str
    unit: str = ""
    least: float | None = None
    most: float | None = None
    values: Map[str, Texts] = field(default_factory=lambda: MappingProxyType({}))
    fields: Map[str, FactSpec] = field(default_factory=lambda: MappingProxyType({}))
    origin: str = ""
    ask: str = "nobody"
    cost: int = 1
    absence: Any = None
    restricted: bool = False
    group: str = ""
    label: Texts = field(default_factory=lambda: MappingProxyType({}))
    question: Texts | None = None
    answers: Map[str, Texts] = field(default_factory=lambda: MappingProxyType({}))
    ages: str = ""
    """The parameter, in days, up to which a value counts; none for a fact that does not age."""

    def kind(self) -> Kind:
        """The kind that conditions are checked with."""
        base = "number" if self.type in {"int", "number"} else self.type
        unit = self.unit if base == "number" else None
        fields = {name: spec.kind() for name, spec in self.fields.items()}
        return Kind(base, unit, tuple(self.values), MappingProxyType(fields), self.name)


@dataclass(frozen=True, slots=True)
class Schema:
    """All facts of a pack, and the titles of their groups."""

    facts: Map[str, FactSpec]
    groups: Map[str, Texts] = field(default_factory=lambda: MappingProxyType({}))

    def kinds(self) -> dict[str, Kind]:
        """The kinds of all facts by name."""
        return {name: spec.kind() for name, spec in self.facts.items()}

    def answers(self) -> dict[str, tuple[str, ...]]:
        """For each fact the words that can answer it; none for a number."""
        return {
            name: ("true", "false") if spec.type == "bool" else tuple(spec.values)
            for name, spec in self.facts.items()
        }


def read_group(node: Node, group: str, report: Report) -> tuple[Texts | None, dict[str, FactSpec]]:
    """The title and the facts of one file; facts that cannot be used are left out and reported."""
    if not isinstance(node, Mapping):
        report.add(node, "a file of facts has the parts 'group' and 'facts'")
        return None, {}
    part = Part(node, ("group", "facts"), ("group", "facts"), report)
    found: dict[str, FactSpec] = {}
    facts = part.mapping("facts")
    for key, value in facts.items() if facts else ():
        name = key.text
        if not name.isidentifier() or not name.isascii() or name in RESERVED:
            report.add(key, f"{quoted(name)} cannot name a fact: small letters, digits and _ only")
        elif not isinstance(value, Mapping):
            report.add(value, f"{quoted(name)} must hold named parts")
        else:
            spec = _read_fact(name, value, group, report)
            if spec is not None:
                found[name] = spec
    return part.texts("group"), found


def _read_fact(name: str, node: Mapping, group: str, report: Report) -> FactSpec | None:
    part = Part(node, _FACT_KEYS, ("type", "label", "ask"), report)
    base = _read_base(name, part, report)
    if base is None:
        return None
    ask = part.word("ask", ASKED, "nobody")
    question = part.texts("question")
    if ask != "nobody" and "question" not in node.keys:
        report.add(node, f"{quoted(name)} can be asked ({ask}) but has no 'question'")
    return FactSpec(
        **base,
        origin=part.text("origin"),
        ask=ask,
        cost=part.whole_number("cost", 1) or 1,
        absence=_read_absence(part, FactSpec(**base), report),
        restricted=part.word("restricted", ("true", "false"), "false") == "true",
        group=group,
        label=part.texts("label") or {},
        question=question,
        answers=_read_words(part.mapping("answers"), "answer", report),
        ages=part.text("ages"),
    )


def check_ages(
    node: Node, specs: Map[str, FactSpec], parameters: Map[str, Parameter], report: Report
) -> None:
    """Whether each ``ages`` of a file names a parameter in days; ``specs`` are the facts read from the file."""
    facts = node.values.get("facts") if isinstance(node, Mapping) else None
    for name, spec in specs.items():
        body = facts.values.get(name) if isinstance(facts, Mapping) else None
        if not spec.ages or not isinstance(body, Mapping):
            continue
        if spec.restricted:
            report.add(body.values["ages"], "a restricted fact does not age: a person closes the matter")
            continue
        place, number = body.values["ages"], parameters.get(spec.ages)
        if number is None:
            report.unknown(place, "parameter", spec.ages, parameters)
        elif number.unit != "days":
            report.add(
                place, f"'ages' needs a number of days; '{spec.ages}' counts {number.unit or 'nothing'}"
            )


def _read_base(name: str, part: Part, report: Report) -> dict[str, Any] | None:
    """What facts and the fields of records have in common."""
    kind = part.word("type", TYPES)
    if not kind:
        return None
    least, most = _read_range(part, report)
    values: dict[str, Texts] = {}
    if kind == "enum":
        values = _read_enum(part, report)
    elif part.get("values") is not None:
        report.add(part.place("values"), "'values' belongs to the type 'enum'")
    fields = _read_fields(part, report) if kind == "list" else {}
    return {
        "name": name,
        "type": kind,
        "unit": part.word("unit", UNITS, ""),
        "least": least,
        "most": most,
        "values": MappingProxyType(values),
        "fields": MappingProxyType(fields),
    }


def _read_enum(part: Part, report: Report) -> dict[str, Texts]:
    node = part.get("values")
    if isinstance(node, Listing):
        return {item.text: {} for item in node.items if isinstance(item, Scalar)}
    words = _read_words(part.mapping("values"), "value", report)
    if not words:
        report.add(part.place("values"), "an enum needs its 'values'")
    return words


def _read_words(node: Mapping | None, what: str, report: Report) -> dict[str, Texts]:
    if node is None:
        return {}
    return {key.text: read_texts(value, f"{what} '{key.text}'", report) or {} for key, value in node.items()}


def _read_fields(part: Part, report: Report) -> dict[str, FactSpec]:
    node = part.mapping("fields")
    if node is None:
        report.add(part.place("fields"), "a list needs its 'fields'")
        return {}
    fields: dict[str, FactSpec] = {}
    for key, value in node.items():
        if not key.text.isidentifier() or not isinstance(value, Mapping):
            report.add(key, f"{quoted(key.text)} must name a field and hold its type")
            continue
        inner = Part(value, _FIELD_KEYS, ("type",), report)
        if inner.text("type") == "list":
            report.add(value, "a list cannot hold lists")
            continue
        base = _read_base(key.text, inner, report)
        if base is not None:
            fields[key.text] = FactSpec(**base, label=inner.texts("label") or {})
    return fields


def _read_range(part: Part, report: Report) -> tuple[float | None, float | None]:
    node = part.listing("range")
    if node is None:
        return None, None
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    try:
        least, most = (float(text) for text in texts)
        if len(texts) == len(node.items) and -LARGEST_NUMBER <= least <= most <= LARGEST_NUMBER:
            return least, most
    except ValueError:
        pass
    report.add(node, "'range' holds the least and the greatest value: [0, 1]")
    return None, None


def _read_absence(part: Part, spec: FactSpec, report: Report) -> Any:
    text = part.text("absence", UNKNOWN)
    if text == UNKNOWN and UNKNOWN not in spec.values:
        return None
    value, problem = typed_text(spec, text)
    if problem is None:
        value, problem = checked(spec, value)
    if problem is not None:
        report.add(part.place("absence"), f"'absence': {problem}")
        return None
    return value
