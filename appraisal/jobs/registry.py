"""Which handler does which work. A slice names its work once: ``@work("print_archive")``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from appraisal.jobs.context import WorkContext

Handler = Callable[[WorkContext], dict[str, Any]]

_handlers: dict[str, Handler] = {}


def work(name: str) -> Callable[[Handler], Handler]:
    """Make the function the handler of this work. Its plain dict becomes the job's result.

    A result may name the page that shows it: ``{"endpoint": ..., "values": {...}}``.
    """

    def keep(handler: Handler) -> Handler:
        if _handlers.setdefault(name, handler) is not handler:
            raise ValueError(f"two handlers for the work {name!r}")
        return handler

    return keep


def handler_of(name: str) -> Handler:
    """The handler of this work. Raises ``LookupError`` when nobody does it."""
    if name not in _handlers:
        raise LookupError(f"nobody does the work {name!r}; known: {', '.join(sorted(_handlers))}")
    return _handlers[name]
