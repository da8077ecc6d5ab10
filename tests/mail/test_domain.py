"""What an operator writes about the post is understood, or refused with the mend and without the password."""

import pytest

from appraisal.mail.domain import (
    PLACE_NEEDED,
    SENDER_NEEDED,
    SERVER_NEEDED,
    MailServer,
    Security,
    Sender,
    is_address,
    on_the_wire,
    read_place,
    read_sender,
    read_server,
)


@pytest.mark.parametrize(
    ("text", "host", "port", "security"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, Security.STARTTLS),
        ("smtp://mail.example.org:2525", "mail.example.org", 2525, Security.STARTTLS),
        ("smtps://mail.example.org", "mail.example.org", 465, Security.TLS),
        ("smtp://localhost", "localhost", 25, Security.PLAIN),
        ("smtp://[::1]:1025/", "::1", 1025, Security.PLAIN),
        ("smtps://localhost", "localhost", 465, Security.TLS),
    ],
)
def test_a_server_is_read_and_only_this_machine_is_reached_unsealed(text, host, port, security):
    assert read_server(text) == MailServer(host, port, security)


def test_a_password_with_strange_letters_is_read_and_shown_nowhere():
    found = read_server("smtps://post%40example.org:p%2Fa%3As%40s@mail.example.org")
    assert (found.user, found.password) == ("post@example.org", "p/a:s@s")
    assert "p/a:s@s" not in f"{found!r} {found}"


@pytest.mark.parametrize(
    "text",
    [
        "mail.example.org:587",
        "http://mail.example.org",
        "smtp://",
        "smtp://user@mail.example.org",
        "smtp://:secret@mail.example.org",
        "smtp://user:sec/ret@mail.example.org",
        "smtp://user:sec#ret@mail.example.org",
        "smtp://user:secret@mail.example.org:ret",
        "smtp://user:secret@mail.example.org:0",
        "smtp://user:secret@mail.example.org:99999",
        "smtp://user:secret@mail.example.org/?secret",
        "smtp://user:sec%0Aret@mail.example.org",
        "smtp://[secret",
    ],
)
def test_a_server_that_cannot_be_used_is_refused_with_the_mend_alone(text):
    with pytest.raises(ValueError, match="smtp://") as refusal:
        read_server(text)
    assert str(refusal.value) == SERVER_NEEDED


def test_a_sender_has_a_name_or_none():
    assert read_sender("post@example.org") == Sender("post@example.org")
    assert read_sender("Our house <post@example.org>") == Sender("post@example.org", "Our house")


@pytest.mark.parametrize("text", ["post", "a@b.org, c@d.org", "X\r\nBcc: y <a@b.org>", "<>", "a b@c.org"])
def test_a_sender_that_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match="is needed") as refusal:
        read_sender(text)
    assert str(refusal.value) == SENDER_NEEDED


def test_the_own_address_may_stand_below_another():
    assert read_place("https://example.org/appraisal/") == "https://example.org/appraisal"


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://a:b@c.org",
        "https://c.org/?a",
        "https://c org",
    ],
)
def test_an_own_address_that_no_browser_opens_is_refused(text):
    with pytest.raises(ValueError, match="is needed") as refusal:
        read_place(text)
    assert str(refusal.value) == PLACE_NEEDED


@pytest.mark.parametrize(
    "text",
    [
        "a@b.org\r\nBcc: c@d.org",
        "a@b.org\n",
        "a@b.org,c@d.org",
        "<a@b.org>",
        "a b@c.org",
        "@c.org",
        "a@",
        "a" * 250 + "@b.org",
    ],
)
def test_nothing_but_one_plain_address_is_written_to(text):
    assert not is_address(text)
    with pytest.raises(ValueError, match="not an address"):
        on_the_wire(text)


def test_a_domain_of_other_letters_is_written_in_ascii():
    assert on_the_wire("sara@пример.example") == "sara@xn--e1afmkfd.example"
