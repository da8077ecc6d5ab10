"""What HR types about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField

from appraisal.kernel.actors import EmployeeKey
from appraisal.people.domain import JOB_FAMILIES, ChangePerson, UnitKey
from appraisal.people.wording import WORDS
from appraisal.web.inputs import DayField, Input, Line, choices_of
from appraisal.web.inputs import later as _


class PersonInput(Input):
    """Name, work and days of a person."""

    name = Line(_("Name"), needed=True)
    job_title = Line(_("Job title"))
    job_family = SelectField(
        _("Job family"),
        choices=choices_of((family, _(WORDS[f"job_family.{family}"])) for family in JOB_FAMILIES),
    )
    unit = SelectField(_("Unit"), coerce=str)
    hired_on = DayField(_("Hired on"))
    left_on = DayField(_("Left on"))

    def offer(self, units: tuple[tuple[UnitKey, str], ...]) -> None:
        """Offer the units to choose from."""
        self.unit.choices = choices_of([("", "—"), *((str(key), name) for key, name in units)])

    def show(self, known: Mapping[str, Any], version: int) -> None:
        """Show what is known, unless something was typed."""
        if not self.is_submitted():
            self.process(data={**known, "unit": str(known["unit"] or ""), "seen_version": version})

    def command(self, employee: EmployeeKey) -> ChangePerson:
        """What was typed, as a wish."""
        return ChangePerson(
            employee=employee,
            name=self.name.data or "",
            job_title=self.job_title.data or "",
            job_family=self.job_family.data,
            unit=UnitKey(int(self.unit.data)) if self.unit.data else None,
            hired_on=self.hired_on.data,
            left_on=self.left_on.data,
        )
