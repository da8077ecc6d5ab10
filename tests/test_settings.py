"""The settings of the post: what is missing or cannot be used stops the start, and no password is shown."""

import pytest

from appraisal.mail.domain import Mailing, MailServer, Security, Sender
from appraisal.settings import WrongSettings, read_settings

POST = {
    "APPRAISAL_MAIL_SERVER": "smtp://post:s3cret@mail.example.org",
    "APPRAISAL_MAIL_FROM": "post@example.org",
    "APPRAISAL_ADDRESS": "https://appraisal.example.org/",
}


def test_three_settings_make_letters_go_out():
    server = MailServer("mail.example.org", 587, Security.STARTTLS, "post", "s3cret")
    expected = Mailing(server, Sender("post@example.org"), "https://appraisal.example.org")
    assert read_settings(POST).mailing == expected


def test_without_a_server_no_letters_go_out():
    assert read_settings({"APPRAISAL_ADDRESS": "https://appraisal.example.org"}).mailing is None


def test_a_demo_writes_to_nobody():
    assert read_settings(POST | {"APPRAISAL_DEMO": "yes"}).mailing is None


def test_a_server_alone_is_not_enough_and_everything_missing_is_named_at_once():
    with pytest.raises(WrongSettings) as refusal:
        read_settings({"APPRAISAL_MAIL_SERVER": POST["APPRAISAL_MAIL_SERVER"]})
    lines = str(refusal.value).splitlines()
    assert [line.split()[0] for line in lines] == ["APPRAISAL_MAIL_FROM", "APPRAISAL_ADDRESS"]
    assert "like appraisal@example.org" in lines[0]


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("APPRAISAL_MAIL_SERVER", "smtp://post:s3/cret@mail.example.org", "write @ as %40"),
        ("APPRAISAL_MAIL_FROM", "post", "like appraisal@example.org"),
        ("APPRAISAL_ADDRESS", "appraisal.example.org", "like https://appraisal.example.org"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_mend_and_without_the_password(name, value, mend):
    with pytest.raises(WrongSettings, match=name) as refusal:
        read_settings(POST | {name: value})
    assert mend in str(refusal.value)
    assert "s3" not in str(refusal.value)


def test_a_misspelt_name_is_named_with_the_one_that_was_meant():
    with pytest.raises(WrongSettings, match="did you mean APPRAISAL_MAIL_SERVER"):
        read_settings({"APPRAISAL_MAILSERVER": "smtp://localhost"})
