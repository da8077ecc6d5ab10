"""Handing a letter to an SMTP server, and saying in one word why it was not taken.

What a server answers is kept short and without our password; it never becomes part of a trace.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import urlsplit

from appraisal.mail.domain import Mailing, MailServer, Security, on_the_wire

PATIENCE = 15.0
LONGEST_ANSWER = 200


class NotTaken(Exception):
    """The server has not taken it. ``trouble`` is a key; ``said`` is what it answered; ``is_final``: never will."""

    def __init__(self, trouble: str, said: str = "", *, is_final: bool = False) -> None:
        super().__init__(f"{trouble}: {said}" if said else trouble)
        self.trouble, self.said, self.is_final = trouble, said, is_final


def hand_over(
    mailing: Mailing, message: EmailMessage, to: str, *, trust: ssl.SSLContext | None = None
) -> None:
    """Hand the message to the server. ``trust`` is which certificates count, the system's without it.

    Raises ``NotTaken``; returns only when the server has answered that it takes the letter.
    """
    sender = on_the_wire(mailing.sender.address)
    with _in_one_word(mailing.server), _connected(mailing, trust or ssl.create_default_context()) as server:
        server.send_message(message, from_addr=sender, to_addrs=[on_the_wire(to)])


@contextmanager
def _connected(mailing: Mailing, trust: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    wanted, us = mailing.server, urlsplit(mailing.place).hostname
    if wanted.security is Security.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            wanted.host, wanted.port, local_hostname=us, timeout=PATIENCE, context=trust
        )
    else:
        server = smtplib.SMTP(wanted.host, wanted.port, local_hostname=us, timeout=PATIENCE)
    try:
        if wanted.security is Security.STARTTLS:
            _seal(server, trust)
        if wanted.user:
            _sign_in(server, wanted)
        yield server
        _say_goodbye(server)
    finally:
        server.close()


def _seal(server: smtplib.SMTP, trust: ssl.SSLContext) -> None:
    server.ehlo_or_helo_if_needed()
    try:
        answer, said = server.starttls(context=trust)
    except smtplib.SMTPNotSupportedError:
        raise NotTaken("server_offers_no_tls") from None
    if answer != 220:  # smtplib goes on in plain text after a refusal
        raise NotTaken("server_offers_no_tls", _short(said))


def _sign_in(server: smtplib.SMTP, wanted: MailServer) -> None:
    try:
        server.login(wanted.user, wanted.password)
    except smtplib.SMTPNotSupportedError:
        raise NotTaken("server_takes_no_login") from None
    except UnicodeError:  # smtplib says ASCII alone to a server
        raise NotTaken("login_refused") from None


def _say_goodbye(server: smtplib.SMTP) -> None:
    """The letter is taken; a server that hangs up without a word has taken it all the same."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        return


@contextmanager
def _in_one_word(server: MailServer) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPException as error:
        raise _worded(error, server) from None
    except ssl.SSLError as error:
        raise NotTaken("certificate_not_trusted", _short(error.reason or "")) from None
    except OSError as error:
        raise NotTaken("server_does_not_answer", _short(error.strerror or str(error))) from None
    except ValueError:
        raise NotTaken("address_not_usable", is_final=True) from None


def _worded(error: smtplib.SMTPException, server: MailServer) -> NotTaken:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return NotTaken("address_refused", _short(said, server), is_final=code >= 500)
    if isinstance(error, smtplib.SMTPNotSupportedError):  # an address that needs more than ASCII
        return NotTaken("address_not_usable", is_final=True)
    said = _short(error.smtp_error, server) if isinstance(error, smtplib.SMTPResponseException) else ""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotTaken("login_refused", said)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return NotTaken("sender_refused", said)
    if isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError):
        return NotTaken("server_does_not_answer")
    return NotTaken("letter_refused", said)


def _short(said: bytes | str, server: MailServer | None = None) -> str:
    """What a server said, as one short line without the password it may repeat."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    if server and server.password:
        text = text.replace(server.password, "[hidden]")
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:LONGEST_ANSWER]
