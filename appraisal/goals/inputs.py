"""What the two people type about a goal."""

from __future__ import annotations

from datetime import date

from flask_babel import LazyString
from wtforms import SelectField

from appraisal.actuals.domain import BY_HAND, MEASURES, RecordReading
from appraisal.goals.domain import (
    ChangeGoal,
    ConfirmGoal,
    Disagree,
    GoalKey,
    GoalKind,
    KeepTogether,
    ProposeGoal,
    WithdrawGoal,
)
from appraisal.goals.goal_pages import GoalPage, ProposalPage
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey
from appraisal.packs.queries import Place
from appraisal.web.careful import CarefulText, KeepingInput, Reason, because_of
from appraisal.web.inputs import AmountField, DayField, Input, Text, choices_of
from appraisal.web.inputs import later as _

BOTH = _("The employee and the manager. HR does not see this.")


class GoalInput(Input):
    """A goal as one side proposes or changes it."""

    statement = CarefulText(
        _("What will be reached, in one sentence"), place=Place.GOAL, needed=True, longest=500, read_by=BOTH
    )
    measure = SelectField(
        _("What is counted"),
        choices=choices_of((code, LazyString(say, f"measure.{code}")) for code in MEASURES),
    )
    target = AmountField(_("Target"), needed=True)
    starts_on = DayField(_("First day"), needed=True)
    ends_on = DayField(_("Last day"), needed=True)
    why_it_matters = CarefulText(
        _("If this is reached, what would a customer or the plan notice?"),
        place=Place.GOAL,
        needed=True,
        longest=1000,
        read_by=BOTH,
    )
    because = Text(_("It should stay so, because"), longest=1000, read_by=BOTH)

    def lacks_reason(self, page: ProposalPage | GoalPage) -> bool:
        """Whether a warning was given and no reason why it should stay so."""
        return not self.because.data and any(each.asks_for_reason for each in page.remarks)

    def suggest(self, page: ProposalPage) -> None:
        """Begin with the numbers of the share, unless something was typed."""
        if self.is_submitted() or page.share is None:
            return
        share = page.share
        self.process(
            data={
                "measure": share.measure,
                "target": share.in_force,
                "starts_on": share.starts_on,
                "ends_on": share.ends_on,
            }
        )

    def show(self, page: GoalPage) -> None:
        """Begin with the goal as it stands, unless something was typed."""
        if not self.is_submitted():
            self.process(data={**vars(page.goal), "seen_version": page.goal.version})

    def proposal(self, page: ProposalPage) -> ProposeGoal:
        """What was typed, as a wish; the measure of a share is the share's."""
        share = page.share
        measure = share.measure if share else self.measure.data
        return ProposeGoal(
            employee=EmployeeKey(page.employee),
            statement=self.statement.data or "",
            measure=measure,
            target=self.target.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            kind=GoalKind.PLAN_SHARE if share else GoalKind.IMPROVEMENT,
            plan_node=share.key if share else None,
            direction=MEASURES[measure].direction if measure in MEASURES else "higher",
            why_it_matters=self.why_it_matters.data or "",
            because=self.because.data or "",
            words_because=because_of(self),
        )

    def change(self, goal: GoalKey) -> ChangeGoal:
        """What was typed, as a change."""
        return ChangeGoal(
            goal=goal,
            statement=self.statement.data or "",
            target=self.target.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            why_it_matters=self.why_it_matters.data or "",
            because=self.because.data or "",
            words_because=because_of(self),
        )


class ReasonInput(KeepingInput):
    """Why a person's goals together should stay as they are although a rule warns."""

    because = Reason(read_by=BOTH)

    def command(self, employee: EmployeeKey) -> KeepTogether:
        """What was typed, as a wish."""
        return KeepTogether(employee, *self.said())


class ConfirmationInput(Input):
    """A yes; the employee's in own words."""

    own_words = Text(
        _("Say in your own words what you will reach, and how you will know"), longest=1000, read_by=BOTH
    )

    def command(self, goal: GoalKey) -> ConfirmGoal:
        """What was typed, as a wish."""
        return ConfirmGoal(goal, self.own_words.data or "")


class WithdrawalInput(Input):
    """Taking a goal back."""

    because = Text(_("Why is it taken back?"), needed=True, longest=1000, read_by=BOTH)

    def command(self, goal: GoalKey) -> WithdrawGoal:
        """What was typed, as a wish."""
        return WithdrawGoal(goal, self.because.data or "")


class DisagreementInput(Input):
    """What speaks against the number of a new version of the plan."""

    words = Text(_("What speaks against the new number?"), needed=True, longest=1000, read_by=BOTH)

    def command(self, goal: GoalKey) -> Disagree:
        """What was typed, as a wish."""
        return Disagree(goal, self.words.data or "")


class CountInput(Input):
    """One value counted by hand."""

    starts_on = DayField(_("From"), needed=True)
    ends_on = DayField(_("To"), needed=True)
    value = AmountField(_("Counted"), needed=True)

    def command(self, page: GoalPage) -> RecordReading:
        """What was typed, as a reading of the goal's measure."""
        first: date = self.starts_on.data
        return RecordReading(
            EmployeeKey(page.goal.employee),
            page.goal.measure,
            first,
            self.ends_on.data,
            self.value.data,
            BY_HAND,
        )
