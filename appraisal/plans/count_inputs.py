"""What a person types about a count of a node: the count itself, a correction of it, and that it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flask_babel.speaklater import LazyString
from wtforms import SelectField

from appraisal.actuals.domain import LONGEST_SOURCE, MEASURES, CorrectGroupReading
from appraisal.i18n.wording import say
from appraisal.plans.actuals_pages import CountPage
from appraisal.plans.counting import CountForNode
from appraisal.plans.domain import NodeKey
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text, choices_of
from appraisal.web.inputs import later as _

ALL_WHO_SEE_IT = _("Everyone who may open this part of the plan.")


class CountInput(Input):
    """What was counted over some days, and where it stands written."""

    measure = SelectField(_("What is counted"))
    value = AmountField(_("How much it was"), needed=True, places=4)
    starts_on = DayField(_("First day"), needed=True)
    ends_on = DayField(_("Last day"), needed=True)
    source = Line(
        _("Where the value comes from"),
        needed=True,
        longest=LONGEST_SOURCE,
        hint=_("A report, a system, a list: so that somebody else finds the same number."),
        read_by=ALL_WHO_SEE_IT,
    )

    def offer(self, measures: Sequence[str]) -> None:
        """Offer the measures that may be counted here."""
        self.measure.choices = choices_of(
            (code, LazyString(say, f"measure.{code}")) for code in measures if code in MEASURES
        )

    def command(self, node: int) -> CountForNode:
        """What was typed, as a wish; call it after the input was found valid."""
        value: Decimal = self.value.data
        return CountForNode(
            NodeKey(node),
            self.measure.data,
            self.starts_on.data,
            self.ends_on.data,
            value,
            self.source.data or "",
        )


class CorrectionInput(Input):
    """The right value, and why the one before was wrong."""

    value = AmountField(_("The right value"), needed=True, places=4)
    source = Line(
        _("Where the value comes from"), longest=LONGEST_SOURCE, needed=True, read_by=ALL_WHO_SEE_IT
    )
    because = Text(_("Why the value before was wrong"), needed=True, longest=1000, read_by=ALL_WHO_SEE_IT)

    @classmethod
    def of(cls, page: CountPage) -> CorrectionInput:
        """The correction of what stands there, with its source."""
        return cls(formdata=None, data={"source": page.count.source})

    def command(self, reading: int) -> CorrectGroupReading:
        """What was typed, as a wish."""
        return CorrectGroupReading(reading, self.because.data or "", self.value.data, self.source.data or "")


class TakeBackInput(Input):
    """Why a count does not belong here at all."""

    because = Text(_("Why it does not belong here"), needed=True, longest=1000, read_by=ALL_WHO_SEE_IT)

    def command(self, reading: int) -> CorrectGroupReading:
        """What was typed, as a wish."""
        return CorrectGroupReading(reading, self.because.data or "")
