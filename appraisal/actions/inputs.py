"""What is typed about plans of action, turned into commands. Field names differ, so that one page holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import Optional

from appraisal.actions.domain import (
    ActionPlanKey,
    AddStep,
    Cause,
    CloseStep,
    Closing,
    CountReached,
    CountService,
    MakePlan,
    MarkTurn,
    SayDelay,
    ShareTime,
    StepKey,
    Turn,
    Way,
    Who,
)
from appraisal.actions.pages import ActionPlanPage
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When
from appraisal.actions.starts import suggestion_named
from appraisal.actions.wording import WORDS
from appraisal.actuals.domain import MEASURES
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.people.domain import UnitKey
from appraisal.web.inputs import AmountField, DayField, Input, Line, MayStayOpen, Text, choices_of
from appraisal.web.inputs import later as _
from appraisal.web.sent import key_of

ANOTHER = "another"
NEAR = _("Whoever does the step, who leads them, and whoever plans these actions. HR does not see this.")


class PlanInput(Input):
    """A new plan of action."""

    objective = Line(
        _("What will be reached?"),
        needed=True,
        longest=300,
        hint=_("A thing that can be counted: “News stories about us appear”."),
        read_by=_("Everyone who may open this page."),
    )
    count = AmountField(_("How many?"), needed=True)
    plan_due_on = DayField(_("By when?"), needed=True)
    start = SelectField(
        _("Begin with suggested steps"),
        choices=choices_of(
            [("", _("None, I write my own"))]
            + [(key, _(WORDS[f"start.{key}"])) for key in ("visibility", "service")]
        ),
        validators=[MayStayOpen()],
    )

    def command(self, *, node: int | None = None, goal: int | None = None) -> MakePlan:
        """What was typed, as a wish."""
        return MakePlan(
            self.objective.data or "",
            self.count.data,
            self.plan_due_on.data,
            node,
            goal,
            self.start.data or "",
        )


class StepInput(Input):
    """A step: what, who, when."""

    what = Line(
        _("What exactly?"),
        longest=300,
        hint=_("Write on after the name: “sends six press releases”."),
        read_by=_("Everyone who may open this page."),
    )
    owner = SelectField(_("Who? A person"), validators=[MayStayOpen()])
    unit = SelectField(_("or a unit"), validators=[MayStayOpen()])
    supplier = Line(_("or a supplier, by name"))
    step_due_on = DayField(_("When? On a day"))
    recurrence = SelectField(
        _("or again and again"),
        choices=choices_of(
            [
                ("", _("not repeated")),
                *((each.value, _(WORDS[f"recurrence.{each.value}"])) for each in Recurrence),
            ]
        ),
        validators=[MayStayOpen()],
    )
    service = SelectField(
        _("or so soon, each time"),
        choices=choices_of(
            [
                ("", _("no promise of service")),
                *((each.value, _(WORDS[f"service_level.{each.value}"])) for each in ServiceLevel),
            ]
        ),
        validators=[MayStayOpen()],
    )
    within_hours = AmountField(_("Within how many hours?"), places=0)
    hours = AmountField(
        _("Planned hours"),
        hint=_("In all; of a repeated step each time; of a promise of service each week. May stay empty."),
    )
    task = SelectField(
        _("Which work is it, as the training record calls it?"),
        validators=[MayStayOpen()],
    )
    task_other = Line(
        _("If it is another one: what is it called?"),
        longest=80,
        hint=_("The person and who leads them are told if no training for it is on record."),
    )
    suggestion = Line("", longest=40)
    load_seen = BooleanField(_("I have seen what fills the time, and it stays so"))
    because = Text(_("Why should it be so all the same?"), longest=1000, read_by=NEAR)

    def offer(self, page: ActionPlanPage) -> None:
        """Offer the people, units and tasks there are."""
        nobody = [("", gettext("Please choose"))]
        self.owner.choices = choices_of(nobody + [(str(key), name) for key, name in page.people])
        self.unit.choices = choices_of(
            [("", gettext("no unit")), *((str(key), name) for key, name in page.units)]
        )
        known = [(code, say(f"measure.{code}")) for code in MEASURES]
        self.task.choices = choices_of(
            [("", gettext("none in particular")), *known, (ANOTHER, gettext("Another one"))]
        )

    def suggest(self, page: ActionPlanPage, key: str, day: date) -> None:
        """Begin with a suggested step, unless something was typed."""
        found = suggestion_named(page.line.plan.start, key)
        if self.is_submitted() or found is None:
            return
        due = None if found.days is None else min(day + timedelta(days=found.days), page.line.plan.due_on)
        self.process(
            data={
                "what": say(f"step_suggestion.{key}"),
                "step_due_on": due,
                "recurrence": found.recurrence or "",
                "service": found.service or "",
                "within_hours": None if found.within_hours is None else Decimal(found.within_hours),
                "hours": found.hours,
                "suggestion": key,
            }
        )

    def command(self, plan: int) -> AddStep:
        """What was typed, as a wish."""
        owner, unit = key_of(self.owner.data or ""), key_of(self.unit.data or "")
        hours: Decimal | None = self.within_hours.data
        service = ServiceLevel(self.service.data) if self.service.data in tuple(ServiceLevel) else None
        return AddStep(
            plan=ActionPlanKey(plan),
            what=self.what.data or "",
            who=Who(
                None if owner is None else EmployeeKey(owner),
                None if unit is None else UnitKey(unit),
                self.supplier.data or "",
            ),
            when=When(
                self.step_due_on.data,
                Recurrence(self.recurrence.data) if self.recurrence.data in tuple(Recurrence) else None,
                service,
                None if hours is None or service is not ServiceLevel.HOURS else int(hours),
            ),
            hours=self.hours.data,
            task=(self.task_other.data if self.task.data == ANOTHER else self.task.data) or "",
            suggestion=self.suggestion.data or "",
            load_seen=bool(self.load_seen.data),
            because=self.because.data or "",
        )


class ReachedInput(Input):
    """How much of the objective is reached."""

    reached = AmountField(_("Reached so far"), needed=True)

    def command(self, plan: int) -> CountReached:
        """What was typed, as a wish."""
        return CountReached(ActionPlanKey(plan), self.reached.data)


class DropInput(Input):
    """A step is dropped."""

    drop_because = Text(_("Why is it dropped?"), needed=True, longest=1000, read_by=NEAR)

    def command(self, step: int) -> CloseStep:
        """What was typed, as a wish."""
        return CloseStep(StepKey(step), Closing.DROPPED, self.drop_because.data or "")


class TurnInput(Input):
    """One time of a repeated step."""

    turn_on = Line("", longest=10)
    turn = Line("", longest=10)

    def command(self, step: int) -> MarkTurn:
        """What was sent, as a wish; a day that is none stays open and is refused."""
        try:
            on = date.fromisoformat(self.turn_on.data or "")
        except ValueError:
            on = None
        return MarkTurn(StepKey(step), on, Turn.MISSED if self.turn.data == Turn.MISSED else Turn.DONE)


class ServiceInput(Input):
    """How often a promise of service was kept in a month."""

    month = SelectField(_("Month"))
    kept = AmountField(_("Kept"), needed=True, places=0)
    total = AmountField(_("Of how many"), needed=True, places=0)

    def offer(self, months: Sequence[tuple[date, str]]) -> None:
        """Offer the months that are over."""
        self.month.choices = choices_of([(month.isoformat(), shown) for month, shown in months])

    def command(self, step: int) -> CountService:
        """What was typed, as a wish."""
        return CountService(
            StepKey(step),
            date.fromisoformat(self.month.data),
            _whole(self.kept.data),
            _whole(self.total.data),
        )


class DelayInput(Input):
    """What came first when a step was late, and what follows."""

    cause = RadioField(
        _("Which other duty came first?"),
        choices=choices_of((each.value, _(WORDS[f"cause.{each.value}"])) for each in Cause),
        validators=[Optional()],
    )
    words = Text(_("Which duty was it, or what else?"), longest=1000, read_by=NEAR)
    waiting_since = DayField(_("If it is waiting: since when?"))
    way = RadioField(
        _("What follows?"),
        choices=choices_of((each.value, _(WORDS[f"way.{each.value}"])) for each in Way),
        validators=[Optional()],
    )
    moved_to = DayField(_("If it gets a new day: which?"))
    reassigned_to = SelectField(_("If somebody else does it: who?"), validators=[MayStayOpen()])
    way_words = Text(_("If people or hours are added: who, or how many?"), longest=1000, read_by=NEAR)
    delay_load_seen = BooleanField(_("I have seen what fills the time, and it stays so"))
    delay_because = Text(
        _("If their time does not suffice: why should it be so all the same?"), longest=1000, read_by=NEAR
    )

    def offer(self, near: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may take it over."""
        nobody = [("", gettext("Please choose"))]
        self.reassigned_to.choices = choices_of(nobody + [(str(key), name) for key, name in near])

    def command(self, step: int) -> SayDelay:
        """What was typed, as a wish."""
        other = key_of(self.reassigned_to.data or "")
        return SayDelay(
            step=StepKey(step),
            cause=Cause(self.cause.data) if self.cause.data else None,
            words=self.words.data or "",
            waiting_since=self.waiting_since.data,
            way=Way(self.way.data) if self.way.data else None,
            way_words=self.way_words.data or "",
            moved_to=self.moved_to.data,
            reassigned_to=None if other is None else EmployeeKey(other),
            load_seen=bool(self.delay_load_seen.data),
            because=self.delay_because.data or "",
        )


class ShareInput(Input):
    """How much of a full day somebody works."""

    share_starts_on = DayField(_("From"), needed=True)
    share_ends_on = DayField(_("Until"), hint=_("Leave it empty for part-time without an end."))
    share = AmountField(
        _("How much of a full day, in per cent"), needed=True, hint=_("0 is away, 50 is half days."), places=0
    )

    def command(self, employee: int) -> ShareTime:
        """What was typed, as a wish."""
        share: Any = self.share.data
        return ShareTime(
            EmployeeKey(employee),
            self.share_starts_on.data,
            self.share_ends_on.data,
            None if share is None else share / 100,
        )


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
