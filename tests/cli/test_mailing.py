"""``appraisal mail test`` sends one letter and says what became of it."""

import pytest
from click.testing import CliRunner

from appraisal.cli import main
from tests.factories.mailbox import free_port, listening


@pytest.fixture
def port(tmp_path, monkeypatch):
    """A service in a folder of its own whose letters go to this port."""
    found = free_port()
    monkeypatch.setenv("APPRAISAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("APPRAISAL_MAIL_SERVER", f"smtp://localhost:{found}")
    monkeypatch.setenv("APPRAISAL_MAIL_FROM", "Appraisal <post@example.org>")
    monkeypatch.setenv("APPRAISAL_ADDRESS", "https://appraisal.example.org")
    return found


def run(*arguments):
    return CliRunner().invoke(main, ["mail", "test", *arguments])


def test_a_letter_that_was_taken_is_said_to_be(port):
    with listening(port) as box:
        ended = run("sara@example.org", "--language", "fa")
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout == f"localhost:{port} has taken the letter to sara@example.org.\n"
    assert box.letters[0]["From"] == "Appraisal <post@example.org>"
    assert box.letters[0]["Content-Language"] == "fa"


def test_a_server_that_is_away_is_named_with_why(port):
    ended = run("sara@example.org")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"localhost:{port}: The mail server does not answer. It said: ")


def test_a_wrong_login_is_named_without_the_password(port, monkeypatch):
    monkeypatch.setenv("APPRAISAL_MAIL_SERVER", f"smtp://post:s3cret@localhost:{port}")
    with listening(port):
        ended = run("sara@example.org")
    assert ended.exit_code == 1
    assert "takes no user and password" in ended.stderr
    assert "s3cret" not in ended.output


@pytest.mark.parametrize(
    ("address", "said"),
    [("sara", "'sara' is no e-mail address"), ("a@b.org\r\nBcc: c@d.org", "no e-mail address")],
)
def test_what_is_no_address_is_refused_before_anything_is_sent(port, address, said):
    with listening(port) as box:
        ended = run(address)
    assert (ended.exit_code, box.letters) == (2, [])
    assert said in ended.stderr


def test_without_a_server_the_mend_is_named(port, monkeypatch):
    monkeypatch.delenv("APPRAISAL_MAIL_SERVER")
    ended = run("sara@example.org")
    assert ended.exit_code == 2
    assert "APPRAISAL_MAIL_SERVER" in ended.stderr
