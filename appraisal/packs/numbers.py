"""A parameter's file with one more dated line: the text before it stays as it was, comments and all. Pure."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import yaml


def with_line(text: str, since: date, value: Decimal, source: str) -> tuple[str, frozenset[date]]:
    """The text with the new value under ``values``, and the days that had a value before.

    A file that cannot be read, or lists its values on one line, gets the line at its end; what is wrong
    with it then is named with its place when the draft is looked at.
    """
    line = f"{{from: {since.isoformat()}, value: {value.normalize():f}, source: {_quoted(source)}}}"
    listed = _values(text)
    if listed is None or not listed.value:
        return f"{text.rstrip()}\n  - {line}\n", frozenset()
    days = frozenset(filter(None, map(_day, listed.value)))
    if listed.flow_style:
        end = listed.value[-1].end_mark.index
        return f"{text[:end]}, {line}{text[end:]}", days
    last = listed.value[-1].end_mark.index
    before = text[:last].rstrip()
    indent = " " * listed.start_mark.column
    return f"{before}\n{indent}- {line}\n{text[len(before) :].lstrip(chr(10))}", days


def _values(text: str) -> Any:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    found = (node for key, node in root.value if key.value == "values")
    listed = next(found, None)
    return listed if isinstance(listed, yaml.SequenceNode) else None


def _day(node: Any) -> date | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        if key.value == "from" and isinstance(value, yaml.ScalarNode):
            try:
                return date.fromisoformat(value.value)
            except ValueError:
                return None
    return None


def _quoted(source: str) -> str:
    return json.dumps(source, ensure_ascii=False)
