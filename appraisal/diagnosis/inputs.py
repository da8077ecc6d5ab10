"""What the two type in a diagnosis, and what a person types for the case handler alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from appraisal.checkins.domain import Stance
from appraisal.diagnosis.domain import (
    DECLINED,
    Agreement,
    AnswerQuestions,
    CloseMatter,
    Conclude,
    DiagnosisKey,
    GiveReply,
    Helped,
    MatterKey,
    Promise,
    QuestionAnswer,
    RaiseMatter,
    Raises,
    Side,
    WriteFollowUp,
)
from appraisal.diagnosis.queries import DiagnosisPage
from appraisal.diagnosis.shown import ShownQuestion
from appraisal.diagnosis.wording import WORDS
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.packs.queries import Place
from appraisal.rulebook import FACTORS
from appraisal.web.careful import CarefulLine, CarefulText
from appraisal.web.inputs import (
    AmountField,
    DayField,
    Input,
    Line,
    MayStayOpen,
    SinceField,
    Text,
    choices_of,
)
from appraisal.web.inputs import later as _
from appraisal.web.request import reader

ROWS = ("first", "second", "third")
STANCES = (Stance.DONT_KNOW, Stance.RATHER_NOT)
BOTH = _("You two. HR does not see this.")


class QuestionsInput(Input):
    """The questions that one side can answer; those left untouched stay open."""

    questions: tuple[ShownQuestion, ...] = ()

    def command(self, diagnosis: int) -> AnswerQuestions:
        """What was answered, as a wish."""
        given = [answer for question in self.questions if (answer := self._answer(question)) is not None]
        return AnswerQuestions(DiagnosisKey(diagnosis), tuple(given))

    def parts(self) -> list[tuple[ShownQuestion, Any, Any, Any, Any]]:
        """For the page: each question with its fields (the value, the open words, number and since when if any)."""
        return [
            (
                question,
                self[question.fact],
                self[f"{question.fact}_said"],
                self._amount(question),
                self._since(question),
            )
            for question in self.questions
        ]

    @property
    def asks_since(self) -> bool:
        """Whether a question asks since when something is so."""
        return any(question.may_have_begun for question in self.questions)

    def _amount(self, question: ShownQuestion) -> Any:
        return self[f"{question.fact}_number"] if question.kind == "number" else None

    def _since(self, question: ShownQuestion) -> Any:
        return self[f"{question.fact}_since"] if question.may_have_begun else None

    def _answer(self, question: ShownQuestion) -> QuestionAnswer | None:
        chosen, said = self[question.fact].data, self[f"{question.fact}_said"].data or ""
        if chosen in STANCES:
            return QuestionAnswer(question.fact, None, Stance(chosen), said)
        value = self._typed(question, chosen)
        since = self._since(question)
        began_on = since.data if since is not None else None
        return (
            None if value is None else QuestionAnswer(question.fact, value, Stance.ANSWERED, said, began_on)
        )

    def _typed(self, question: ShownQuestion, chosen: str | None) -> Any:
        if question.kind == "number":
            number = self[f"{question.fact}_number"].data
            if number is None:
                return None
            return int(number) if number == number.to_integral_value() else float(number)
        if not chosen:
            return None
        if question.kind == "scale":
            return int(chosen)
        return chosen == "yes" if question.is_yes_or_no else chosen


def questions_input(questions: Iterable[ShownQuestion], **kw: Any) -> QuestionsInput:
    """An input with a field for each question."""
    questions = tuple(questions)
    fields: dict[str, Any] = {"questions": questions}
    for question in questions:
        offered = [
            (value, _words(question, value, words))
            for value, words in question.options
            if value != DECLINED  # the open words below say it for every question
        ]
        offered += [(stance.value, _(WORDS[f"stance.{stance.value}"])) for stance in STANCES]
        fields[question.fact] = RadioField(
            question.text[reader().language], choices=choices_of(offered), validators=[MayStayOpen()]
        )
        fields[f"{question.fact}_said"] = Line(_("In your own words, if you like"), longest=1000)
        if question.kind == "number":
            fields[f"{question.fact}_number"] = AmountField(_("Number"))
        if question.may_have_begun:
            fields[f"{question.fact}_since"] = SinceField(_("Since when?"))
    return type("AskedInput", (QuestionsInput,), fields)(**kw)


def _words(question: ShownQuestion, value: str, words: Any) -> str:
    if words:
        return words[reader().language]
    if question.kind == "scale":
        return gettext("%(step)s of %(most)s", step=value, most=f"{question.most:g}")
    return gettext("Yes") if value == "yes" else gettext("No")


class ConclusionInput(Input):
    """The manager's own words, and who does what by when. ``objections``: what still stands against keeping them."""

    objections = Objections()

    text = CarefulText(_("What you two found"), place=Place.CONCLUSION, needed=True, read_by=BOTH)
    factors = SelectMultipleField(
        _("What it has to do with"),
        choices=choices_of((factor, _(WORDS[f"factor.{factor}"])) for factor in FACTORS),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    first_text, first_owner, first_due = (
        CarefulLine(_("What will be done"), place=Place.OUTCOME),
        SelectField(_("Who")),
        DayField(_("By which day")),
    )
    second_text, second_owner, second_due = (
        CarefulLine(_("What will be done"), place=Place.OUTCOME),
        SelectField(_("Who")),
        DayField(_("By which day")),
    )
    third_text, third_owner, third_due = (
        CarefulLine(_("What will be done"), place=Place.OUTCOME),
        SelectField(_("Who")),
        DayField(_("By which day")),
    )
    follow_up_on = DayField(_("On which day will you two look whether it helped?"))

    def offer(self, page: DiagnosisPage) -> None:
        """Offer the two as owners."""
        two = [page.manager, page.employee] if page.manager else [page.employee]
        for _text, owner, _due in self.rows():
            owner.choices = choices_of((str(each.key), each.name) for each in two)

    def show(self, page: DiagnosisPage) -> None:
        """Show an empty input for the page as it stands, with a day for the follow-up."""
        self.offer(page)
        self["follow_up_on"].data = page.ahead.follow_up_on
        self["first_due"].data = page.ahead.first_day
        begins = page.employee if page.ahead.remedy_by == Side.EMPLOYEE else page.manager or page.employee
        self["first_owner"].data = str(begins.key)
        self.seen_version.data = str(page.version)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """For the page: the fields of each action."""
        return [(self[f"{row}_text"], self[f"{row}_owner"], self[f"{row}_due"]) for row in ROWS]

    @property
    def has_more(self) -> bool:
        """Whether something was typed, or went wrong, in the actions that are folded away."""
        return any(
            text.data or (due.raw_data and any(due.raw_data)) or text.errors or owner.errors or due.errors
            for text, owner, due in self.rows()[1:]
        )

    def command(self, diagnosis: int) -> Conclude:
        """What was typed, as a wish."""
        promises = tuple(
            Promise(EmployeeKey(int(owner.data)), text.data or "", due.data, text.because)
            for row, (text, owner, due) in zip(ROWS, self.rows(), strict=True)
            if text.data or (due.data and row != ROWS[0])
        )
        day: date | None = self["follow_up_on"].data
        return Conclude(
            DiagnosisKey(diagnosis),
            self.text.data or "",
            tuple(self.factors.data or ()),
            promises,
            day,
            self.text.because,
        )


class ReplyInput(Input):
    """The employee's answer to the conclusion."""

    agrees = RadioField(
        _("How do you see it?"),
        choices=choices_of((each.value, _(WORDS[f"agreement.{each.value}"])) for each in Agreement),
        validators=[InputRequired(_("Please choose one."))],
    )
    text = CarefulText(
        _("In your own words"),
        place=Place.REPLY,
        read_by=BOTH,
        hint=_("To see it otherwise is normal. Both views are kept, at the same size."),
    )

    def command(self, diagnosis: int) -> GiveReply:
        """What was typed, as a wish."""
        return GiveReply(
            DiagnosisKey(diagnosis), Agreement(self.agrees.data), self.text.data or "", self.text.because
        )


class FollowUpInput(Input):
    """Did it help?"""

    helped = RadioField(
        _("Did it help?"),
        choices=choices_of((each.value, _(WORDS[f"helped.{each.value}"])) for each in Helped),
        validators=[InputRequired(_("Please choose one."))],
    )
    line = CarefulText(_("In a line"), place=Place.COMMENT, longest=1000, read_by=BOTH)

    def command(self, diagnosis: int) -> WriteFollowUp:
        """What was typed, as a wish."""
        return WriteFollowUp(
            DiagnosisKey(diagnosis), Helped(self.helped.data), self.line.data or "", self.line.because
        )


class MatterInput(Input):
    """Something for the case handler alone."""

    raises = RadioField(
        _("What is it about?"),
        choices=choices_of((each.value, _(WORDS[f"raises.{each.value}"])) for each in Raises),
        validators=[InputRequired(_("Please choose one."))],
    )
    text = Text(
        _("What should the case handler know?"),
        read_by=_("The case handler only. Not your manager, not HR, not an administrator."),
        hint=_("You may leave this empty. Please write no diagnosis: nobody needs it to help you."),
    )

    def command(self) -> RaiseMatter:
        """What was typed, as a wish."""
        return RaiseMatter(Raises(self.raises.data), self.text.data or "")


class ClosingInput(Input):
    """The case handler's closing words."""

    words = Text(
        _("Closing words"),
        needed=True,
        longest=2000,
        read_by=_("You and the person who raised it, if they raised it themselves."),
    )
    away_from = DayField(_("First day that does not count"))
    away_to = DayField(_("Last day that does not count"))
    none_left_out = BooleanField(_("No day of a goal is to be left out"))

    def command(self, matter: int) -> CloseMatter:
        """What was typed, as a wish."""
        return CloseMatter(
            MatterKey(matter),
            self.words.data or "",
            self["away_from"].data,
            self["away_to"].data,
            none_left_out=bool(self.none_left_out.data),
        )
