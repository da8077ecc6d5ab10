"""What is typed about plans of action, turned into commands. Field names differ, so that one page holds them all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from flask_babel import gettext
from wtforms import BooleanField, SelectField

from appraisal.actions.domain import (
    ActionPlanKey,
    AddStep,
    CountReached,
    MakePlan,
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
