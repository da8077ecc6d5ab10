"""What is typed in the five steps of a plan: its purpose, what it rests on, a plan beside the sums, own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from wtforms import SelectField

from appraisal.actuals.domain import MEASURES
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.plans.domain import NodeKey
from appraisal.plans.guidance import (
    GuideNode,
    HangBeside,
    InstructNode,
    NoteAssumption,
    RestateNode,
    Rhythm,
    Topic,
)
from appraisal.plans.queries import NodeFacts
from appraisal.plans.starts import STARTS
from appraisal.plans.step_pages import Guided
from appraisal.plans.tree import HEIGHT, PlanKind
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _

READ_BY = _("Everyone who may open this part of the plan.")
LONGEST = 2000


def _worded(family: str, keys: Any) -> list[tuple[str, Any]]:
    return [(key, LazyString(say, f"{family}.{key}")) for key in keys]


class GuidanceInput(Input):
    """What a node is for, and how it is kept on course."""

    statement = Text(
        _("What is to be true at the end?"),
        hint=_("One sentence with the result, the customers and the day."),
        read_by=READ_BY,
        longest=LONGEST,
    )
    why_it_matters = Text(
        _("Why does it matter, to customers and to those who work on it?"),
        hint=_("Pay is no part of this plan."),
        read_by=READ_BY,
        longest=LONGEST,
    )
    measured_by = Line(
        _("Where do the results come from?"),
        hint=_("For example: CRM export, each Monday."),
        read_by=READ_BY,
    )
    rhythm = SelectField(
        _("How often is the plan looked at together?"),
        choices=choices_of([("", _("Not said yet")), *_worded("rhythm", Rhythm)]),
    )
    reporter = SelectField(_("Who reports upward?"))

    @classmethod
    def of(cls, guided: Guided) -> Self:
        """What was said so far, nothing typed."""
        data = {
            "statement": guided.statement,
            "why_it_matters": guided.why_it_matters,
            "measured_by": guided.measured_by,
            "rhythm": guided.rhythm or "",
            "reporter": str(guided.reporter or ""),
            "seen_version": guided.version or "",
        }
        return cls(formdata=None, data=data)

    def offer(self, owners: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may report."""
        people = [(str(key), name) for key, name in owners]
        self.reporter.choices = choices_of([("", gettext("Not said yet")), *people])

    def command(self, node: int) -> GuideNode:
        """What was typed, as a wish."""
        return GuideNode(
            NodeKey(node),
            self.statement.data or "",
            self.why_it_matters.data or "",
            self.measured_by.data or "",
            Rhythm(self.rhythm.data) if self.rhythm.data else None,
            EmployeeKey(int(self.reporter.data)) if self.reporter.data else None,
        )


class AssumptionInput(Input):
    """What a plan rests on."""

    topic = SelectField(_("About what"), choices=choices_of(_worded("topic", Topic)))
    said = Text(_("What do you know?"), needed=True, read_by=READ_BY, longest=LONGEST)
    source = Line(
        _("Where does it come from?"),
        needed=True,
        hint=_("A document, a meeting, a person and a day."),
        longest=300,
    )
    as_of = DayField(_("As it was known on"), needed=True)

    def command(self, node: int) -> NoteAssumption:
        """What was typed, as a wish."""
        return NoteAssumption(
            NodeKey(node),
            Topic(self.topic.data),
            self.said.data or "",
            self.source.data or "",
            self.as_of.data,
        )


class BesideInput(Input):
    """A supporting or a contingency plan."""

    title = Line(_("What the plan is called"), needed=True, read_by=READ_BY)
    kind = SelectField(_("What kind of plan"))
    measure = SelectField(_("What is counted"), choices=choices_of(_worded("measure", MEASURES)))
    target = AmountField(_("Target"), hint=_("Empty is “not given”, which is not zero."), places=0)
    starts_on = DayField(_("First day"), needed=True)
    ends_on = DayField(_("Last day"), needed=True)
    review_on = DayField(
        _("Day of the review"),
        needed=True,
        hint=_("On this day the plan is looked at together: keep, change or stop."),
    )
    owner = SelectField(_("Owner"), coerce=int)
    instruction = Text(
        _("What is to be done, and how"),
        hint=_("So that somebody new could begin with it."),
        read_by=READ_BY,
        longest=LONGEST,
    )

    @classmethod
    def from_start(cls, node: NodeFacts, start: str) -> Self:
        """A start filled in for this node, in the reader's language; an unknown one begins empty."""
        days = {"starts_on": node.starts_on, "ends_on": node.ends_on, "review_on": node.review_on}
        data: dict[str, Any] = {**days, "owner": node.owner, "kind": PlanKind.OPERATIONAL.value}
        if chosen := STARTS.get(start):
            data |= {
                "title": gettext(chosen.title),
                "kind": chosen.kind.value,
                "measure": chosen.measure or node.measure,
                "instruction": gettext(chosen.instruction),
            }
        return cls(formdata=None, data=data)

    def offer(self, node: NodeFacts, owners: Sequence[tuple[int, str]]) -> None:
        """Offer the kinds that may stand under this node, and the people who may own it."""
        height = HEIGHT.get(PlanKind(node.kind), 0)
        kinds = [
            kind for kind in PlanKind if HEIGHT.get(kind, -1) <= height and kind is not PlanKind.STRATEGIC
        ]
        self.kind.choices = choices_of(_worded("plan_kind", kinds))
        self.owner.choices = choices_of([(str(key), name) for key, name in owners])

    def command(self, node: int) -> HangBeside:
        """What was typed, as a wish."""
        return HangBeside(
            under=NodeKey(node),
            kind=PlanKind(self.kind.data),
            title=self.title.data or "",
            measure=self.measure.data,
            target=self.target.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            review_on=self.review_on.data,
            owner=EmployeeKey(self.owner.data) if self.owner.data else None,
            instruction=self.instruction.data or "",
        )


class InstructionInput(Input):
    """What whoever answers for a node is to do."""

    instruction = Text(
        _("What is to be done, and how"),
        hint=_("So that somebody new could begin with it."),
        read_by=READ_BY,
        longest=LONGEST,
    )

    @classmethod
    def of(cls, guided: Guided) -> Self:
        """The instruction there is, nothing typed."""
        data = {"instruction": guided.instruction, "seen_version": guided.version or ""}
        return cls(formdata=None, data=data)

    def command(self, node: int) -> InstructNode:
        """What was typed, as a wish."""
        return InstructNode(NodeKey(node), self.instruction.data or "")


class OwnWordsInput(Input):
    """A node in own words."""

    words = Text(
        _("In your own words: what is it you will bring, and how will you notice?"),
        needed=True,
        read_by=READ_BY,
        longest=LONGEST,
    )

    def command(self, node: int) -> RestateNode:
        """What was typed, as a wish."""
        return RestateNode(NodeKey(node), self.words.data or "")
