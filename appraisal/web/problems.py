"""Answers to other systems: problems as RFC 9457 writes them, and the document that describes every address.

Owns which paths are for systems (``/api/``) and how a refusal reads there. Leaves who may come in to
``accounts`` and the addresses themselves to the slices. Pages keep their own errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import marshmallow as ma
from flask import Flask, Response, jsonify
from flask.typing import ResponseReturnValue
from flask_smorest import Api, Blueprint
from flask_wtf import CSRFProtect
from werkzeug.exceptions import HTTPException

from appraisal.i18n.wording import say
from appraisal.kernel.objections import Objections
from appraisal.web.visitors import open_to_visitors

PREFIX = "/api/"
LARGEST_BODY = 2**20
DOCUMENT = "api-docs.openapi_json"


class Wrong(ma.Schema):
    """One thing that is wrong: where in what was sent, and the reason as a key and as a sentence."""

    index = ma.fields.Integer(metadata={"description": "Place in the list that was sent, from 0"})
    field = ma.fields.String()
    key = ma.fields.String()
    says = ma.fields.String(required=True)


class Problem(ma.Schema):
    """A problem as RFC 9457 writes it."""

    type = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    status = ma.fields.Integer(required=True)
    errors = ma.fields.List(ma.fields.Nested(Wrong))


class ProblemApi(Api):
    """The description of the addresses for systems; errors are answered by ``web.errors`` alone."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """Nothing: the library would answer every page's errors with JSON too."""

    def _register_responses(self) -> None:
        """Describe errors as what they are: problems."""
        spec: Any = self.spec
        content = {"application/problem+json": {"schema": Problem}}
        for status in HTTPStatus:
            said: dict[str, Any] = {"description": status.phrase}
            spec.components.response(
                status.name,
                {**said, "content": content} if status >= HTTPStatus.BAD_REQUEST else said,
                lazy=True,
            )
        said = {"description": "A problem (RFC 9457)", "content": content}
        spec.components.response("DEFAULT_ERROR", said, lazy=True)


def is_for_systems(path: str) -> bool:
    """Whether a path is for other systems, and not for people."""
    return path.startswith(PREFIX)


def open_to_systems(app: Flask, csrf: CSRFProtect, blueprints: Iterable[Blueprint]) -> None:
    """Register the addresses for systems and their description. They take no cookie, so nothing can be forged."""
    app.config.update(
        API_TITLE="Appraisal",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=f"{PREFIX}v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = ProblemApi(app, spec_kwargs={"security": [{"token": []}]})
    spec: Any = api.spec
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for blueprint in blueprints:
        csrf.exempt(blueprint)
        api.register_blueprint(blueprint)
    _open(app, DOCUMENT)


def _open(app: Flask, endpoint: str) -> None:
    """Let everybody read the description. The library's own view is a method and takes no mark."""
    describe: Any = app.view_functions[endpoint]

    @open_to_visitors
    def described() -> ResponseReturnValue:
        return describe()

    app.view_functions[endpoint] = described


def refused(status: int, objections: Objections) -> Response:
    """A refusal with every reason. A detail ``index`` says which of the things that were sent is meant."""
    errors = [
        {
            **({"index": each.details["index"]} if "index" in each.details else {}),
            "key": each.key,
            "says": say(f"objection.{each.key}", dict(each.details)),
        }
        for each in objections
    ]
    return _problem(status, errors)


def failed(error: HTTPException) -> Response:
    """An error of HTTP, or what the reading of a body found wrong in it."""
    found = getattr(error, "data", None) or {}
    answer = _problem(error.code or 500, list(_flat(found.get("messages", {}))))
    answer.headers.extend((name, value) for name, value in error.get_headers() if name != "Content-Type")
    return answer


def _problem(status: int, errors: list[dict[str, Any]]) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    answer = jsonify({**body, "errors": errors} if errors else body)
    answer.status_code, answer.mimetype = status, "application/problem+json"
    return answer


def _flat(found: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """What a schema found wrong, each with its place: ``{"index": 3, "field": "value", "says": ...}``."""
    if isinstance(found, Mapping):
        for name, inner in found.items():
            yield from _flat(inner, (*path, str(name)))
        return
    places = [int(step) for step in path if step.isdigit()]
    names = [step for step in path[1:] if not step.isdigit() and step != "_schema"]
    where = {"index": places[0]} if places else {}
    for sentence in found if isinstance(found, list) else [found]:
        yield {**where, "field": names[-1] if names else "", "says": str(sentence)}
