"""What a plan owner types: a new plan, a number, the choices of a split."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from flask_babel.speaklater import LazyString
from wtforms import SelectField

from appraisal.actuals.domain import MEASURES
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.plans.domain import EntrustNode, KeepNode, MakeRoot, NodeKey, SetTarget
from appraisal.plans.node_pages import NodePage
from appraisal.web.careful import KeepingInput, Reason
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _

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
