"""What a person hands in and decides about lists: files, columns, meanings."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, SelectField, StringField
from wtforms.validators import Length, ValidationError

from appraisal.actuals.domain import MEASURES
from appraisal.i18n.wording import say
from appraisal.integrations.domain import (
    BroughtFile,
    ChooseColumns,
    ChooseMeanings,
    FileColumns,
    ImportKey,
    Meaning,
    PlanWishes,
)
from appraisal.integrations.fields import LONGEST_OTHER, Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.remarks import FileRefused, Remark, mend_of, sentence_of
from appraisal.integrations.share_plan import FIRST_MEASURE
from appraisal.integrations.steps import ColumnsPage, FileStep
from appraisal.integrations.tables import read_table
from appraisal.web.inputs import DayField, Input, Line, choices_of
from appraisal.web.inputs import later as _


class FilesInput(Input):
    """One file or several, each read once to the end so that a broken one is refused with its place."""

    files = MultipleFileField()

    def validate_files(self, field: MultipleFileField) -> None:
        """Refuse what is no table, naming file, place and mend of each."""
        self.brought = tuple(
            BroughtFile(file.filename or "", file.read())
            for file in field.data or ()
            if file and file.filename
        )
        if not self.brought:
            raise ValidationError(gettext("Choose at least one file."))
        troubles = [trouble for file in self.brought if (trouble := _trouble_with(file))]
        if troubles:
            field.errors = troubles[:-1]
            raise ValidationError(troubles[-1])

    def command(self) -> tuple[BroughtFile, ...]:
        """The files as they came."""
        return self.brought


class ReadAsInput(Input):
    """How one file is to be read: what it lists, its letters, whether the first line has names."""

    kind = SelectField(choices=choices_of([("", ""), *((kind.value, kind.value) for kind in Kind)]))
    encoding = StringField(validators=[Length(max=40)])
    has_header = BooleanField()
    sheet = StringField(validators=[Length(max=100)])

    def wish(self) -> dict[str, Any]:
        """What was said, as an operation takes it."""
        return {
            "kind": Kind(self.kind.data) if self.kind.data else None,
            "encoding": (self.encoding.data or "").strip() or None,
            "has_header": bool(self.has_header.data),
            "sheet": (self.sheet.data or "").strip() or None,
        }


class ColumnsInput(Input):
    """For each field of each file, the column that holds it."""

    troubles: tuple[tuple[str, Remark], ...] = ()
    plan_title = Line(
        _("What the plan is called"),
        hint=_(
            "Empty: the name of the file. A plan that has this name, measure and days already is continued."
        ),
        longest=300,
    )
    plan_measure = SelectField(
        _("What is counted"),
        choices=choices_of((code, LazyString(say, f"measure.{code}")) for code in MEASURES),
    )
    plan_owner = Line(_("Owner of the plan"), hint=_("A name, login or personnel number. Empty: you."))
    plan_review_on = DayField(
        _("Day of the review"), hint=_("Empty: two weeks after the last day of the plan.")
    )

    def command(self, page: ColumnsPage) -> ChooseColumns:
        """What was chosen, as a wish."""
        return ChooseColumns(
            page.key,
            tuple(
                FileColumns(step.key, self._columns_of(step, step.kind)) for step in page.files if step.kind
            ),
            self._plan() if page.plan else None,
        )

    def _plan(self) -> PlanWishes:
        return PlanWishes(
            (self.plan_title.data or "").strip(),
            self.plan_measure.data or "",
            (self.plan_owner.data or "").strip(),
            self.plan_review_on.data,
        )

    def fits(self, page: ColumnsPage) -> bool:
        """Whether every file has the columns it needs, each used once; else ``troubles`` say what is wrong."""
        if page.plan is None:
            del self.plan_measure
        if not self.validate_on_submit():
            return False
        found = [
            (step.name, remark)
            for step in page.files
            if step.kind
            for remark in self._columns_of(step, step.kind).objections()
        ]
        found += [(step.name, step.troubles[0]) for step in page.files if step.kind is None]
        self.troubles = tuple(found)
        return not found

    def column(self, step: FileStep, name: str) -> Any:
        """The input for one field of one file."""
        return self[f"{step.key}-{name}"]

    def _columns_of(self, step: FileStep, kind: Kind) -> Columns:
        chosen = {field.name: self[f"{step.key}-{field.name}"].data for field in step.fields}
        labels = {name: label for name, label in chosen.items() if label}
        return Columns(kind, labels, bool(self[f"{step.key}-month_first"].data))


def columns_input(page: ColumnsPage) -> ColumnsInput:
    """The input for these files, with the offered columns chosen."""

    class ColumnsOfThesePages(ColumnsInput):
        pass

    for step in page.files:
        options = choices_of([("", "—"), *((label, label) for label in step.labels)])
        for one in step.fields:
            made = SelectField(one.name, choices=options, default=one.label, validate_choice=True)
            setattr(ColumnsOfThesePages, f"{step.key}-{one.name}", made)
        month_first = BooleanField(default=step.month_first)
        setattr(ColumnsOfThesePages, f"{step.key}-month_first", month_first)
    said = page.plan or PlanWishes()
    return ColumnsOfThesePages(
        data={
            "plan_title": said.title,
            "plan_measure": said.measure or FIRST_MEASURE,
            "plan_owner": said.owner,
            "plan_review_on": said.review_on,
        }
    )


class MeaningInput(Form):
    """One unknown value and what it means."""

    field = HiddenField(validators=[Length(max=40)])
    value = HiddenField(validators=[Length(max=LONGEST_OTHER)])
    meaning = StringField(validators=[Length(max=LONGEST_OTHER)])


class MeaningsInput(Input):
    """Unknown values and what they mean; one left empty stays unknown."""

    meanings = FieldList(FormField(MeaningInput), max_entries=500)

    def command(self, run: int) -> ChooseMeanings:
        """What was chosen, as a wish."""
        told = (
            Meaning(one["field"], one["value"], (one["meaning"] or "").strip()) for one in self.meanings.data
        )
        return ChooseMeanings(ImportKey(run), tuple(one for one in told if one.meaning and one.value))


def _trouble_with(file: BroughtFile) -> str | None:
    try:
        read_table(file.content, name=file.name)
    except FileRefused as refused:
        remark = refused.remark
        return f"{file.name}: {sentence_of(remark, gettext)} {mend_of(remark, gettext)}"
    return None
