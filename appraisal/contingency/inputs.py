"""What the owner of a contingency plan types: the plan, a trigger, a step, an effect, a value, an event, its end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired

from appraisal.actuals.domain import MEASURES
from appraisal.contingency.domain import (
    COUNTED,
    SHARES,
    SPANS,
    AddEffect,
    AddStep,
    AddTrigger,
    Comparison,
    DeclareEvent,
    EndEvent,
    EventKey,
    Meaning,
    NoteSignal,
    Span,
    TriggerKey,
    Watch,
)
from appraisal.contingency.numbers import Start
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.plans.domain import AddContingency, NodeKey
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _

READ_BY = _("Everyone who works here can read this.")
PER_CENT = 100
MEASURE_CHOICES = tuple((code, LazyString(say, f"measure.{code}")) for code in MEASURES)


class ContingencyInput(Input):
    """A new contingency plan."""

    title = Line(
        _("What may go wrong?"),
        needed=True,
        longest=300,
        read_by=READ_BY,
        hint=_("A short name, as people will read it on their goals: the CRM fails."),
    )
    owner = SelectField(_("Who watches over it?"), coerce=int)

    def offer(self, owners: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may watch over it."""
        self.owner.choices = choices_of([(str(key), name) for key, name in owners])

    def command(self, node: int) -> AddContingency:
        """What was typed, as a wish."""
        return AddContingency(NodeKey(node), self.title.data or "", EmployeeKey(self.owner.data))


class TriggerInput(Input):
    """A trigger with its numbers; shares are typed in per cent."""

    watch = SelectField(
        _("What is watched"),
        choices=choices_of((each.value, LazyString(say, f"watch.{each.value}")) for each in Watch),
    )
    comparison = RadioField(
        _("It speaks for the event when the value is"),
        choices=choices_of((each.value, LazyString(say, f"comparison.{each.value}")) for each in Comparison),
    )
    threshold = AmountField(_("Threshold"), needed=True)
    span = RadioField(
        _("One value stands for"),
        choices=choices_of((each.value, LazyString(say, f"span.{each.value}")) for each in Span),
    )
    periods = IntegerField(_("How many in a row?"), validators=[InputRequired(_("Please fill this in."))])
    near = AmountField(
        _("Near begins this many per cent before the threshold"),
        hint=_("From there on the page says that it is near."),
        needed=True,
    )
    measure = SelectField(_("What is counted?"), choices=choices_of(MEASURE_CHOICES), default="deals_engaged")
    baseline = AmountField(
        _("Where the index stands today"),
        hint=_("A later value is compared with this one, up or down."),
    )
    meaning = SelectField(
        _("How the event stands beside a goal that fell behind"),
        choices=choices_of((each.value, LazyString(say, f"event_meaning.{each.value}")) for each in Meaning),
    )

    @classmethod
    def of(cls, start: Start) -> TriggerInput:
        """The input with the numbers a trigger starts with."""
        share = PER_CENT if start.watch in SHARES else 1
        return cls(
            formdata=None,
            watch=start.watch.value,
            comparison=start.comparison.value,
            threshold=start.threshold * share,
            span=start.span.value,
            periods=start.periods,
            near=start.near * PER_CENT,
            meaning=start.meaning.value,
        )

    def fit(self) -> TriggerInput:
        """Leave only the choices that fit what is watched, and ask for nothing that is not looked at."""
        watch = self.watched
        spans = SPANS.get(watch, (Span.ONCE,))
        self.span.choices = choices_of((each.value, LazyString(say, f"span.{each.value}")) for each in spans)
        if self.span.data not in spans:
            self.span.data = spans[0].value
        if watch in SHARES:
            self.threshold.hint = gettext("In per cent.")
        elif watch is Watch.OUTAGE:
            self.threshold.hint = gettext("In working hours.")
        return self

    @property
    def watched(self) -> Watch:
        """What is watched; an unknown word is taken for a measure of one's own."""
        found = [each for each in Watch if each.value == self.watch.data]
        return found[0] if found else Watch.OWN_MEASURE

    @property
    def is_counted(self) -> bool:
        """Whether readings against the plan are looked at."""
        return self.watched in COUNTED

    @property
    def has_baseline(self) -> bool:
        """Whether a value is compared with where it stood."""
        return self.watched is Watch.INDEX

    def command(self, plan: int, source: str) -> AddTrigger:
        """What was typed, as a wish; ``source`` is kept where the threshold is the one that was offered."""
        share = PER_CENT if self.watched in SHARES else 1
        return AddTrigger(
            plan=NodeKey(plan),
            watch=self.watched,
            comparison=Comparison(self.comparison.data),
            threshold=_part(self.threshold.data, share),
            span=Span(self.span.data),
            periods=self.periods.data or 0,
            near=_part(self.near.data, PER_CENT),
            measure=self.measure.data if self.is_counted else "",
            baseline=self.baseline.data,
            meaning=Meaning(self.meaning.data),
            source=source,
        )


class StepInput(Input):
    """What is done first, and by whom."""

    step = Line(_("What is done?"), needed=True, longest=300, read_by=READ_BY)
    doer = SelectField(_("By whom?"), coerce=int)

    def offer(self, owners: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may do it."""
        self.doer.choices = choices_of([(str(key), name) for key, name in owners])

    def command(self, plan: int) -> AddStep:
        """What was typed, as a wish."""
        return AddStep(NodeKey(plan), self.step.data or "", EmployeeKey(self.doer.data))


class EffectInput(Input):
    """What an event does to goals."""

    goals_of = SelectField(
        _("Which goals?"),
        choices=choices_of([("", _("All goals below this part of the plan")), *MEASURE_CHOICES]),
        default="",
    )
    done = RadioField(
        _("What happens to them while it runs?"),
        choices=choices_of(
            [
                ("suspend", _("They wait: these days do not count")),
                ("lower", _("Less is asked for these days")),
            ]
        ),
        default="suspend",
    )
    taken = AmountField(_("If less is asked: how many per cent less?"))

    def command(self, plan: int) -> AddEffect:
        """What was typed, as a wish."""
        lowered = _part(self.taken.data, PER_CENT)
        share = Decimal(1) if self.done.data == "suspend" else lowered
        return AddEffect(NodeKey(plan), self.goals_of.data or "", share)


class SignalInput(Input):
    """A value over some days."""

    first = DayField(_("From"), needed=True)
    last = DayField(_("To"), hint=_("Empty means the same day."))
    value = AmountField(_("Value"), needed=True)
    note = Line(_("In a few words"), longest=300, read_by=READ_BY)

    def command(self, trigger: int, watch: Watch) -> NoteSignal:
        """What was typed, as a wish; an index is kept as it stands."""
        share = PER_CENT if watch in SHARES and watch is not Watch.INDEX else 1
        last = self.last.data or self.first.data
        return NoteSignal(
            TriggerKey(trigger), self.first.data, last, _part(self.value.data, share), self.note.data or ""
        )


class DeclareInput(Input):
    """It is happening."""

    began_on = DayField(_("Since when?"), needed=True)
    words = Text(_("What is happening?"), needed=True, longest=2000, read_by=READ_BY)
    hours = AmountField(_("Working hours lost so far, if somebody counted them"))

    def command(self, trigger: int) -> DeclareEvent:
        """What was typed, as a wish."""
        return DeclareEvent(TriggerKey(trigger), self.began_on.data, self.words.data or "", self.hours.data)


class EndInput(Input):
    """It is over, or it never was one."""

    how = RadioField(
        _("What is it?"),
        choices=choices_of(
            [
                ("over", _("It is over: goals count again, less what was really lost")),
                ("none", _("This is not one: everything goes back as if nothing had happened")),
            ]
        ),
        default="over",
    )
    ended_on = DayField(_("Its last day"))
    ending_words = Text(
        _("What happened, and what did we learn?"), needed=True, longest=2000, read_by=READ_BY
    )

    def command(self, event: int) -> EndEvent:
        """What was typed, as a wish."""
        was_none = self.how.data == "none"
        return EndEvent(EventKey(event), self.ended_on.data, self.ending_words.data or "", was_none)


def _part(value: Decimal | None, of: int) -> Decimal | None:
    return None if value is None else round(value / of, 4)
