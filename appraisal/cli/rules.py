"""``appraisal rules``: packs as files. Check them, take them along, bring them back, set them aside."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from appraisal.app import Appraisal
from appraisal.cli.ending import NEEDS_A_PERSON, could_not_begin, ready_application, upgraded_application
from appraisal.data import adaptable
from appraisal.diagnosis.drift import Drifts, compared, keep_check
from appraisal.i18n.wording import say
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotFound, Refusal
from appraisal.packs import operations
from appraisal.packs.bundle import Unreadable, name_in, read_folder
from appraisal.packs.domain import HEAD, BringFiles, ReturnTo
from appraisal.packs.drafts import find_draft, look_at
from appraisal.packs.queries import files_of, shelf
from appraisal.packs.shelf import packs_in
from appraisal.rulebook import BrokenPack, Pack, Problem, load_pack, run_cases
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from appraisal.web.clock import Clock

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
AT_THE_COMMAND_LINE = "Set aside at the command line."


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


@rules.command("export")
@click.argument("pack")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_(pack: str, folder: Path) -> None:
    """Write the files of PACK as it is in force into FOLDER, which is new or empty.

    Exit codes: 0 written; 2 nothing was written.
    """
    if folder.exists() and any(folder.iterdir()):
        could_not_begin([f"{folder}: there are files in it already; name a new or an empty folder"])
    app = ready_application()
    with app.app_context():
        try:
            files = files_of(db.session(), SERVICE, pack, _now(app).date())
        except NotFound:
            could_not_begin([_no_such_pack(pack)])
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(f"{len(files)} files of {pack} are in {folder}")


@rules.command("import")
@click.argument("folder", type=FOLDER)
def import_(folder: Path) -> None:
    """Take the pack in FOLDER into the draft of the pack with its name; HR publishes it in the rules room.

    Exit codes: 0 it reads well; 1 it is in the draft, and something must be mended; 2 nothing was taken in.
    """
    head = folder / HEAD
    name = name_in(head.read_text(encoding="utf-8", errors="replace")) if head.is_file() else ""
    app = ready_application()
    with app.app_context(), about_to_write():
        kind = shelf().kind_of(name)
        if kind is None:
            could_not_begin([_no_such_pack(name) if head.is_file() else f"{head}: there is no such file"])
        try:
            files = read_folder(folder, shelf().shipped[kind].files[HEAD])
            operations.bring_files(db.session(), SERVICE, BringFiles(name, files), at=_now(app))
        except (Unreadable, Refusal) as error:
            could_not_begin(_sentences(app, error.objections))
        problems = _problems_of_draft(name)
        db.session.commit()
    for problem in problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(files)} files read; the draft of {name} has {len(problems)} problems")
    sys.exit(NEEDS_A_PERSON if problems else 0)


@rules.command("set-aside")
@click.argument("pack")
@click.option("--reason", default=AT_THE_COMMAND_LINE, show_default=True, help="Kept with the version.")
def set_aside(pack: str, reason: str) -> None:
    """Go back to PACK as it came with the software. What the organisation published stays in its history.

    This works when the service refuses to start on the organisation's own files.
    Exit codes: 0 set aside; 2 there is nothing to set aside.
    """
    app = upgraded_application()
    with app.app_context(), about_to_write():
        try:
            operations.return_to(db.session(), SERVICE, ReturnTo(pack, 0, reason), at=_now(app))
        except NotFound:
            could_not_begin([_no_such_pack(pack)])
        except Refusal as error:
            could_not_begin(_sentences(app, error.objections))
        db.session.commit()
    click.echo(f"{pack} is as it came with the software; the versions before are kept")


@rules.command()
def drift() -> None:
    """Ask the rules of then what they say today of the facts of then, and name every difference.

    Nothing that is kept is changed; what came out is kept for the rules room.
    Exit codes: 0 all the same; 1 something differs.
    """
    app = ready_application()
    found = Drifts()
    with app.app_context():
        for row, said in compared(db.session()):
            found.add(row, said)
            for each in () if isinstance(said, str) else said:
                engine = row.result.get("engine", "")
                click.echo(
                    f"evaluation {row.id}, engine {engine}, {row.pack_version}: {each.place}: "
                    f"kept {each.kept or 'nothing'}, now {each.now or 'nothing'}"
                )
        told = found.told()
        with about_to_write():
            keep_check(db.session(), SERVICE, told, at=_now(app))
            db.session.commit()
    left_out = sum(told["left_out"].values())
    click.echo(f"{told['looked']} asked again, {told['same']} the same, {left_out} could not be asked again")
    sys.exit(0 if told["same"] == told["looked"] else NEEDS_A_PERSON)


def _problems_of_draft(name: str) -> list[Problem]:
    draft = find_draft(db.session(), name)
    if draft is None:
        return []
    facts = look_at(db.session(), draft).facts
    return [*facts.problems, *facts.failing, *facts.unbumped]


def _sentences(app: Appraisal, objections: Objections) -> list[str]:
    with app.test_request_context():
        return [say(f"objection.{each.key}", each.details) for each in objections]


def _no_such_pack(name: str) -> str:
    known = ", ".join(sorted(pack.name for pack in shelf().shipped.values()))
    return f"there is no pack '{name}'; there are: {known}"


def _now(app: Appraisal) -> datetime:
    return Clock(app.config["APPRAISAL"].clock_day).now()
