"""What is typed about an account."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from flask_babel.speaklater import LazyString
from wtforms import HiddenField, PasswordField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from appraisal.accounts.domain import (
    OPTIONAL_LETTERS,
    ChangePassword,
    FoundService,
    MakeAccount,
    MakeToken,
    Reading,
    address_of_ours,
    objections_to_email,
    objections_to_password,
    tidy_email,
    tidy_password,
)
from appraisal.accounts.wording import WORDS
from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.i18n.wording import say
from appraisal.kernel.actors import EmployeeKey, Role, Scope
from appraisal.kernel.objections import Objections
from appraisal.web.inputs import DayField, Input, Line, MayStayOpen, Needed, choices_of
from appraisal.web.inputs import later as _

ZONES = (
    "UTC",
    *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")),
)


class Password(PasswordField):
    """A password: never shown again. ``keeper`` tells a password manager what it is for."""

    def __init__(self, label: Any, *, keeper: str, hint: Any = None, **kw: Any) -> None:
        super().__init__(label, [Needed()], render_kw={"autocomplete": keeper}, **kw)
        self.read_by, self.hint, self.is_needed = None, hint, True


class Choice(SelectField):
    """One of several, in a list, with a hint."""

    def __init__(self, label: Any, *, hint: Any = None, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.read_by, self.hint, self.is_needed = None, hint, True


def at_the_field(objections: Objections) -> None:
    """Show at a field what the domain objects to it."""
    if objections:
        raise ValidationError(" ".join(say(f"objection.{each.key}") for each in objections))


class ReadingInput(Input):
    """Language and calendar, picked separately, for this browser."""

    language = RadioField(
        choices=choices_of((code, language.own_name) for code, language in LANGUAGES.items()),
        validators=[MayStayOpen()],
    )
    calendar = RadioField(
        choices=choices_of((each.value, each.value) for each in Calendar), validators=[MayStayOpen()]
    )
    back = HiddenField()

    def address_back(self) -> str:
        """Where the person came from: an address of ours, never somebody else's."""
        return address_of_ours(self.back.data)


class ReadingFields:
    """The three choices of how somebody reads, for inputs that ask for them."""

    language = Choice(
        _("Language"), choices=choices_of((code, each.own_name) for code, each in LANGUAGES.items())
    )
    calendar = Choice(
        _("Calendar"),
        choices=choices_of((("gregorian", _("Gregorian")), ("jalali", _("Jalali")))),
        hint=_("Days are kept once and shown in the calendar that each person chooses."),
    )
    time_zone = Choice(_("Time zone"), choices=choices_of((zone, zone.replace("_", " ")) for zone in ZONES))


class OwnReadingInput(ReadingFields, Input):
    """How a person reads, kept on the account."""

    def command(self) -> Reading:
        """What was chosen, as a wish."""
        return Reading(self.language.data, self.calendar.data, self.time_zone.data)


class LettersInput(Input):
    """Which letters a person wants beside those that always come."""

    wanted = SelectMultipleField(
        _("Letters that you want"),
        choices=choices_of((kind, _(WORDS[f"letter_wish.{kind}"])) for kind in OPTIONAL_LETTERS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[MayStayOpen()],
    )


class SignInInput(Input):
    """The way in."""

    email = Line(
        _("Email"), needed=True, longest=254, render_kw={"autocomplete": "username", "type": "email"}
    )
    password = Password(_("Password"), keeper="current-password")
    next = HiddenField()

    def address_next(self) -> str:
        """Where the person was going: an address of ours, never somebody else's."""
        return address_of_ours(self.next.data)


class NewPasswordInput(Input):
    """The first password behind an invitation, or one after it was forgotten."""

    wished = Password(
        _("New password"),
        keeper="new-password",
        hint=_("At least 12 characters. Three or four words that only you put together are good."),
    )

    def validate_wished(self, field: Any) -> None:
        """Object as the domain does, at the field."""
        at_the_field(objections_to_password(tidy_password(field.data or ""), ""))


class ChangePasswordInput(NewPasswordInput):
    """The password now and the one from now on."""

    current = Password(_("Password now"), keeper="current-password")

    def command(self) -> ChangePassword:
        """What was typed, as a wish."""
        return ChangePassword(self.current.data or "", self.wished.data or "")


class SetupInput(ReadingFields, Input):
    """The founding of an empty service."""

    code = Line(
        _("Set-up code"),
        needed=True,
        hint=_("It was printed where the service was started, so that no stranger can be first."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    organisation = Line(_("Name of the organisation"), needed=True)
    name = Line(_("Your name"), needed=True, render_kw={"autocomplete": "name"})
    email = Line(
        _("Your email"), needed=True, longest=254, render_kw={"autocomplete": "username", "type": "email"}
    )
    password = Password(
        _("Your password"),
        keeper="new-password",
        hint=_("At least 12 characters. Three or four words that only you put together are good."),
    )

    def validate_email(self, field: Any) -> None:
        """Object as the domain does, at the field."""
        at_the_field(objections_to_email(tidy_email(field.data or ""), False))

    def validate_password(self, field: Any) -> None:
        """Object as the domain does, at the field."""
        at_the_field(
            objections_to_password(
                tidy_password(field.data or ""), tidy_email(self.email.data or ""), self.name.data or ""
            )
        )

    def command(self) -> FoundService:
        """What was typed, as a wish."""
        return FoundService(
            organisation=self.organisation.data or "",
            reading=Reading(self.language.data, self.calendar.data, self.time_zone.data),
            name=self.name.data or "",
            email=self.email.data or "",
            password=self.password.data or "",
            code=self.code.data or "",
        )


class NewAccountInput(Input):
    """An account for an employee."""

    email = Line(_("Email"), needed=True, longest=254, hint=_("The person signs in with it."))
    roles = SelectMultipleField(
        _("Roles"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[MayStayOpen()],
    )

    def offer(self, gives: tuple[str, ...]) -> None:
        """Offer the roles that this reader may give."""
        self.roles.choices = choices_of((role, _(WORDS[f"role.{role}"])) for role in gives)

    def command(self, employee: int) -> MakeAccount:
        """What was typed, as a wish."""
        return MakeAccount(
            email=self.email.data or "",
            employee=EmployeeKey(employee),
            roles=frozenset(Role(role) for role in self.roles.data or ()),
        )


class RoleInput(Input):
    """One role to give."""

    role = Choice(
        _("Role"), choices=choices_of((role.value, _(WORDS[f"role.{role.value}"])) for role in Role)
    )

    def offer(self, gives: tuple[str, ...]) -> None:
        """Offer the roles that this reader may give."""
        self.role.choices = choices_of((role, _(WORDS[f"role.{role}"])) for role in gives)


class TokenInput(Input):
    """Another system that may come in."""

    name = Line(
        _("Name of the system"),
        needed=True,
        longest=60,
        hint=_("It stands beside everything that the system brings in."),
    )
    scope = RadioField(
        _("What it may do"),
        choices=choices_of((scope.value, LazyString(say, f"scope.{scope.value}")) for scope in Scope),
        default=Scope.READINGS.value,
    )
    expires_on = DayField(
        _("Last day"), needed=True, hint=_("At most a year from now. Then it is time to look at it again.")
    )

    def command(self) -> MakeToken:
        """What was typed, as a wish."""
        return MakeToken(self.name.data or "", Scope(self.scope.data), self.expires_on.data)
