"""``appraisal rules check``: read a pack and run every worked case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from appraisal.cli.ending import NEEDS_A_PERSON, could_not_begin
from appraisal.data import adaptable
from appraisal.diagnosis.rulebook import PACK, pack_in
from appraisal.rulebook import BrokenPack, Pack, load_pack, run_cases

CORE = adaptable("rules") / PACK


def pack_at(folder: Path | None) -> Pack:
    """The pack of a folder, or ours; or the end with every file, line and mend."""
    try:
        return load_pack(pack_in(folder) if folder else CORE)
    except BrokenPack as error:
        could_not_begin(error.problems)


@click.group()
def rules() -> None:
    """The rules as files."""


@rules.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path | None) -> None:
    """Read the pack in FOLDER (ours without one), run its worked cases, and name what is wrong.

    Exit codes: 0 every case comes out; 1 a case comes out otherwise; 2 the pack cannot be read.
    """
    pack = pack_at(folder)
    problems = run_cases(pack)
    for problem in problems:
        click.echo(str(problem), err=True)
    cases = sum(len(rule.cases) for rule in pack.rules.values())
    click.echo(
        f"{pack.name} {pack.version}: {len(pack.rules)} rules, {cases} cases, {len(problems)} problems, "
        f"sha256 {pack.sha256}"
    )
    sys.exit(NEEDS_A_PERSON if problems else 0)
