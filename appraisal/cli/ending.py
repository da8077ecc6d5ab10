"""How a command ends, and the application that a command works in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import NoReturn

import click
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from appraisal.app import Appraisal, create_app
from appraisal.formbook import BrokenForms
from appraisal.packs.starting import BrokenOverlay, keep_packs_at_start
from appraisal.rulebook import BrokenPack
from appraisal.settings import Settings, WrongSettings, read_settings
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from appraisal.storage.upgrading import upgrade_database
from appraisal.web.clock import Clock

DONE, NEEDS_A_PERSON, COULD_NOT_BEGIN = 0, 1, 2


def could_not_begin(problems: Iterable[object]) -> NoReturn:
    """Name every problem on standard error and end."""
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(COULD_NOT_BEGIN)


def settings_of(environment: Mapping[str, str]) -> Settings:
    """The settings, or the end with every name that is wrong."""
    try:
        return read_settings(environment)
    except WrongSettings as error:
        could_not_begin(str(error).splitlines())


def application(settings: Settings | None = None) -> Appraisal:
    """The application of these settings, or of the environment's; or the end with what is wrong."""
    try:
        return create_app(settings or settings_of(os.environ))
    except (BrokenPack, BrokenForms) as error:
        could_not_begin(error.problems)
    except OSError as error:
        could_not_begin(
            [f"{error.filename}: {error.strerror}; choose another folder with APPRAISAL_DATA_DIR"]
        )


def ready_application(settings: Settings | None = None) -> Appraisal:
    """The application with its tables brought up to date and its packs in force; or the end with what is wrong."""
    app = upgraded_application(settings)
    try:
        with app.app_context(), about_to_write():
            now = Clock(app.config["APPRAISAL"].clock_day).now()
            keep_packs_at_start(db.session(), at=now)
            db.session.commit()
    except BrokenPack as error:
        could_not_begin([*error.problems, *(error.mends if isinstance(error, BrokenOverlay) else ())])
    return app


def upgraded_application(settings: Settings | None = None) -> Appraisal:
    """The application with its tables brought up to date, whatever its packs look like; or the end."""
    app = application(settings)
    try:
        upgrade_database(app)
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
        could_not_begin(
            [f"the database cannot be used: {said[0]}; look at APPRAISAL_DATABASE_URL and APPRAISAL_DATA_DIR"]
        )
    except CommandError as error:
        could_not_begin([f"the database is not one that this version can bring up to date: {error}"])
    return app
