"""Logs: one JSON object a line on standard error, each with its request's id, never with a secret.

A line says what was asked and how it ended, not what people wrote: no form fields, no search words.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from flask import Flask, Response, g, request
from structlog.typing import Processor

SECRETS = frozenset(
    {"password", "wished", "current", "token", "code", "secret", "secret_key", "cookie", "authorization"}
    | {"csrf_token", "set_cookie", "fs_uniquifier", "database_url", "mail_server"}
)
HIDDEN = "[hidden]"
QUIET = frozenset({"health.health", "static"})
TOO_TALKATIVE = ("fontTools", "weasyprint", "alembic.runtime.plugins")


ROW = re.compile(r"^DETAIL: .*?(?=^\[SQL|^The above exception|^During handling|\Z)", re.MULTILINE | re.DOTALL)
"""PostgreSQL tells with a refusal what stands in the row: the words of people."""


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide the value of every key that may hold a secret, at any depth, and what a row of the database holds."""
    return {key: HIDDEN if key.lower() in SECRETS else _redacted(value) for key, value in event.items()}


def write_logs(level: str, stream: TextIO | None = None) -> None:
    """Send our own log lines and those of every library through one formatter, to standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in TOO_TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def follow_requests(app: Flask) -> None:
    """Give each request an id, tell it to the browser, and leave one line about how the request ended.

    Register this before anything that may refuse a request, so that a refusal has its id too.
    """
    log = logging.getLogger("appraisal.requests")

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(8)
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        took = round((time.perf_counter() - g.began) * 1000, 1)
        ended = {"method": request.method, "path": _path(), "status": response.status_code, "ms": took}
        log.log(logging.DEBUG if request.endpoint in QUIET else logging.INFO, "request", extra=ended)
        return response


def _path() -> str:
    path = request.path
    for key, value in (request.view_args or {}).items():
        if key in SECRETS:
            path = path.replace(str(value), HIDDEN)
    return path


def _redacted(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: HIDDEN if str(key).lower() in SECRETS else _redacted(each) for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [_redacted(each) for each in value]
    return ROW.sub(f"DETAIL: {HIDDEN}\n", value) if isinstance(value, str) and "DETAIL: " in value else value
