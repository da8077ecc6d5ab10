"""What is typed about teaching and practice. Field names differ, so that one page holds them all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from appraisal.actuals.domain import MEASURES
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.training.domain import (
    AddJobAid,
    AddTraining,
    Check,
    CompleteTraining,
    NotePractice,
    Result,
    TrainingForm,
    TrainingKey,
)
from appraisal.training.queries import TrainingPage
from appraisal.training.wording import WORDS
from appraisal.web.inputs import AmountField, DayField, Input, Line, MayStayOpen, Text, choices_of
from appraisal.web.inputs import later as _

READ_BY = _("The person and who leads them. Nobody else, not HR.")
ANOTHER = "another"
ABOUT = _("Which work is it about?")
NAME_IT = _("If it is another one: what do the two of you call it?")


class TaskInput(Input):
    """The choice of a task: one of those the page offers, or another by name."""

    named: str

    def offer(self, page: TrainingPage) -> None:
        """Offer the tasks of the page. Called before anything is checked."""
        known = [(task, say(f"measure.{task}") if task in MEASURES else task) for task in page.offered]
        self._task.choices = choices_of([*known, (ANOTHER, gettext("Another one"))])
        if not self.is_submitted() and not self._task.data:
            self._task.data = known[0][0] if known else ANOTHER

    @property
    def _task(self) -> Any:
        return self[f"{self.named}_task"]

    def _chosen(self) -> str:
        other = self[f"{self.named}_other"].data or ""
        return other if self._task.data == ANOTHER else self._task.data or ""


class PracticeInput(TaskInput):
    """One attempt, noted in a minute."""

    named = "practice"
    practice_task = SelectField(ABOUT)
    practice_other = Line(NAME_IT, longest=80)
    practised_on = DayField(_("On which day?"), needed=True)
    company = RadioField(
        _("Alone, or with somebody at the side?"),
        choices=choices_of((key, _(WORDS[f"practice_company.{key}"])) for key in ("alone", "with_coach")),
        default="alone",
    )
    coach = Line(_("Who was at the side?"), longest=120)
    result = RadioField(
        _("How did it go?"),
        choices=choices_of((each.value, _(WORDS[f"practice_result.{each.value}"])) for each in Result),
        validators=[InputRequired(_("Please choose one."))],
    )
    share = AmountField(
        _("How much of the standard, in per cent"),
        hint=_("Only if it was counted: eight of ten steps are 80."),
    )
    note = Text(
        _("What broke, or what helped?"),
        longest=1000,
        read_by=READ_BY,
        hint=_("The one step to try differently next time. With this line a practice becomes feedback."),
    )

    def command(self, employee: EmployeeKey) -> NotePractice:
        """What was typed, as a wish."""
        share: Decimal | None = self.share.data
        return NotePractice(
            employee=employee,
            task=self._chosen(),
            practised_on=self.practised_on.data,
            with_coach=self.company.data == "with_coach",
            result=Result(self.result.data),
            share=None if share is None else share / 100,
            coach=self.coach.data or "",
            note=self.note.data or "",
        )


class TrainingInput(TaskInput):
    """A training that is planned, or over."""

    named = "training"
    training_title = Line(_("What is taught?"), needed=True)
    training_form = RadioField(
        _("How?"),
        choices=choices_of((each.value, _(WORDS[f"training_form.{each.value}"])) for each in TrainingForm),
        default=TrainingForm.DEMONSTRATION.value,
    )
    training_task = SelectField(ABOUT)
    training_other = Line(NAME_IT, longest=80)
    ends_on = DayField(_("Planned until"))
    training_done_on = DayField(_("Done on"), hint=_("Leave it empty while it is still to come."))
    training_check = RadioField(
        _("What did the check at the end show?"),
        choices=choices_of((each.value, _(WORDS[f"training_check.{each.value}"])) for each in Check),
        default=Check.NONE.value,
    )

    def command(self, employee: EmployeeKey) -> AddTraining:
        """What was typed, as a wish. Onboarding is about the whole role, and so about no one task."""
        form = TrainingForm(self.training_form.data)
        return AddTraining(
            employee=employee,
            task="" if form is TrainingForm.ONBOARDING else self._chosen(),
            title=self.training_title.data or "",
            form=form,
            ends_on=self.ends_on.data,
            completed_on=self.training_done_on.data,
            check=Check(self.training_check.data),
        )


class CompletionInput(Input):
    """A training is done. Made with a prefix, because a page holds one for each open training."""

    done_on = DayField(_("Done on"), needed=True)
    check = RadioField(
        _("What did the check at the end show?"),
        choices=choices_of((each.value, _(WORDS[f"training_check.{each.value}"])) for each in Check),
        default=Check.NONE.value,
    )

    def command(self, training: int) -> CompleteTraining:
        """What was typed, as a wish."""
        return CompleteTraining(TrainingKey(training), self.done_on.data, Check(self.check.data))


class JobAidInput(TaskInput):
    """A checklist, template or guide."""

    named = "aid"
    aid_title = Line(_("What is it?"), needed=True, hint=_("A checklist, a template, a guide."))
    aid_place = Line(_("Where does it lie?"), needed=True, longest=300)
    aid_task = SelectField(ABOUT, validators=[MayStayOpen()])
    aid_other = Line(NAME_IT, longest=80)

    def command(self, employee: EmployeeKey) -> AddJobAid:
        """What was typed, as a wish."""
        return AddJobAid(employee, self._chosen(), self.aid_title.data or "", self.aid_place.data or "")
