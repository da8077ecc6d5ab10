"""What is typed about an account."""

from __future__ import annotations

from wtforms import HiddenField, RadioField
from wtforms.validators import Optional

from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.web.inputs import Input, choices_of


class ReadingInput(Input):
    """Language and calendar, picked separately."""

    language = RadioField(
        choices=choices_of((code, language.own_name) for code, language in LANGUAGES.items()),
        validators=[Optional()],
    )
    calendar = RadioField(
        choices=choices_of((each.value, each.value) for each in Calendar), validators=[Optional()]
    )
    back = HiddenField()

    def address_back(self) -> str:
        """Where the person came from: an address of ours, never somebody else's."""
        back = self.back.data or "/"
        return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
