"""Mail as values: the server, who writes, where a letter leads, whom it is for. What was set is read here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from urllib.parse import SplitResult, unquote, urlsplit

from appraisal.kernel.actors import Role

LetterKey = NewType("LetterKey", int)

LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"\\\x00-\x1f\x7f]{1,64}@[^@\s<>()\[\],;:\"\\/\x00-\x1f\x7f]+")
WITH_NAME = re.compile(r"(?P<name>[^<>\"\\\x00-\x1f\x7f]*)<(?P<address>[^<>]*)>")
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
SERVER_NEEDED = (
    "an address like smtp://user:password@host:587 or smtps://user:password@host:465 is needed; "
    "in user and password write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F and % as %25"
)
SENDER_NEEDED = "an address like appraisal@example.org or Appraisal <appraisal@example.org> is needed"
PLACE_NEEDED = "the service's own address like https://appraisal.example.org is needed"


class Security(StrEnum):
    """How the way to the server is sealed: from the first byte, after a word, or not (on this machine only)."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


USUAL_PORT = {Security.TLS: 465, Security.STARTTLS: 587, Security.PLAIN: 25}


@dataclass(frozen=True)
class MailServer:
    """Who takes our letters. The password shows in no ``repr``."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Sender:
    """Whom letters come from."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Mailing:
    """All that is needed to send: the server, the sender, and the address that links begin with."""

    server: MailServer
    sender: Sender
    place: str


@dataclass(frozen=True)
class ToEmployee:
    """For this person, by the address of their account."""

    employee: int


@dataclass(frozen=True)
class ToRole:
    """For everybody who holds the role on the day it is addressed, but not for these people."""

    role: Role
    but_not: tuple[int, ...] = ()


@dataclass(frozen=True)
class Addressee:
    """An address, and how whoever reads there reads."""

    address: str
    language: str
    calendar: str
    time_zone: str


@dataclass(frozen=True)
class LetterPage:
    """What the template of a letter gets. ``settings_link`` is empty where a letter cannot be switched off."""

    language: str
    direction: str
    subject: str
    link: str
    settings_link: str
    until: datetime | None = None
    by: str = ""


def read_server(text: str) -> MailServer:
    """The server that an operator wrote. Raises ``ValueError`` with the mend, and never with the text."""
    found = _split(text, SERVER_NEEDED)
    port = _port(found, SERVER_NEEDED)
    user, password = unquote(found.username or ""), unquote(found.password or "")
    broken = (
        found.scheme not in ("smtp", "smtps")
        or not found.hostname
        or found.path not in ("", "/")
        or found.query
        or found.fragment
        or bool(user) != bool(password)
        or not (user + password).isprintable()
    )
    if broken:
        raise ValueError(SERVER_NEEDED)
    host = found.hostname or ""
    security = Security.TLS if found.scheme == "smtps" else Security.STARTTLS
    if security is Security.STARTTLS and host in THIS_MACHINE:
        security = Security.PLAIN
    return MailServer(host, port or USUAL_PORT[security], security, user, password)


def read_sender(text: str) -> Sender:
    """The sender that an operator wrote, with or without a name. Raises ``ValueError`` with the mend."""
    named = WITH_NAME.fullmatch(text.strip())
    address = named["address"].strip() if named else text.strip()
    if not is_address(address):
        raise ValueError(SENDER_NEEDED)
    return Sender(address, named["name"].strip() if named else "")


def read_place(text: str) -> str:
    """The service's own address, without a slash at its end. Raises ``ValueError`` with the mend."""
    found = _split(text, PLACE_NEEDED)
    _port(found, PLACE_NEEDED)
    broken = (
        found.scheme not in ("http", "https")
        or not found.hostname
        or found.username is not None
        or found.query
        or found.fragment
        or not text.isprintable()
        or " " in text
    )
    if broken:
        raise ValueError(PLACE_NEEDED)
    return text.rstrip("/")


def is_address(text: str) -> bool:
    """Whether a letter can be sent there: one plain address, with nothing in it that a header could stumble over."""
    return len(text) <= LONGEST_ADDRESS and ADDRESS.fullmatch(text) is not None


def on_the_wire(address: str) -> str:
    """The address as a mail server wants it: the domain in ASCII. Raises ``ValueError``."""
    if not is_address(address):
        raise ValueError("not an address")
    local, domain = address.rsplit("@", 1)
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def _split(text: str, mend: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise ValueError(mend) from None


def _port(found: SplitResult, mend: str) -> int | None:
    try:
        port = found.port
    except ValueError:
        raise ValueError(mend) from None
    if port == 0:
        raise ValueError(mend)
    return port
