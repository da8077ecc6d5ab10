"""Which addresses are open to somebody who is not signed in; every other one leads to the entrance."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

_OPEN = "is_open_to_visitors"


def open_to_visitors(view: View) -> View:
    """Mark a view that needs no actor. Stands under the route, next to the function."""
    setattr(view, _OPEN, True)
    return view


def needs_actor(app: Flask, endpoint: str | None) -> bool:
    """Whether the address is for signed-in people; an address that does not exist is for nobody."""
    return endpoint not in (None, "static") and not getattr(app.view_functions[endpoint], _OPEN, False)


def lead_to(entrance: str) -> ResponseReturnValue:
    """Send a visitor to the entrance and remember where they were going.

    What was typed or polled by somebody whose session has ended is refused instead: a redirect would
    lose the words, while a refusal lets the person go back to them.
    """
    if request.method not in ("GET", "HEAD") or "HX-Request" in request.headers:
        abort(401)
    wished = request.full_path.rstrip("?")
    way_in = url_for(entrance) if wished == "/" else url_for(entrance, next=wished)
    return redirect(way_in, code=303)
