"""The fields in which a rule, a new rule and a new worked case are typed. Nothing typed is refused for its sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_babel import gettext
from wtforms import BooleanField, SelectField

from appraisal.i18n.languages import LANGUAGES
from appraisal.i18n.numbers import read_number
from appraisal.i18n.wording import say
from appraisal.packs.domain import AddRule, KeepRule
from appraisal.packs.offers import Asked
from appraisal.packs.writing import TEXTS, CaseText, RuleFields, given_text
from appraisal.rulebook import FACTORS, LEVELS
from appraisal.rulebook.rules import ANSWERS, GATES, STATUSES, STRENGTHS
from appraisal.web.inputs import Input, Line, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.request import reader

MOST_CASES = 80
_LONGEST = 4000


class FileInput(Input):
    """A rule's file as text."""

    text = Text(
        _("The file"),
        needed=True,
        longest=60_000,
        read_by=_("Everybody who works here reads this once it is published."),
    )

    def command(self, pack: str, rule: str) -> KeepRule:
        """The file as a wish."""
        return KeepRule(pack, rule, (self.text.data or "") + "\n", self.seen_version.data or "")


class RuleSheet(Input):
    """A rule, field by field. The texts in four languages are added below."""

    status = SelectField(_("Is it asked?"))
    when = Text(_("The condition"), longest=_LONGEST)
    role = SelectField(_("What it does when it applies"))
    gate = SelectField(_("What happens first"), default="")
    level = SelectField(_("How it speaks"), default="")
    group = Line(
        _("Group"),
        hint=_(
            "Rules of one group rest on the same answer; only the strongest of them counts. May stay empty."
        ),
    )
    asks = Line(_("The fact that the question asks for"), hint=_("Its name as in the list. May stay empty."))
    follow_up_days = Line(_("Look again after so many days"))
    source = Line(_("Where the rule comes from"), longest=1000)
    notes = Text(_("Notes at the head of the file"), longest=_LONGEST)

    def __init__(self, kind: str, roles: Iterable[str], **kw: Any) -> None:
        super().__init__(**kw)
        self.kind = kind
        self.status.choices = _choices("rule_status", STATUSES)
        self.role.choices = _choices("rule_role", roles)
        self.gate.choices = [("", "–"), *_choices("gate", GATES)]
        self.level.choices = [("", "–"), *_choices("level", LEVELS)]
        weights = [("", gettext("says nothing")), *_weights()]
        for each in self.weights():
            each.choices = weights
        self.rows = _sent_cases() if self.is_submitted() else ()

    def texts_of(self, name: str) -> list[Any]:
        """The four fields of one text."""
        return [self[f"{name}_{language}"] for language in LANGUAGES]

    def weights(self) -> list[Any]:
        """The fields of the seven factors."""
        return [self[f"weight_{factor}"] for factor in FACTORS]

    def blocked(self) -> list[Any]:
        """The factors that may be kept from being looked at."""
        return [self[f"block_{factor}"] for factor in FACTORS]

    @property
    def lines(self) -> tuple[CaseText, ...]:
        """The cases to show, and two empty lines for new ones."""
        return (*self.rows, CaseText(), CaseText())[:MOST_CASES]

    def fields(self) -> RuleFields:
        """What was typed, as the fields of a rule. Its version is found by whoever keeps it."""
        weights = {factor: self[f"weight_{factor}"].data or "" for factor in FACTORS}
        sides = {
            side: {
                factor: word.removeprefix(f"{side} ")
                for factor, word in weights.items()
                if word.removeprefix(f"{side} ") in STRENGTHS
            }
            for side in ("for", "against")
        }
        texts = {name: {each: self[f"{name}_{each}"].data or "" for each in LANGUAGES} for name in TEXTS}
        return RuleFields(
            status=self.status.data or "",
            when=self.when.data or "",
            role=self.role.data or "",
            supports=sides["for"],
            opposes=sides["against"],
            gate=self.gate.data or "",
            blocks=tuple(factor for factor in FACTORS if self[f"block_{factor}"].data),
            level=self.level.data or "",
            group=self.group.data or "",
            texts={name: {key: text for key, text in each.items() if text} for name, each in texts.items()},
            asks=self.asks.data or "",
            follow_up_days=self.follow_up_days.data or "",
            source=self.source.data or "",
            cases=tuple(case for case in self.rows if not case.is_blank),
            notes=self.notes.data or "",
        )


for _name in TEXTS:
    for _language in LANGUAGES.values():
        setattr(RuleSheet, f"{_name}_{_language.code}", Text(_language.own_name, longest=_LONGEST))
for _factor in FACTORS:
    setattr(RuleSheet, f"weight_{_factor}", SelectField(_factor, default=""))
    setattr(RuleSheet, f"block_{_factor}", BooleanField(_factor))


def sheet_of(kind: str, roles: Iterable[str], rule: RuleFields) -> RuleSheet:
    """The sheet as it shows a rule."""
    sheet = RuleSheet(kind, roles, formdata=None, data=_data(rule))
    sheet.rows = rule.cases
    return sheet


def _data(rule: RuleFields) -> dict[str, Any]:
    names = ("when", "role", "gate", "level", "group", "asks", "follow_up_days", "source", "notes")
    texts = {f"{name}_{key}": text for name, each in rule.texts.items() for key, text in each.items()}
    weights = {
        f"weight_{factor}": f"{side} {strength}"
        for side, strengths in (("for", rule.supports), ("against", rule.opposes))
        for factor, strength in strengths.items()
    }
    blocks = {f"block_{factor}": True for factor in rule.blocks}
    plain = {name: getattr(rule, name) for name in names}
    return {**plain, **texts, **weights, **blocks, "status": rule.status or "active"}


class NewRuleInput(Input):
    """A rule that is begun."""

    folder = SelectField(_("Among which rules"), validate_choice=False)
    rule = Line(
        _("Its number"),
        needed=True,
        longest=20,
        hint=_("One that nobody has, such as E31. Findings are explained with it, so it never changes."),
    )
    slug = Line(
        _("A short English name"),
        needed=True,
        longest=60,
        hint=_("For the file: small letters and hyphens, such as inputs-arrive-late."),
    )

    def command(self, pack: str) -> AddRule:
        """What was typed, as a wish."""
        return AddRule(pack, self.folder.data or "", self.rule.data or "", self.slug.data or "")


class CaseInput(Input):
    """A small story; its facts are those of the condition, named ``fact-<name>``."""

    name = Line(
        _("The story in a few words"),
        needed=True,
        hint=_("In English, and without names of people: half of the leads came and all calls were made."),
        read_by=_("Everybody who works here reads this once it is published."),
    )
    as_of = Line(_("The day of the story"), hint=_("Like 2024-06-30."))

    def told(self, asked: Iterable[Asked]) -> dict[str, str]:
        """What was told of the facts, as it was typed; nothing for what nobody knows."""
        typed = {each.name: request.form.get(f"fact-{each.name}", "") for each in asked}
        return {name: text[:_LONGEST].strip() for name, text in typed.items() if text.strip()}

    def case(self, asked: tuple[Asked, ...], expect: str) -> CaseText:
        """The story as a worked case that expects what came out."""
        types = {each.name: each.type for each in asked}
        told = self.told(asked)
        lists = [f"{name}: {text}" for name, text in told.items() if types[name] == "list"]
        plain = {
            name: _amount(text) if types[name] in ("int", "number") else text
            for name, text in told.items()
            if types[name] != "list"
        }
        given = ", ".join([*([given_text(plain)] if plain else []), *lists])
        return CaseText(self.name.data or "", given, expect, self.as_of.data or "")


def _amount(text: str) -> str:
    """A number in any digits as a file writes it; as it was typed where it is none."""
    try:
        number = read_number(text, reader().language)
    except ValueError:
        return text
    return f"{number:f}" if abs(number) < 10**15 and number == round(number, 9) else text


def _choices(family: str, keys: Iterable[str]) -> list[Any]:
    return choices_of((key, say(f"{family}.{key}")) for key in keys)


def _weights() -> list[Any]:
    return choices_of(
        (f"{side} {strength}", say(f"weight.{side}", {"strength": say(f"strength.{strength}")}))
        for side in ("for", "against")
        for strength in reversed(STRENGTHS)
    )


def _sent_cases() -> tuple[CaseText, ...]:
    """The lines of the table of cases that were sent, as typed."""
    form: Mapping[str, str] = request.form
    found = []
    for at in range(MOST_CASES):
        part = {name: form.get(f"case-{at}-{name}", "") for name in ("name", "given", "expect", "as_of")}
        plain = {name: re.sub(r"\s+", " ", text).strip()[:_LONGEST] for name, text in part.items()}
        if plain["expect"] not in ANSWERS:
            plain["expect"] = "unknown"
        case = CaseText(**plain)
        if not case.is_blank:
            found.append(case)
    return tuple(found)
