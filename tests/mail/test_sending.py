"""A real server takes a letter, or refuses it: by its certificate, the login, the address, or by being away."""

import socket
import time

import pytest

from appraisal.mail import sending
from appraisal.mail.domain import Addressee, Security
from appraisal.mail.sending import NotTaken, hand_over
from appraisal.mail.writing import Draft, write_letter
from tests.factories.mailbox import CERTIFICATE, PASSWORD, PLACE, USER, free_port, listening, trust, way_to

# The server of the tests says so itself; it listens on this machine alone.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
SARA = "sara@example.org"


def letter(app, way, language="en", kind="mail.trial", to=SARA, **more):
    return write_letter(
        app, way, Draft(Addressee(to, language, "gregorian", "UTC"), kind, PLACE, "a1", **more)
    )


@pytest.mark.parametrize("security", list(Security))
def test_a_letter_goes_sealed_or_on_this_machine_plain_with_a_login(app, security):
    port = free_port()
    way = way_to(port, security, USER, PASSWORD)
    with listening(port, security, login=True) as box:
        hand_over(way, letter(app, way), SARA, trust=trust())
    assert box.recipients == [SARA]
    assert box.letters[0]["Subject"] == "A letter to try the post out"


def refused(app, way, to=SARA):
    with pytest.raises(NotTaken) as refusal:
        hand_over(way, letter(app, way), to)
    return refusal.value


def test_nothing_is_sent_to_a_server_that_offers_no_encryption(app):
    port = free_port()
    with listening(port) as box:
        error = refused(app, way_to(port, Security.STARTTLS, USER, PASSWORD))
    assert (error.trouble, error.is_final, box.letters) == ("server_offers_no_tls", False, [])


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_nobody_vouches_for_is_refused(app, security):
    port = free_port()
    with listening(port, security) as box:
        error = refused(app, way_to(port, security))
    assert (error.trouble, error.is_final, box.letters) == ("certificate_not_trusted", False, [])


def test_a_wrong_password_is_named_and_told_to_nobody(app):
    port = free_port()
    with listening(port, login=True) as box:
        error = refused(app, way_to(port, user=USER, password="not the one"))
    assert (error.trouble, box.letters) == ("login_refused", [])
    assert "not the one" not in str(error)
    assert error.__cause__ is None


def test_a_password_in_other_letters_is_a_refused_login_and_not_an_end(app):
    port = free_port()
    with listening(port, login=True):
        error = refused(app, way_to(port, user=USER, password="چهار واژه"))
    assert (error.trouble, error.is_final) == ("login_refused", False)


def test_an_authority_of_the_own_house_is_trusted_when_the_environment_names_it(app, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE / "localhost.pem"))
    port = free_port()
    way = way_to(port, Security.TLS)
    with listening(port, Security.TLS) as box:
        hand_over(way, letter(app, way), SARA)
    assert box.recipients == [SARA]


def test_a_server_without_login_is_said_to_take_none(app):
    port = free_port()
    with listening(port):
        assert refused(app, way_to(port, user=USER, password=PASSWORD)).trouble == "server_takes_no_login"


def test_an_address_that_the_server_does_not_know_is_final_and_its_answer_hides_the_password(app):
    port = free_port()
    with listening(port, login=True) as box:
        box.refuses = (SARA,)
        error = refused(app, way_to(port, user=USER, password=PASSWORD))
    assert (error.trouble, error.is_final) == ("address_refused", True)
    assert error.said == f"no such address: {SARA}, password [hidden]"


def test_a_letter_that_the_server_does_not_want_now_is_tried_again(app):
    port = free_port()
    with listening(port) as box:
        box.answer = "451 come back later"
        error = refused(app, way_to(port))
    assert (error.trouble, error.said, error.is_final) == ("letter_refused", "come back later", False)


def test_a_server_that_is_not_there_is_said_to_be_away(app):
    assert refused(app, way_to(free_port())).trouble == "server_does_not_answer"


def test_a_server_that_says_nothing_is_not_waited_for_long(app, monkeypatch):
    monkeypatch.setattr(sending, "PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        began = time.monotonic()
        assert refused(app, way_to(mute.getsockname()[1])).trouble == "server_does_not_answer"
    assert time.monotonic() - began < 5


def test_a_second_address_hidden_in_the_first_reaches_no_server(app):
    port = free_port()
    with listening(port) as box:
        way = way_to(port)
        with pytest.raises(NotTaken) as refusal:
            hand_over(way, letter(app, way), f"{SARA}\r\nRCPT TO:<eve@example.org>")
    assert (refusal.value.trouble, box.recipients) == ("address_not_usable", [])
