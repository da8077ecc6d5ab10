"""What is typed when something in a talk is not right, and when a second person answers."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from appraisal.diagnosis.contest import About, AnswerContest, ContestFinding, ContestKey, ContestOutcome
from appraisal.diagnosis.domain import DiagnosisKey
from appraisal.diagnosis.wording import WORDS
from appraisal.web.inputs import Input, Text, choices_of
from appraisal.web.inputs import later as _


class ContestInput(Input):
    """Why something is not right."""

    reason = Text(
        _("What is not right, and how is it really?"),
        needed=True,
        longest=4000,
        read_by=_("You, your manager, and the second person who answers: whoever leads your manager, or HR."),
    )

    def command(self, diagnosis: int, about: str, name: str) -> ContestFinding:
        """What was typed, as a wish."""
        return ContestFinding(DiagnosisKey(diagnosis), About(about), name, self.reason.data or "")


class ContestAnswerInput(Input):
    """The second person's answer."""

    outcome = RadioField(
        _("What do you find?"),
        choices=choices_of(
            (each.value, _(WORDS[f"contest_outcome.{each.value}"])) for each in ContestOutcome
        ),
        validators=[InputRequired(_("Please choose one."))],
    )
    words = Text(
        _("Your answer, in your own words"),
        needed=True,
        longest=4000,
        read_by=_("You, the person who contested, and their manager."),
    )

    def command(self, contest: int) -> AnswerContest:
        """What was typed, as a wish."""
        return AnswerContest(ContestKey(contest), ContestOutcome(self.outcome.data), self.words.data or "")
