"""What a browser sent, looked at before anything reads it: keys that are too large, letters nobody can keep.

Both databases answer these with faults of their own, each in its own way. Here they get a plain answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, ValidationError

from appraisal.web.problems import LARGEST_BODY, is_for_systems

LARGEST_KEY = 2**31 - 1
NOTHING = "\0"


class KeyConverter(IntegerConverter):
    """``<int:...>`` in an address: a number that is too large is an address that does not exist."""

    def to_python(self, value: str) -> int:
        """The key. Raises ``ValidationError``, which is answered with 404."""
        key = key_of(value)
        if key is None:
            raise ValidationError
        return key


def key_of(text: str) -> int | None:
    """The key that was sent, or None when no row can have it."""
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_KEY))
    return int(text) if fits and int(text) <= LARGEST_KEY else None


def look_at_what_is_sent(app: Flask) -> None:
    """Read keys in addresses like this; refuse a zero byte (400) and a body of the wrong kind (415).

    No keyboard writes a zero byte, so nothing that a person typed is lost. Every input of a page is a form with
    texts in it; JSON would bring lists and numbers where texts are read. A system sends JSON and nothing else,
    and little of it. Call before blueprints are registered.
    """
    app.url_map.converters["int"] = KeyConverter

    @app.before_request
    def refuse_what_nobody_types() -> None:
        if is_for_systems(request.path):
            request.max_content_length = LARGEST_BODY
        if request.is_json is not is_for_systems(request.path) and (request.is_json or request.content_type):
            abort(415)
        if any(NOTHING in text for text in _sent()):
            abort(400)


def _sent() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        for name, value in values.items(multi=True):
            yield name
            yield value
    for file in request.files.values():
        yield file.filename or ""
