"""Showing a page: a template gets the frozen page, its inputs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue


def show(template: str, page: Any, *, status: int = 200, **inputs: Any) -> ResponseReturnValue:
    """Render ``templates/<template>`` with ``page`` and the named inputs."""
    return render_template(template, page=page, **inputs), status


def see(endpoint: str, **values: Any) -> ResponseReturnValue:
    """Answer a change: 303 to the page that shows it."""
    return redirect(url_for(endpoint, **values), code=303)


def doors_open(endpoints: Iterable[str]) -> frozenset[str]:
    """Those of these pages that the service has: a lower slice links to a higher one where it is there."""
    return frozenset(current_app.view_functions) & frozenset(endpoints)
