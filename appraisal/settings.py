"""Settings: the environment, read once, with every misspelt name named.

``APPRAISAL_*`` variables become one frozen value at the start; nothing below reads the environment.
"""

from __future__ import annotations

import difflib
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from appraisal.mail.domain import (
    PLACE_NEEDED,
    SENDER_NEEDED,
    Mailing,
    read_place,
    read_sender,
    read_server,
)

PREFIX = "APPRAISAL_"
LEAST_AND_MOST = {"port": (1, 65535), "workers": (1, 64), "trusted_proxies": (0, 9)}
SECRETS = ("secret_key", "database_url", "mail_server")
FOLDERS = ("rules_dir", "forms_dir")
READERS: dict[str, Callable[[str], object]] = {
    "mail_server": read_server,
    "mail_from": read_sender,
    "address": read_place,
}
NEEDED_FOR_MAIL = {"mail_from": SENDER_NEEDED, "address": PLACE_NEEDED}
DATABASES = ("sqlite:///", "postgres://", "postgresql://", "postgresql+psycopg://")


class WrongSettings(Exception):
    """Every setting that cannot be used, one line each."""


@dataclass(frozen=True)
class Settings:
    """What an operator can set. Names are the fields in capitals after ``APPRAISAL_``."""

    data_dir: Path = Path("instance")
    database_url: str = ""
    secret_key: str = ""
    port: int = 8000
    host: str = "127.0.0.1"
    demo: bool = False
    clock_day: date | None = None
    time_zone: str = "UTC"
    rules_dir: Path | None = None
    forms_dir: Path | None = None
    workers: int = 1
    secure_cookies: bool = False
    trusted_proxies: int = 0
    log_level: str = "INFO"
    mail_server: str = ""
    mail_from: str = ""
    address: str = ""

    @property
    def url(self) -> str:
        """The database's address; an embedded SQLite file when none was given."""
        if not self.database_url:
            return f"sqlite:///{(self.data_dir / 'appraisal.sqlite3').absolute()}"
        for short in ("postgres://", "postgresql://"):
            if self.database_url.startswith(short):
                return "postgresql+psycopg://" + self.database_url.removeprefix(short)
        return self.database_url

    @property
    def mailing(self) -> Mailing | None:
        """The way letters go out; None when no mail server was given, and in a demo, whose people are nobody."""
        if not self.mail_server or self.demo:
            return None
        return Mailing(read_server(self.mail_server), read_sender(self.mail_from), read_place(self.address))

    def key(self) -> str:
        """The key that seals cookies; made once and kept in the data folder when none was given."""
        if self.secret_key:
            return self.secret_key
        kept = self.data_dir / "secret_key"
        if not kept.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48))
        return kept.read_text().strip()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment. Raises ``WrongSettings`` naming all that is wrong at once."""
    names = {PREFIX + field.name.upper(): field for field in fields(Settings)}
    problems: list[str] = []
    values: dict[str, Any] = {}
    for name, text in environment.items():
        if not name.startswith(PREFIX):
            continue
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            mend = f"did you mean {near[0]}?" if near else "known names: " + ", ".join(sorted(names))
            problems.append(f"unknown setting {name}, {mend}")
            continue
        field = names[name]
        try:
            values[field.name] = _fitting(field.name, _typed(str(field.type), text))
        except ValueError as error:
            shown = "" if field.name in SECRETS else f"={text!r}"
            problems.append(f"{name}{shown}: {error}")
    if values.get("mail_server"):
        problems += [
            f"{PREFIX}{name.upper()} is missing: letters go out only with it; {mend}"
            for name, mend in NEEDED_FOR_MAIL.items()
            if not environment.get(PREFIX + name.upper())
        ]
    if problems:
        raise WrongSettings("\n".join(problems))
    return Settings(**values)


def _typed(wanted: str, text: str) -> object:
    if wanted == "bool":
        if text.lower() not in ("1", "0", "true", "false", "yes", "no"):
            raise ValueError("say yes or no")
        return text.lower() in ("1", "true", "yes")
    if wanted == "int":
        if not text.isdigit():
            raise ValueError("a whole number is needed")
        return int(text)
    if wanted.startswith("Path"):
        return Path(text)
    if wanted.startswith("date"):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise ValueError("a day like 2017-12-29 is needed") from error
    return text


def _fitting(name: str, value: Any) -> Any:
    """The value, if the service can work with it. Raises ``ValueError`` with the mend."""
    if name in LEAST_AND_MOST:
        least, most = LEAST_AND_MOST[name]
        if not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most} is needed")
    elif name == "time_zone":
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError) as error:
            raise ValueError("a zone like Asia/Tehran or Europe/Berlin is needed") from error
    elif name == "log_level" and value.upper() not in logging.getLevelNamesMapping():
        raise ValueError("one of DEBUG, INFO, WARNING, ERROR, CRITICAL is needed")
    elif name == "database_url" and value and not value.startswith(DATABASES):
        raise ValueError("an address like postgresql://user:password@host/name is needed")
    elif name in READERS and value:
        READERS[name](value)
    elif name in FOLDERS and not value.is_dir():
        raise ValueError("there is no such folder")
    return value
