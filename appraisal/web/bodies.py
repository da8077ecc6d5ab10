"""What other systems send, read so that it means one thing: no name twice, no depth or number without end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser


class PlainParser(FlaskParser):
    """The library's reader of JSON, which would take the last of two values and stumble over deep or long ones."""

    def _raw_load_json(self, req: Request) -> Any:
        if not req.is_json:
            return super()._raw_load_json(req)
        try:
            return json.loads(req.get_data(cache=True).decode(), object_pairs_hook=_named_once)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), "…", 0) from error  # an empty text would be no body


class SystemsBlueprint(Blueprint):
    """Addresses for other systems."""

    ARGUMENTS_PARSER = PlainParser()


def _named_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found
