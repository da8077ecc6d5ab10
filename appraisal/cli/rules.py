"""``appraisal rules``: packs as files. Check them with every worked case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from appraisal.cli.ending import NEEDS_A_PERSON, could_not_begin
from appraisal.data import adaptable
from appraisal.packs.shelf import packs_in
from appraisal.rulebook import BrokenPack, Pack, Problem, load_pack, run_cases

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def packs_at(folder: Path | None) -> list[Pack]:
    """The packs of a folder, or ours; or the end with every file, line and mend."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for place in packs_in(folder or adaptable("rules")):
        try:
            packs.append(load_pack(place))
        except BrokenPack as error:
            problems += error.problems
    if problems:
        could_not_begin(problems)
    return packs


def pack_at(folder: Path | None) -> Pack:
    """The diagnosis pack of a folder, or ours; or the end with what is wrong."""
    found = [pack for pack in packs_at(folder) if pack.kind == "diagnosis"]
    if not found:
        could_not_begin([f"{folder}: there is no pack of kind 'diagnosis'; name the folder that holds one"])
    return found[0]


@click.group()
def rules() -> None:
    """The rules as files."""


@rules.command()
@click.argument("folder", required=False, type=FOLDER)
def check(folder: Path | None) -> None:
    """Read the packs in FOLDER (ours without one), run their worked cases, and name what is wrong.

    Exit codes: 0 every case comes out; 1 a case comes out otherwise; 2 a pack cannot be read.
    """
    packs = packs_at(folder)
    problems = {pack.name: run_cases(pack) for pack in packs}
    for pack in packs:
        for problem in problems[pack.name]:
            click.echo(str(problem), err=True)
        cases = sum(len(rule.cases) for rule in pack.rules.values())
        click.echo(
            f"{pack.name} {pack.version}: {len(pack.rules)} rules, {cases} cases, "
            f"{len(problems[pack.name])} problems, sha256 {pack.sha256}"
        )
    sys.exit(NEEDS_A_PERSON if any(problems.values()) else 0)
