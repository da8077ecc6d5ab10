"""What people type about a version of a plan."""

from __future__ import annotations

from wtforms import RadioField

from appraisal.versions.domain import (
    AnswerPart,
    ConfirmPart,
    DecideVersion,
    PutForward,
    PutPartForward,
    WithdrawVersion,
)
from appraisal.web.inputs import DayField, Input, Text, choices_of
from appraisal.web.inputs import later as _

ALL_WHO_SEE_IT = _("Everybody who may see this plan.")


class ForwardInput(Input):
    """Putting the whole plan forward."""

    reason = Text(_("Why does the plan change?"), needed=True, longest=1000, read_by=ALL_WHO_SEE_IT)
    counts_from = DayField(_("From which day shall it count?"), needed=True)

    def command(self, root: int) -> PutForward:
        """What was typed, as a wish."""
        return PutForward(root, self.reason.data or "", self.counts_from.data)


class PartInput(Input):
    """Putting a part forward."""

    words = Text(_("A word to the owner above, if you like"), longest=1000, read_by=ALL_WHO_SEE_IT)

    def command(self, node: int, number: int) -> PutPartForward:
        """What was typed, as a wish."""
        return PutPartForward(node, number, self.words.data or "")


class AnswerInput(Input):
    """Accepting or sending back, a part or the whole."""

    answer = RadioField(
        _("Your answer"),
        choices=choices_of((("yes", _("Yes, it counts so")), ("no", _("Send it back, and say why")))),
    )
    words = Text(_("In words; needed when you send it back"), longest=1000, read_by=ALL_WHO_SEE_IT)

    def part(self, node: int, number: int) -> AnswerPart:
        """The answer to a part."""
        return AnswerPart(node, number, self.answer.data == "yes", self.words.data or "")

    def whole(self, root: int, number: int) -> DecideVersion:
        """The answer to the whole."""
        return DecideVersion(root, number, self.answer.data == "yes", self.words.data or "")


class WithdrawalInput(Input):
    """Taking a version back."""

    because = Text(_("Why is it taken back?"), needed=True, longest=1000, read_by=ALL_WHO_SEE_IT)

    def command(self, root: int, number: int) -> WithdrawVersion:
        """What was typed, as a wish."""
        return WithdrawVersion(root, number, self.because.data or "")


class RestatingInput(Input):
    """Confirming a part in own words."""

    own_words = Text(
        _("Say in your own words what your part shall reach"),
        needed=True,
        longest=1000,
        read_by=ALL_WHO_SEE_IT,
    )

    def command(self, node: int, number: int) -> ConfirmPart:
        """What was typed, as a wish."""
        return ConfirmPart(node, number, self.own_words.data or "")
