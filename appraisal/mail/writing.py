"""Writing a letter: subject, plain text and HTML in the reader's language and calendar, and its headers.

It is written when it is sent, not when it is asked for: so it speaks the language that the reader has
by then, and nothing that was written lies in the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, g

from appraisal.i18n.languages import Calendar, language_of
from appraisal.i18n.wording import say
from appraisal.mail.domain import Addressee, LetterPage, Mailing, on_the_wire
from appraisal.mail.sending import NotTaken
from appraisal.web.request import Reader

SETTINGS = "accounts.own"


@dataclass(frozen=True)
class Draft:
    """What a letter is made from. ``message_key`` stays the same over all attempts at sending it."""

    to: Addressee
    kind: str
    link: str
    message_key: str
    is_courtesy: bool = False
    until: datetime | None = None
    by: str = ""


def link_to(app: Flask, mailing: Mailing, endpoint: str, values: Mapping[str, Any] | None = None) -> str:
    """The full address of a page of this service, as its readers reach it."""
    place = urlsplit(mailing.place)
    routes = app.url_map.bind(place.netloc, script_name=place.path or "/", url_scheme=place.scheme)
    return routes.build(endpoint, dict(values or {}), force_external=True)


def write_letter(app: Flask, mailing: Mailing, draft: Draft) -> EmailMessage:
    """The whole message. Raises ``NotTaken`` when an address cannot stand in a header."""
    language = language_of(draft.to.language)
    slice_, event = draft.kind.split(".")
    with app.app_context():
        g.reader = Reader(language.code, Calendar(draft.to.calendar), ZoneInfo(draft.to.time_zone))
        page = LetterPage(
            language=language.code,
            direction=language.direction,
            subject=say(f"letter.{draft.kind}"),
            link=draft.link,
            settings_link=link_to(app, mailing, SETTINGS) if draft.is_courtesy else "",
            until=draft.until,
            by=draft.by,
        )
        text, html = (
            app.jinja_env.get_template(f"emails/{slice_}/{event}.{kind}").render(page=page)
            for kind in ("txt", "html")
        )
    try:
        message = _addressed(mailing, draft, page)
    except ValueError:
        raise NotTaken("address_not_usable", is_final=True) from None
    message.set_content(text.strip() + "\n")
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = page.language
    return message


def _addressed(mailing: Mailing, draft: Draft, page: LetterPage) -> EmailMessage:
    sender = mailing.sender
    domain = on_the_wire(sender.address).rsplit("@", 1)[1]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender.name, addr_spec=on_the_wire(sender.address))
    message["To"] = Address(addr_spec=on_the_wire(draft.to.address))
    message["Subject"] = page.subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{draft.message_key}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message
