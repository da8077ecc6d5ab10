"""A rule as fields, and the fields as the text of its file. Pure.

The text stays the truth. ``fields_of`` gives fields only for a text that they can hold whole: what is written from
them says the same again, so that nothing is lost on the way through a page. Whatever was typed can be written, sense
or nonsense: quoted where YAML would take it for something else, and named by the reader of rules afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from appraisal.rulebook import FACTORS, LANGUAGES, LEVELS
from appraisal.rulebook import yaml_text as yt
from appraisal.rulebook.problems import Report
from appraisal.rulebook.rules import ANSWERS, GATES, ROLES, STATUSES, STRENGTHS

TEXTS = ("title", "question", "remedy", "harms")
WIDEST = 160
FOLDED_AT = 116
MOST_LINES = 40
_PLAIN = re.compile(r"[^\W_][^\n]*|_[^\n]*", re.ASCII)
_NO_PLAIN = re.compile(r": |:$| #|\t|^---|^\.\.\.")
_FLOW_SIGNS = frozenset(",[]{}:?")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class CaseText:
    """A worked case as typed: ``given`` is the inside of the braces, ``fact: value, fact: value``."""

    name: str = ""
    given: str = ""
    expect: str = "unknown"
    as_of: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.name or self.given or self.as_of)


@dataclass(frozen=True)
class RuleFields:
    """A rule as it is typed. ``role``: evidence, gate, blocks or level; ``texts``: name -> language -> text."""

    version: str = "1"
    status: str = "draft"
    when: str = ""
    role: str = ""
    supports: Mapping[str, str] = field(default_factory=dict)
    opposes: Mapping[str, str] = field(default_factory=dict)
    gate: str = ""
    blocks: tuple[str, ...] = ()
    level: str = ""
    group: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    asks: str = ""
    follow_up_days: str = ""
    source: str = ""
    cases: tuple[CaseText, ...] = ()
    notes: str = ""


def fields_of(text: str) -> RuleFields | None:
    """The fields of a rule's file, or None where they cannot hold all that the file says."""
    notes, body = _notes_of(text)
    plain = _plain_of(body)
    if not isinstance(plain, dict) or _has_remarks(body):
        return None
    found = _fields(plain, notes)
    return found if _fits(found) and _plain_of(to_text(found)) == plain else None


def to_text(rule: RuleFields) -> str:
    """The file of a rule in its one form: at most 40 lines of 160 letters wherever that can be."""
    flat = 0
    while True:
        lines = list(_lines(rule, TEXTS[len(TEXTS) - flat :]))
        if len(lines) <= MOST_LINES or flat == len(TEXTS):
            return "\n".join(lines) + "\n"
        flat += 1


def given_text(given: Mapping[str, Any]) -> str:
    """What a case gives, as it is typed: the inside of the braces."""
    return _flow(given)[1:-1]


def _lines(rule: RuleFields, flat: Iterable[str]) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in rule.notes.splitlines())
    for name in ("version", "status", "when"):
        yield from _entry(name, getattr(rule, name))
    yield from _role_lines(rule)
    yield from _entry("group", rule.group)
    for name in TEXTS:
        if name == "remedy":
            yield from _entry("asks", rule.asks)
        yield from _texts(name, rule.texts.get(name, {}), name in flat)
    yield from _entry("follow_up_days", rule.follow_up_days)
    yield from _entry("source", rule.source)
    if rule.cases:
        yield "cases:"
    for case in rule.cases:
        yield from _case(case)


def _role_lines(rule: RuleFields) -> Iterator[str]:
    if rule.role == "evidence" and (rule.supports or rule.opposes):
        yield "evidence:"
        for side, strengths in (("for", rule.supports), ("against", rule.opposes)):
            if strengths:
                yield f"  {side}: {_flow({name: strengths[name] for name in FACTORS if name in strengths})}"
    elif rule.role == "blocks" and rule.blocks:
        yield f"blocks: {_flow(list(rule.blocks))}"
    elif rule.role in ("gate", "level"):
        yield from _entry(rule.role, getattr(rule, rule.role))


def _texts(name: str, texts: Mapping[str, str], flat: bool) -> Iterator[str]:
    held = {language: texts[language] for language in LANGUAGES if texts.get(language)}
    line = f"{name}: {_flow(held)}"
    if held and flat and len(line) <= WIDEST:
        yield line
    elif held:
        yield f"{name}:"
        for language, text in held.items():
            yield from _entry(language, text, "  ")


def _case(case: CaseText) -> Iterator[str]:
    given = _plain_of("{" + case.given + "}")
    is_read = isinstance(given, dict) and not _has_remarks("{" + case.given + "}")
    held = {"name": case.name, "given": given if is_read else case.given}
    if case.as_of:
        held["as_of"] = case.as_of
    held["expect"] = case.expect
    line = f"  - {_flow(held)}"
    if len(line) <= WIDEST:
        yield line
        return
    for place, (name, value) in enumerate(held.items()):
        lead = "    " if place else "  - "
        if isinstance(value, dict):
            yield f"{lead}{name}: {_flow(value)}"
        else:
            yield from _entry(name, value, lead, "      ")


def _entry(name: str, text: str, lead: str = "", below: str = "") -> Iterator[str]:
    """``name: text``, folded over several lines where it is too wide for one. Nothing for no text."""
    if not text:
        return
    below = below or " " * (len(lead) + 2)
    if "\n" in text and not _ESCAPED.search(text.replace("\n", "")) and text == text.strip():
        yield f"{lead}{name}: |-"
        yield from (f"{below}{line}" if line else "" for line in text.split("\n"))
        return
    line = f"{lead}{name}: {_scalar(text)}"
    words = text.split(" ")
    if len(line) <= WIDEST or not all(words) or _ESCAPED.search(text) or "\t" in text:
        yield line
        return
    yield f"{lead}{name}: >-"
    held = below + words[0]
    for word in words[1:]:
        if len(held) + len(word) >= FOLDED_AT:
            yield held
            held = below + word
        else:
            held += f" {word}"
    yield held


def _flow(value: Any) -> str:
    """Plain data on one line."""
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_scalar(str(key), True)}: {_flow(each)}" for key, each in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return _scalar(str(value), True)


def _scalar(text: str, in_flow: bool = False) -> str:
    """A text as YAML takes it for a text: plain where it can be, quoted where it must be."""
    if _ESCAPED.search(text):
        escaped = json.dumps(text, ensure_ascii=False)
        return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    begins_well = text[:1].isalnum() or text[:1] == "_" or re.match(r"-[0-9]", text)
    signs = in_flow and _FLOW_SIGNS & set(text)
    if begins_well and not _NO_PLAIN.search(text) and not signs and text == text.strip():
        return text
    return "'" + text.replace("'", "''") + "'"


def _fields(plain: Mapping[str, Any], notes: str) -> RuleFields:
    """Whatever fits into fields; ``fields_of`` sees by writing it whether that was everything."""
    sides = _named(plain.get("evidence"))
    cases = plain.get("cases")
    blocks = plain.get("blocks")
    return RuleFields(
        version=_text(plain.get("version")),
        status=_text(plain.get("status")),
        when=_text(plain.get("when")),
        role=next((role for role in ROLES if role in plain), ""),
        supports=_named(sides.get("for")),
        opposes=_named(sides.get("against")),
        gate=_text(plain.get("gate")),
        blocks=tuple(_text(each) for each in blocks) if isinstance(blocks, list) else (),
        level=_text(plain.get("level")),
        group=_text(plain.get("group")),
        texts={name: _named(plain[name]) for name in TEXTS if name in plain},
        asks=_text(plain.get("asks")),
        follow_up_days=_text(plain.get("follow_up_days")),
        source=_text(plain.get("source")),
        cases=tuple(_case_text(_named(each)) for each in (cases if isinstance(cases, list) else ())),
        notes=notes,
    )


def _fits(rule: RuleFields) -> bool:
    """Whether everything that is chosen from a list is on that list."""
    strengths = {*rule.supports.values(), *rule.opposes.values()}
    return (
        rule.status in ("", *STATUSES)
        and rule.gate in ("", *GATES)
        and rule.level in ("", *LEVELS)
        and strengths <= set(STRENGTHS)
        and not set(rule.supports) & set(rule.opposes)
        and all(case.expect in ANSWERS for case in rule.cases)
    )


def _case_text(case: Mapping[str, Any]) -> CaseText:
    given = case.get("given", {})
    return CaseText(
        name=_text(case.get("name")),
        given=given if isinstance(given, str) else given_text(given) if isinstance(given, dict) else "",
        expect=_text(case.get("expect")),
        as_of=_text(case.get("as_of")),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _named(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain_of(text: str) -> Any:
    """The text as plain data, or None where it is no YAML that a rule may hold."""
    report = Report("")
    node = yt.read_yaml(text.encode("utf-8", errors="surrogatepass"), report)
    return None if node is None or report.problems else yt.plain_of(node)


def _notes_of(text: str) -> tuple[str, str]:
    """The remarks at the head of a file, and the rest."""
    lines = text.split("\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(line[1:].strip() for line in lines[:count]), "\n".join(lines[count:])


def _has_remarks(text: str) -> bool:
    """Whether a remark stands somewhere between the parts, where fields cannot keep it."""
    node = yt.read_yaml(text.encode("utf-8", errors="surrogatepass"), Report(""))
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    covered = bytearray(len(text) + 1)
    for each in _scalars(node):
        begin = starts[each.line - 1] + each.column - 1
        covered[begin : begin + len(each.raw)] = b"\1" * len(each.raw)
    return any(not covered[found.end() - 1] for found in re.finditer(r"(?:^|(?<=\s))#", text))


def _scalars(node: yt.Node | None) -> Iterator[yt.Scalar]:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, yt.Scalar):
            yield each
        elif isinstance(each, yt.Listing):
            waiting += each.items
        elif isinstance(each, yt.Mapping):
            waiting += [*each.keys.values(), *each.values.values()]
