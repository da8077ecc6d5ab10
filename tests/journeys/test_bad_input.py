"""Nasty values in every field of every address, sent by the right person: a plain answer, never a fault.

What is refused leaves nothing: no line of history, no half of a change.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from appraisal.storage.database import db
from appraisal.storage.history import HistoryLine
from tests.journeys.addresses import CHANGES, EVERYONE, PAGES, Address
from tests.journeys.world import World

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True, scope="session")

NASTY = {
    "nothing": "",
    "spaces": " \t\r\n ",
    "zero": "0",
    "negative": "-1",
    "far too large": "9" * 30,
    "larger than a row can be": str(2**31),
    "exponent": "1e999999",
    "not a number": "NaN",
    "zero byte": "a\0b",
    "half a letter": b"\xed\xa0\x80\xff",
    "right to left": "\u202egnp.exe\u2066",
    "script": "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>",
    "placeholder": "%(name)s %s %d {name} {{ 7*7 }} {% raw %}",
    "long line": "x" * 10_000,
    "day of no calendar": "1403/12/31",
    "day of a leap year alone": "1404/12/30",
    "day of a leap year": "1403/12/30",
    "last day there is": "9999-12-31",
    "first day there is": "0001-01-01",
    "other digits": "۱۴۰۳/۱۲/۳۰",
    "superscript": "²",
    "a list": "[1]",
    "a time": "24:61",
}  # fmt: skip


def history(world: World) -> int:
    with world.app.app_context():
        return db.session.scalar(select(func.count(HistoryLine.id))) or 0


def right_person(address: Address) -> str:
    order = ("ali", "sara", "omid", "nasrin", "vera", "roya", "leila")
    return next(name for name in order if name in address.who & EVERYONE)


def good(world: World, address: Address) -> dict[str, Any]:
    return {
        name: world.address(value) if isinstance(value, str) else value
        for name, value in address.sent.items()
    }


def bodies(world: World, address: Address) -> Iterator[dict[str, Any]]:
    """The same nasty value in every field, then in one field after the other among good ones."""
    typed = good(world, address)
    names = [*typed, "seen_version", "opened_page", "digest", "next", "back"]
    for number, value in enumerate(NASTY.values()):
        yield dict.fromkeys(names, value)
        yield {**typed, names[number % len(names)]: value}
    yield {name: [value, value] for name, value in typed.items()}


# Pages that read what stands behind the question mark.
ASKED = (
    "/",
    "/session",
    "/accounts/",
    "/people/",
    "/people/{sara}/goals/proposal",
    "/plans/{plan}/split",
    "/plans/{plan}/beside",
    "/diagnoses/{diagnosis}",
    "/reviews/cycles/{cycle}",
    "/reviews/cycles/{signed_cycle}/archives",
)
CASES = [each for each in CHANGES if each.who and "sessions" not in each.pattern]


@pytest.mark.parametrize("address", CASES, ids=str)
def test_nasty_values_get_a_plain_answer_and_a_refusal_leaves_nothing(world, address):
    world.app.config["PROPAGATE_EXCEPTIONS"] = True
    client = world.client(right_person(address))
    place = world.address(address.pattern)
    lines = history(world)
    for body in bodies(world, address):
        status = client.post(place, data=body).status_code
        assert status < 500, body
        now = history(world)
        assert status == 303 or now == lines, body
        lines = now


@pytest.mark.parametrize("name", sorted(NASTY))
def test_pages_take_any_question_in_their_address(world, name):
    names = ("page", "search", "share", "again", "lang", "language", "calendar", "next", "axis", "method",
             "review_on", "weight:person:1", "owner:unit:1", "estimate:person:1", "source", "names",
             "coverage", "market", "start", "product:x", "index:2017-Q1")  # fmt: skip
    question = dict.fromkeys(names, NASTY[name])
    for address in PAGES:
        if address.pattern in ASKED:
            with world.client(right_person(address)).get(
                world.address(address.pattern), query_string=question
            ) as answer:
                assert answer.status_code in (200, 302, 303, 400, 404), str(address)


@pytest.mark.parametrize(
    "key", ["0", "-1", "9" * 30, "9" * 5000, str(2**31), str(2**31 - 1), "1.5", "x", "%00", "۱"]
)
def test_a_key_of_nothing_is_an_address_that_does_not_exist(world, key):
    keys = dict.fromkeys(world.things, key) | dict.fromkeys(world.people, key)
    client = world.client("nasrin")
    for address in (*PAGES, *CHANGES):
        place = address.pattern.format(**keys)
        if place != address.pattern and "{rule}" not in address.pattern and "{token}" not in address.pattern:
            answer = client.open(place, method=address.method, data=good(world, address))
            assert answer.status_code in (400, 403, 404, 405), str(address)


def test_what_was_kept_is_shown_as_it_was_typed_and_never_run(world):
    """Words that look like code go in through every door, and every page is looked at."""
    code = "<script>alert(1)</script>%(name)s{{ 7*7 }}\u202e"
    for address in CASES:
        typed = good(world, address)
        free = [name for name in typed if typed[name] and " " in str(typed[name])]
        client = world.client(right_person(address))
        client.post(world.address(address.pattern), data={**typed, **dict.fromkeys(free, code)})
    for name in ("sara", "omid", "nasrin", "ali", "roya"):
        client = world.client(name)
        for address in PAGES:
            for language in ("en", "fa"):
                with client.get(world.address(address.pattern), query_string={"lang": language}) as answer:
                    assert answer.status_code < 500, str(address)
                    assert b"<script>alert" not in answer.data or answer.mimetype != "text/html"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_changes_nothing(world, method):
    lines = history(world)
    client = world.client("omid")
    for address in (*PAGES, *CHANGES):
        if not address.pattern.startswith("/static"):
            answer = client.open(world.address(address.pattern), method=method)
            assert answer.status_code in (200, 404, 405), str(address)
    assert history(world) == lines


UPLOADS = {
    "empty": b"",
    "zero bytes": b"\0" * 5000,
    "no text": bytes(range(256)) * 40,
    "one quote": b'name,manager\n"' + b"x" * 200_000,
    "one endless line": b"x" * 400_000,
    "very many columns": b",".join(b"c%d" % number for number in range(20_000)) + b"\n" + b"," * 19_999,
    "a zipped bomb": b"PK\x03\x04" + b"\0" * 100_000,
    "gzip": b"\x1f\x8b\x08" + b"\0" * 1000,
    "a zero byte in a cell": b"PersonnelNo,FullName,ReportsTo,HireDate\n1,Re\0za,,2016-05-01\n",
    "half a letter": b"PersonnelNo,FullName,ReportsTo,HireDate\n1,\xed\xa0\x80,,2016-05-01\n",
    "two headers alike": b"FullName,FullName,FullName\na,b,c\n",
    "a circle": b"PersonnelNo,FullName,ReportsTo,HireDate\n1,A,2,2016-05-01\n2,B,1,2016-05-01\n",
    "formulas": b"PersonnelNo,FullName,ReportsTo,HireDate\n=1+1,=cmd|' /C calc'!A0,@x,2016-02-30\n",
    "placeholders": b"PersonnelNo,%(field)s,FullName,ReportsTo,HireDate\n%s,%(x)s,%(name)s,{0},2016-02-30\n",
}


@pytest.mark.parametrize("name", sorted(UPLOADS))
def test_a_file_of_garbage_is_refused_with_its_place_or_goes_on_to_the_next_step(world, name):
    client = world.client("nasrin")
    for file_name in (
        "list.csv",
        "../../etc/passwd",
        "%(name)s.csv",
        "<b>.csv",
        "x" * 3000 + ".csv",
        "\u202evsc",
    ):
        sent = {"files": [(io.BytesIO(UPLOADS[name]), file_name)]}
        answer = client.post("/imports/", data=sent, content_type="multipart/form-data")
        assert answer.status_code in (303, 422)
        if answer.status_code == 303:
            columns = answer.headers["Location"]
            assert client.get(columns).status_code == 200
            assert client.post(columns, data={}).status_code in (303, 422)
            for step in ("preview", "result"):
                assert client.get(columns.replace("columns", step)).status_code in (200, 303, 422)
            assert client.post(columns.replace("columns", "results"), data={}).status_code in (303, 422)


@pytest.mark.parametrize(
    "encoding", ["utf-7", "unicode_escape", "rot13", "zlib", "idna", "undefined", "x" * 5000, "%s"]
)
def test_a_file_is_read_in_no_encoding_that_is_none(world, encoding):
    client = world.client("nasrin")
    place = world.address("/imports/{open_run}/files/{open_file}/readings")
    answer = client.post(place, data={"encoding": encoding, "has_header": "y"}, follow_redirects=True)
    assert answer.status_code in (200, 422)


def test_a_body_that_is_no_form_is_refused(world):
    client = world.client("omid")
    for kind, body in (
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"a"),
        ("multipart/form-data", b"garbage"),
        ("application/json", b'{"agenda_text": "x"}'),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(5000))),
        ("text/plain; charset=undefined", b"\xff\xfe"),
    ):  # fmt: skip
        answer = client.post(world.address("/checkins/{talk}/agenda"), data=body, content_type=kind)
        assert answer.status_code in (400, 413, 415, 422), kind


def test_the_same_press_twice_is_told_and_kept_once(world):
    omid = world.client("omid")
    move = {"move_on": "2018-01-05", "move_at": "10:00", "move_reason": "Board", "seen_version": "1"}
    place = world.address("/checkins/{talk}/moves")
    statuses = [omid.post(place, data=move).status_code for _ in range(2)]
    assert statuses in ([303, 409], [409, 409])


def test_ownership_of_a_part_goes_to_nobody_who_was_not_offered(world):
    client = world.client("ali")
    made = client.post(
        "/plans/", data=good(world, next(each for each in CHANGES if each.pattern == "/plans/"))
    )
    place = made.headers["Location"]
    for owner in (999, world.people["dara"]):
        sent = {"axis": "period", "method": "even", "review_on": "2019-01-15", "owner:2018-Q1": str(owner)}
        assert client.post(f"{place}/parts", data=sent).status_code == 422
