"""What is typed into the split wizard: its choices, the names of parts, and the numbers of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from appraisal.i18n.calendars import show_month
from appraisal.i18n.numbers import read_number
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import SplitChoice
from appraisal.plans.earlier import Earlier
from appraisal.plans.tree import NAMED_AXES, Axis
from appraisal.plans.wizard import COLUMNS, GROWN_BY, methods_for
from appraisal.plans.wording import WORDS
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.request import reader
from appraisal.web.sent import key_of

LARGEST = Decimal(10) ** 12
LONGEST_NAME = 120
MOST_NAMES = 200


class PartNames(Text):
    """The names of parts, one a line; each once, whatever the size of its letters."""

    def names(self) -> list[str]:
        """The names in the order they were typed."""
        found: dict[str, str] = {}
        for line in (self.data or "").splitlines():
            if name := " ".join(line.split()):
                found.setdefault(name.casefold(), name)
        return list(found.values())

    def pre_validate(self, form: Any) -> None:
        """Refuse names that no column holds. Raises ``ValueError`` with a sentence."""
        names = self.names()
        if len(names) > MOST_NAMES:
            raise ValueError(say("objection.too_many_parts", {"most": MOST_NAMES}))
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValueError(say("objection.part_name_too_long", {"most": LONGEST_NAME}))


class SplitInput(Input):
    """The choices of a split that every method has; the numbers of the parts are read by ``typed_split``."""

    axis = SelectField(_("Along what"), coerce=str)
    method = SelectField(
        _("By what method"),
        choices=choices_of((name.value, _(WORDS[f"method.{name.value}"])) for name in COLUMNS),
    )
    source = Line(_("Where do these numbers come from?"), hint=_("For example: CRM, April to June 2017."))
    history_weight = AmountField(
        _("How much the past counts, in percent"), hint=_("The rest is counted by potential."), places=0
    )
    names = PartNames(
        _("The parts, one a line"),
        hint=_("Parts that are there already stay."),
        read_by=_("Everyone who works here reads these names."),
    )
    coverage = AmountField(
        _("Give out how much of the whole, in percent"),
        hint=_(
            "Empty is 100. With 115 the parts hold 15 percent more than the whole: a reserve, shown as such."
        ),
        places=2,
    )
    market = AmountField(_("Growth of the market, in percent"), places=2)
    capacity = AmountField(_("Growth of your capacity, in percent"), places=2)
    review_on = DayField(_("Day of the parts’ review"))

    def offer(self, axes: Sequence[Axis]) -> None:
        """Offer the axes that are left, and the methods that fit the one chosen."""
        self.axis.choices = choices_of([(axis.value, gettext(WORDS[f"axis.{axis.value}"])) for axis in axes])
        if self.axis.data not in axes:
            self.axis.data = axes[0].value
        if self.method.data not in methods_for(Axis(self.axis.data)):
            self.method.data = MethodName.EVEN.value

    def suggest(self, review_on: date, names: Sequence[str]) -> None:
        """Offer the node's own day of review and the parts that are known, until a person says otherwise."""
        if self.review_on.data is None and not self.review_on.raw_data:
            self.review_on.data = review_on
        if not self.names.raw_data:
            self.names.data = "\n".join(names)

    def suggest_source(self, earlier: Earlier) -> None:
        """Say where the numbers come from that stand in the fields."""
        if earlier.first is None or earlier.last is None or self.source.raw_data:
            return
        first, last = (
            show_month(day, reader().calendar, reader().language) for day in (earlier.first, earlier.last)
        )
        self.source.data = gettext("Measured results, %(first)s to %(last)s", first=first, last=last)

    def named(self) -> dict[str, str]:
        """The parts of an axis that the owner names, each with its title."""
        if self.axis.data == Axis.NEW_OR_EXISTING:
            return {part: say(f"part.{part}") for part in ("new", "existing")}
        return {name: name for name in self.names.names()} if self.axis.data in NAMED_AXES else {}

    def grown_by(self) -> dict[str, Decimal]:
        """What is added to an earlier result, by reason; empty until one of them is typed."""
        typed = {name: self[name].data for name in GROWN_BY}
        given = any(value is not None for value in typed.values())
        return {name: (value or Decimal(0)) / 100 for name, value in typed.items()} if given else {}


@dataclass(frozen=True)
class TypedSplit:
    """What was typed for the parts: raw text by field name, errors by field name, and the choice it makes."""

    raw: Mapping[str, str]
    errors: Mapping[str, str]
    choice: SplitChoice | None


def typed_split(data: MultiDict[str, str], typed: SplitInput) -> TypedSplit:
    """Read the parts' numbers, named ``weight:person:12``; ``choice`` is None while something cannot be read."""
    is_asked = data.get("review_on") is not None
    raw = {name: data[name].strip() for name in data if ":" in name}
    numbers: dict[str, dict[str, Decimal | None]] = {}
    errors: dict[str, str] = {}
    owners: dict[str, EmployeeKey] = {}
    for name, text in raw.items():
        column, _colon, part = name.partition(":")
        if column == "owner":
            if owner := key_of(text):
                owners[part] = EmployeeKey(owner)
            continue
        value, error = _number(text)
        numbers.setdefault(part, {})[column] = value
        if error:
            errors[name] = error
    if not is_asked or errors or not typed.validate():
        return TypedSplit(raw, errors, None)
    past, coverage = typed.history_weight.data, typed.coverage.data
    choice = SplitChoice(
        axis=Axis(typed.axis.data),
        method=MethodName(typed.method.data),
        typed=numbers,
        source=typed.source.data or "",
        history_weight=None if past is None else past / 100,
        review_on=typed.review_on.data,
        owners=owners,
        names=typed.named(),
        coverage=None if coverage is None or coverage == 100 else coverage / 100,
        growth=typed.grown_by(),
    )
    return TypedSplit(raw, errors, choice)


def _number(text: str) -> tuple[Decimal | None, str]:
    if not text:
        return None, ""
    try:
        number: Any = read_number(text, reader().language)
    except ValueError:
        return None, gettext("“%(typed)s” is not a number.", typed=text)
    if abs(number) >= LARGEST or number != round(number, 4):
        return None, gettext("Please give a smaller number, with at most %(places)s decimals.", places=4)
    return number, ""
