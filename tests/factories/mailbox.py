"""A real SMTP server on this machine, with or without TLS and a login, that keeps what it takes."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from appraisal.mail.domain import Mailing, MailServer, Security, Sender

CERTIFICATE = Path(__file__).with_name("certificate")
USER, PASSWORD = "appraisal", "p4ss/w@rd:of#post"
PLACE = "https://appraisal.example.org"


@dataclass
class Mailbox:
    """What came in. ``refuses`` are addresses that it says do not exist."""

    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuses: tuple[str, ...] = ()
    answer: str = "250 taken"
    came: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any
    ) -> str:
        """Answer to an address."""
        if to in self.refuses:
            return f"550 no such address: {to}, password {PASSWORD}"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter."""
        if self.answer.startswith("250"):
            found = message_from_bytes(bytes(envelope.original_content or b""), policy=default)
            self.letters.append(found)  # pyright: ignore[reportArgumentType] - the default policy makes EmailMessages
            self.recipients += envelope.rcpt_tos
            self.came.set()
        return self.answer

    def wait_for(self, count: int, seconds: float = 30) -> None:
        """Wait until so many letters have come; fail when they do not."""
        until = time.monotonic() + seconds
        while len(self.letters) < count:
            assert time.monotonic() < until, f"{len(self.letters)} letters of {count} came"
            time.sleep(0.02)  # the server takes letters in a thread of its own


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def trust() -> ssl.SSLContext:
    """Whoever trusts the certificate of these tests."""
    return ssl.create_default_context(cafile=str(CERTIFICATE / "localhost.pem"))


def server_side() -> ssl.SSLContext:
    """The server's half of a sealed way."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE / "localhost.pem", CERTIFICATE / "key.pem")
    return context


def way_to(port: int, security: Security = Security.PLAIN, user: str = "", password: str = "") -> Mailing:
    """The settings of a service whose letters go to this port."""
    server = MailServer("localhost", port, security, user, password)
    return Mailing(server, Sender("appraisal@example.org", "Appraisal"), PLACE)


@contextmanager
def listening(port: int, security: Security = Security.PLAIN, *, login: bool = False) -> Iterator[Mailbox]:
    """A server on this port while the block lasts."""
    box = Mailbox()
    more: dict[str, Any] = {}
    if security is Security.STARTTLS:
        more["tls_context"] = server_side()
    if security is Security.TLS:
        more["ssl_context"] = server_side()
    if login:
        more |= {"authenticator": _check, "auth_required": True, "auth_require_tls": False}
    controller = Controller(box, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    fits = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=fits, handled=False)
