"""What a plan owner types: a new plan, a number, the choices of a split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from appraisal.actuals.domain import MEASURES
from appraisal.i18n.numbers import read_number
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import (
    DecideGap,
    EntrustNode,
    GiveEstimate,
    KeepNode,
    MakeRoot,
    NodeKey,
    SetTarget,
    SplitChoice,
)
from appraisal.plans.feasibility import Basis, Way
from appraisal.plans.node_pages import NodePage
from appraisal.plans.tree import Axis
from appraisal.plans.wizard import COLUMNS
from appraisal.plans.wording import WORDS
from appraisal.web.careful import KeepingInput, Reason
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.request import reader
from appraisal.web.sent import key_of

LARGEST = Decimal(10) ** 12
READ_BY_ALL = _("Everyone who may open this part of the plan.")


class RootInput(Input):
    """A new plan."""

    title = Line(_("What the plan is called"), needed=True)
    measure = SelectField(
        _("What is counted"),
        choices=choices_of((code, LazyString(say, f"measure.{code}")) for code in MEASURES),
    )
    target = AmountField(
        _("Target for the whole period"),
        hint=_("Leave it empty while it is not known. Empty is not zero."),
        places=0,
    )
    starts_on = DayField(_("First day"), needed=True)
    ends_on = DayField(_("Last day"), needed=True)
    review_on = DayField(
        _("Day of the review"),
        needed=True,
        hint=_("On this day the plan is looked at together: keep, change or stop."),
    )
    owner = SelectField(_("Owner"), coerce=int)

    def offer(self, owners: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may own the plan."""
        self.owner.choices = choices_of([(str(key), name) for key, name in owners])

    def command(self) -> MakeRoot:
        """What was typed, as a wish."""
        return MakeRoot(
            title=self.title.data or "",
            measure=self.measure.data,
            target=self.target.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            review_on=self.review_on.data,
            owner=EmployeeKey(self.owner.data) if self.owner.data else None,
        )


class CareInput(Input):
    """Who looks after a node, and when it is looked at together."""

    owner = SelectField(_("Owner"), coerce=int)
    review_on = DayField(
        _("Day of the review"),
        needed=True,
        hint=_("On this day the plan is looked at together: keep, change or stop."),
    )

    @classmethod
    def of(cls, page: NodePage) -> Self:
        """The owner and the day there are, nothing typed."""
        node = page.node
        data = {"owner": node.owner, "review_on": node.review_on, "seen_version": node.version}
        return cls(formdata=None, data=data)

    def offer(self, owners: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may own it."""
        self.owner.choices = choices_of([(str(key), name) for key, name in owners])

    def command(self, node: int) -> EntrustNode:
        """What was typed, as a wish."""
        owner = EmployeeKey(self.owner.data) if self.owner.data else None
        return EntrustNode(NodeKey(node), owner, self.review_on.data)


class ReasonInput(KeepingInput):
    """Why a node should stay as it is although a rule warns."""

    because = Reason(read_by=READ_BY_ALL)

    def command(self, node: int) -> KeepNode:
        """What was typed, as a wish."""
        return KeepNode(NodeKey(node), *self.said())


class TargetInput(Input):
    """A node's own number."""

    target = AmountField(_("Target"), hint=_("Empty is “not given”, which is not zero."), places=2)
    because = Text(
        _("Why the number changes"),
        hint=_("Needed once there is a number. It stays on this page with the old number and the new one."),
        read_by=READ_BY_ALL,
        longest=2000,
    )

    @classmethod
    def of(cls, page: NodePage) -> Self:
        """The number there is, nothing typed."""
        return cls(formdata=None, data={"target": page.node.target, "seen_version": page.node.version})

    def command(self, node: int) -> SetTarget:
        """What was typed, as a wish."""
        return SetTarget(NodeKey(node), self.target.data, self.because.data or "")


class EstimateInput(Input):
    """What somebody holds possible in a node."""

    value = AmountField(
        _("What is possible"),
        hint=_("Your own estimate, whatever the target says. Empty takes it back; zero is an estimate."),
        places=2,
    )
    basis = SelectField(
        _("What it rests on"),
        choices=choices_of((basis.value, LazyString(say, f"basis.{basis.value}")) for basis in Basis),
    )
    said = Text(_("In your words"), read_by=READ_BY_ALL, longest=2000)

    @classmethod
    def of(cls, page: NodePage) -> Self:
        """The estimate there is, nothing typed."""
        said = page.gap.estimate
        data = {"value": said.value, "basis": said.basis.value, "said": said.said} if said else {}
        return cls(formdata=None, data=data)

    def command(self, node: int) -> GiveEstimate:
        """What was typed, as a wish."""
        return GiveEstimate(NodeKey(node), self.value.data, Basis(self.basis.data), self.said.data or "")


class GapInput(Input):
    """How a gap is closed."""

    way = SelectField(
        _("What you decide"),
        choices=choices_of((way.value, LazyString(say, f"way.{way.value}")) for way in Way),
    )
    because = Text(_("Why"), needed=True, read_by=READ_BY_ALL, longest=2000)
    until = DayField(
        _("Until when it holds"),
        needed=True,
        hint=_("After this day the gap is open again, and somebody decides anew."),
    )

    def command(self, node: int) -> DecideGap:
        """What was typed, as a wish."""
        return DecideGap(NodeKey(node), Way(self.way.data), self.because.data or "", self.until.data)


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
    review_on = DayField(_("Day of the parts’ review"))

    def offer(self, axes: Sequence[Axis]) -> None:
        """Offer the axes that are left."""
        self.axis.choices = choices_of([(axis.value, gettext(WORDS[f"axis.{axis.value}"])) for axis in axes])
        if self.axis.data not in axes:
            self.axis.data = axes[0].value
        if self.method.data not in tuple(COLUMNS):
            self.method.data = MethodName.EVEN.value

    def suggest(self, review_on: date) -> None:
        """Offer the node's own day of review, until a person says otherwise."""
        if self.review_on.data is None and not self.review_on.raw_data:
            self.review_on.data = review_on


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
    past = typed.history_weight.data
    choice = SplitChoice(
        axis=Axis(typed.axis.data),
        method=MethodName(typed.method.data),
        typed=numbers,
        source=typed.source.data or "",
        history_weight=None if past is None else past / 100,
        review_on=typed.review_on.data,
        owners=owners,
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
