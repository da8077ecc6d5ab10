"""What HR chooses for an archive."""

from __future__ import annotations

from wtforms import RadioField

from appraisal.documents.domain import AskArchive
from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.web.inputs import Input, choices_of
from appraisal.web.inputs import later as _


class ArchiveInput(Input):
    """Language and calendar of the papers."""

    language = RadioField(
        _("Language of the papers"),
        choices=choices_of((language.code, language.own_name) for language in LANGUAGES.values()),
    )
    calendar = RadioField(
        _("Calendar"),
        choices=choices_of([("gregorian", _("Gregorian")), ("jalali", _("Jalali"))]),
    )

    def command(self, cycle: int) -> AskArchive:
        """What was chosen, as a wish."""
        return AskArchive(cycle, self.language.data, Calendar(self.calendar.data))
