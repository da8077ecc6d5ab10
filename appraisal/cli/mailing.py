"""``appraisal mail test``: one letter to an address, and what became of it."""

from __future__ import annotations

import os
import secrets
import sys

import click

from appraisal.cli.ending import DONE, NEEDS_A_PERSON, application, could_not_begin, settings_of
from appraisal.i18n.languages import LANGUAGES
from appraisal.mail.domain import Addressee, is_address
from appraisal.mail.sending import NotTaken, hand_over
from appraisal.mail.wording import WORDS
from appraisal.mail.writing import Draft, link_to, write_letter

NO_SERVER = (
    "no mail server is set: give APPRAISAL_MAIL_SERVER, APPRAISAL_MAIL_FROM and APPRAISAL_ADDRESS, "
    "as the table of settings in the README says"
)


@click.group()
def mail() -> None:
    """Letters by e-mail."""


@mail.command()
@click.argument("address")
@click.option("--language", type=click.Choice(tuple(LANGUAGES)), default="en", show_default=True)
def test(address: str, language: str) -> None:
    """Send one letter to ADDRESS and say what the mail server made of it.

    Exit codes: 0 it was taken; 1 it was not, and why; 2 letters are not set up.
    """
    settings = settings_of(os.environ)
    way = settings.mailing
    if way is None:
        could_not_begin([NO_SERVER])
    if not is_address(address):
        could_not_begin([f"{address!r} is no e-mail address"])
    app = application(settings)
    to = Addressee(address, language, LANGUAGES[language].calendar.value, settings.time_zone)
    draft = Draft(to, "mail.trial", link_to(app, way, "home.today"), secrets.token_hex(16))
    try:
        hand_over(way, write_letter(app, way, draft), address)
    except NotTaken as error:
        said = f" It said: {error.said}" if error.said else ""
        click.echo(f"{way.server}: {WORDS[f'mail_trouble.{error.trouble}']}{said}", err=True)
        sys.exit(NEEDS_A_PERSON)
    click.echo(f"{way.server} has taken the letter to {address}.")
    sys.exit(DONE)
