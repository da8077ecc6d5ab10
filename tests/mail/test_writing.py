"""A letter in the reader's language: headers that no one can add to, plain text and HTML, the right direction."""

from datetime import UTC, datetime

import pytest

from appraisal.app import Appraisal
from appraisal.i18n.languages import LANGUAGES
from appraisal.mail.domain import Addressee, Mailing, MailServer, Security, Sender
from appraisal.mail.sending import NotTaken
from appraisal.mail.writing import Draft, link_to, write_letter
from tests.contracts.house import TEMPLATES
from tests.factories.mailbox import PLACE, way_to

KINDS = sorted(f"{p.parent.name}.{p.stem}" for p in TEMPLATES.glob("emails/*/*.txt"))
UNTIL = datetime(2018, 1, 5, 9, tzinfo=UTC)


def written(app: Appraisal, kind: str, language: str = "en", **more):
    to = Addressee("sara@example.org", language, LANGUAGES[language].calendar.value, "UTC")
    return write_letter(
        app, way_to(25), Draft(to, kind, PLACE + "/x", "a1", until=UNTIL, by="Nasrin", **more)
    )


def parts(message):
    return (
        message.get_body(("plain",)).get_content(),
        message.get_body(("html",)).get_content(),
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_written_in_every_language(app, kind, language):
    message = written(app, kind, language)
    text, html = parts(message)
    assert message["Subject"]
    assert PLACE + "/x" in text
    assert f'href="{PLACE}/x"' in html
    assert f'lang="{language}" dir="{LANGUAGES[language].direction}"' in html


def test_there_are_letters_and_each_has_both_faces():
    assert len(KINDS) == 13
    assert sorted(f"{p.parent.name}.{p.stem}" for p in TEMPLATES.glob("emails/*/*.html")) == KINDS


def test_the_headers_say_that_nobody_wrote_it_by_hand_and_name_it_for_ever(app):
    message = written(app, "mail.trial")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<a1@example.org>"
    assert message["From"] == "Appraisal <appraisal@example.org>"
    assert message["Content-Language"] == "en"
    assert abs((datetime.now(UTC) - message["Date"].datetime).total_seconds()) < 60


def test_what_travels_is_ascii_and_a_day_is_read_in_the_own_calendar(app):
    message = written(app, "accounts.invitation", "fa")
    assert message.as_bytes().isascii()
    assert "۱۵ دی ۱۳۹۶" in parts(message)[0]
    assert "5 Jan 2018" in parts(written(app, "accounts.invitation", "en"))[0]


def test_a_name_is_text_and_no_markup(app):
    to = Addressee("sara@example.org", "en", "gregorian", "UTC")
    draft = Draft(to, "accounts.invitation_anew", PLACE, "a1", until=UNTIL, by="<b>Eve</b>")
    text, html = parts(write_letter(app, way_to(25), draft))
    assert "<b>Eve</b> has made a link" in text
    assert "&lt;b&gt;Eve&lt;/b&gt; has made a link" in html


def test_only_a_courtesy_says_where_it_is_switched_off(app):
    assert "/account/" in parts(written(app, "diagnosis.reply_waits", is_courtesy=True))[0]
    assert "/account/" not in parts(written(app, "diagnosis.matter_waits"))[0]


@pytest.mark.parametrize("address", ["a@b.org\r\nBcc: eve@example.org", "a@b.org, eve@example.org", "nobody"])
def test_an_address_that_could_add_a_header_is_not_written_to(app, address):
    draft = Draft(Addressee(address, "en", "gregorian", "UTC"), "mail.trial", PLACE, "a1")
    with pytest.raises(NotTaken) as refusal:
        write_letter(app, way_to(25), draft)
    assert (refusal.value.trouble, refusal.value.is_final) == ("address_not_usable", True)


def test_a_sender_of_other_letters_travels_encoded(app):
    way = Mailing(MailServer("localhost", 25, Security.PLAIN), Sender("post@example.org", "خانهٔ ما"), PLACE)
    draft = Draft(Addressee("sara@example.org", "fa", "jalali", "UTC"), "mail.trial", PLACE, "a1")
    message = write_letter(app, way, draft)
    assert message.as_bytes().isascii()
    assert message["From"].addresses[0].display_name == "خانهٔ ما"


def test_links_lead_to_the_service_as_its_readers_reach_it(app):
    way = Mailing(
        MailServer("localhost", 25, Security.PLAIN), Sender("a@b.org"), "https://example.org:8443/talks"
    )
    assert link_to(app, way, "diagnosis.matters") == "https://example.org:8443/talks/matters/"
    assert link_to(app, way, "diagnosis.conversation", {"key": 3}) == (
        "https://example.org:8443/talks/diagnoses/3"
    )
