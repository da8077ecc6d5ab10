"""What is typed about a gap: what is possible, and how the gap is closed."""

from __future__ import annotations

from typing import Self

from flask_babel.speaklater import LazyString
from wtforms import SelectField

from appraisal.i18n.wording import say
from appraisal.plans.domain import DecideGap, GiveEstimate, NodeKey
from appraisal.plans.feasibility import Basis, Way
from appraisal.plans.inputs import READ_BY_ALL
from appraisal.plans.node_pages import NodePage
from appraisal.web.inputs import AmountField, DayField, Input, Text, choices_of
from appraisal.web.inputs import later as _


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
