"""Log lines: JSON, with the request's id, without secrets."""

import io
import json
import logging

import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from appraisal.diagnosis.models import RestrictedMatter
from appraisal.web.logs import redact, write_logs


@pytest.fixture
def lines():
    written = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    write_logs("INFO", written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def test_secrets_are_hidden_at_any_depth():
    event = {"event": "x", "password": "four calm words", "form": {"Token": "abc", "name": "Sara"}}
    assert redact(None, "info", event) == {
        "event": "x",
        "password": "[hidden]",
        "form": {"Token": "[hidden]", "name": "Sara"},
    }


def test_a_request_leaves_one_line_with_the_id_that_the_browser_got(app, company, lines):
    answer = app.test_client().get("/session?next=/people/")
    (line,) = [each for each in lines() if each["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/session", 200)
    assert line["request_id"] == answer.headers["X-Request-Id"]


def test_the_token_of_an_invitation_never_reaches_the_log(app, company, lines):
    app.test_client().get("/invitations/a-token-of-sara")
    (line,) = [each for each in lines() if each["event"] == "request"]
    assert line["path"] == "/invitations/[hidden]"


def test_a_library_that_logs_is_written_as_json_too(lines):
    logging.getLogger("some.library").warning("it is %s", "late", extra={"password": "x"})
    (line,) = lines()
    assert (line["event"], line["level"], line["password"]) == ("it is late", "warning", "[hidden]")


@pytest.mark.parametrize("application", ["postgresql"], indirect=True, scope="session")
def test_a_fault_of_the_database_tells_no_words_of_people(app, store, company, lines):
    """PostgreSQL repeats the whole row that it refuses, the text of a matter in confidence among it."""
    store.add(RestrictedMatter(employee_id=company.sara, raises="health_disclosed", text="my\nback hurts"))
    try:
        store.flush()
    except IntegrityError:
        logging.getLogger("appraisal").exception("fault")
    (line,) = lines()
    assert "back hurts" not in line["exception"]
    assert "raised_at" in line["exception"]
    assert "DETAIL: [hidden]" in line["exception"]
    assert "test_logs.py" in line["exception"]
    store.rollback()
