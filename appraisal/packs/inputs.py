"""What HR types about packs: why something is published, a new number, files from elsewhere."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from appraisal.i18n.wording import say
from appraisal.packs.bundle import Unreadable, read_zip
from appraisal.packs.domain import BringFiles, PublishPack, ReturnTo, SetNumber
from appraisal.web.inputs import AmountField, DayField, Input, Line, Text
from appraisal.web.inputs import later as _


class ReasonInput(Input):
    """Why something is put in force."""

    reason = Text(
        _("Why"), needed=True, longest=1000, read_by=_("Everybody who works here reads this, with your name.")
    )

    def publication(self, pack: str) -> PublishPack:
        """The wish to publish the draft."""
        return PublishPack(pack, self.reason.data or "")

    def returning(self, pack: str, number: int) -> ReturnTo:
        """The wish to go back to an edition."""
        return ReturnTo(pack, number, self.reason.data or "")


class NumberInput(Input):
    """A new value of a number from a day on."""

    since = DayField(_("Holds from"), needed=True)
    value = AmountField(
        _("New value"), needed=True, places=4, hint=_("A share is written as a part of one: 0.9 is 90 %.")
    )
    source = Line(
        _("Where it comes from"),
        needed=True,
        longest=300,
        hint=_("A study, an agreement, a decision with its day."),
        read_by=_("Everybody who works here reads this."),
    )

    def command(self, pack: str, parameter: str) -> SetNumber:
        """What was typed, as a wish."""
        return SetNumber(pack, parameter, self.since.data, self.value.data, self.source.data or "")


class FilesInput(Input):
    """A zip of a pack, read once to the end."""

    file = FileField()
    head = ""

    def validate_file(self, field: Any) -> None:
        """Refuse what cannot be taken in, naming every file and mend."""
        if not field.data or not field.data.filename:
            raise ValidationError(gettext("Choose a file."))
        try:
            self.files = read_zip(field.data.read(), self.head)
        except Unreadable as error:
            *others, last = [say(f"objection.{each.key}", each.details) for each in error.objections]
            field.errors = others
            raise ValidationError(last) from error

    def command(self, pack: str) -> BringFiles:
        """The files as a wish."""
        return BringFiles(pack, self.files)
