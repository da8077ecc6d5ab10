"""All commands, put together."""

from __future__ import annotations

import click

from appraisal import __version__
from appraisal.cli.diagnosing import diagnose
from appraisal.cli.exporting import export
from appraisal.cli.importing import import_
from appraisal.cli.mailing import mail
from appraisal.cli.rules import rules
from appraisal.cli.scanning import scan
from appraisal.cli.serving import demo, serve


@click.group(epilog="Exit codes: 0 done; 1 done, and something needs a person; 2 could not begin.")
@click.version_option(__version__, prog_name="appraisal")
def main() -> None:
    """Talks through the year, and appraisals that write themselves from them."""


for command in (serve, demo, import_, diagnose, scan, rules, export, mail):
    main.add_command(command)
