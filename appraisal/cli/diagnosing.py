"""``appraisal diagnose``: the rules' answer to facts from a file, as JSON.

A file is not our register: a fact that is left out is unknown, whatever it is about.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from appraisal.cli.ending import could_not_begin
from appraisal.cli.rules import pack_at
from appraisal.rulebook import LANGUAGES, Pack, WrongFacts, read_facts, to_plain
from appraisal.rulebook import diagnose as diagnose_facts

KNOWN = frozenset({"as_of", "facts"})


class WrongCase(Exception):
    """Everything that is wrong with one case."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--rules", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another pack."
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of questions and remedy.",
)
def diagnose(file: Any, folder: Path | None, language: str) -> None:
    """Say what FILE.json's facts support, rule out, and leave open; "-" reads standard input.

    FILE.json is {"as_of": "2024-06-30", "facts": {"gap_ratio": 0.6}}, or a list of such cases, which is
    answered by a list. A fact said on an earlier day brings its day: {"value": 0.6, "on": "2024-03-31"}. Exit codes: 0 answered; 2 the file or a fact cannot be used, each named.
    """
    pack = pack_at(folder)
    given = _read(file.read())
    cases = given if isinstance(given, list) else [given]
    answers: list[dict[str, Any]] = []
    problems: list[str] = []
    hidden = len(cases) < 20 or not sys.stderr.isatty()
    with click.progressbar(cases, label="Cases", file=sys.stderr, hidden=hidden) as bar:
        for place, case in enumerate(bar, start=1):
            try:
                answers.append(answer(pack, case, language))
            except WrongCase as error:
                where = f"case {place}: " if isinstance(given, list) else ""
                problems.extend(where + problem for problem in error.problems)
    if problems:
        could_not_begin(problems)
    click.echo(json.dumps(answers if isinstance(given, list) else answers[0], ensure_ascii=False, indent=2))


def answer(pack: Pack, case: Any, language: str) -> dict[str, Any]:
    """The answer to one case. Raises ``WrongCase`` naming every fact that cannot be used."""
    if not isinstance(case, dict):
        raise WrongCase(['a case is an object: {"as_of": "2024-06-30", "facts": {...}}'])
    as_of: date | None = None
    problems = [f"unknown key {key!r}; a case has as_of and facts" for key in case if key not in KNOWN]
    try:
        as_of = date.fromisoformat(case.get("as_of", ""))
    except (TypeError, ValueError):
        found = "and there is none" if case.get("as_of") is None else f"not {case['as_of']!r}"
        problems.append(f"as_of: a day like 2024-06-30 is needed, {found}")
    try:
        facts = read_facts(pack.schema, case.get("facts", {}), origin="file", on=as_of)
    except WrongFacts as error:
        raise WrongCase([*problems, *error.problems]) from error
    if problems or as_of is None:
        raise WrongCase(problems)
    return to_plain(diagnose_facts(pack, facts, as_of), language)


def _read(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_name_twice)
    except UnicodeDecodeError as error:
        could_not_begin([f"the file is not UTF-8 at byte {error.start}: save it as UTF-8"])
    except json.JSONDecodeError as error:
        if not data.strip():
            could_not_begin(['the file is empty; it needs {"as_of": "2024-06-30", "facts": {...}}'])
        could_not_begin([f"the file is not JSON at line {error.lineno}, column {error.colno}: {error.msg}"])
    except ValueError as error:
        could_not_begin([f"the file holds a number that is no result of anybody: {error}"])
    except RecursionError:
        could_not_begin(["the file is nested too deeply"])
    except WrongCase as error:
        could_not_begin(error.problems)


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = sorted(name for name, times in Counter(name for name, _value in pairs).items() if times > 1)
    if twice:
        raise WrongCase([f"{name!r} stands there twice" for name in twice])
    return dict(pairs)
