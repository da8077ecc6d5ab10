"""Settings: the environment, read once, with every misspelt name named.

``APPRAISAL_*`` variables become one frozen value at the start; nothing below reads the environment.
"""

from __future__ import annotations

import difflib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

PREFIX = "APPRAISAL_"


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

    @property
    def url(self) -> str:
        """The database's address; an embedded SQLite file when none was given."""
        if not self.database_url:
            return f"sqlite:///{(self.data_dir / 'appraisal.sqlite3').absolute()}"
        for short in ("postgres://", "postgresql://"):
            if self.database_url.startswith(short):
                return "postgresql+psycopg://" + self.database_url.removeprefix(short)
        return self.database_url

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
        try:
            values[names[name].name] = _typed(str(names[name].type), text)
        except ValueError as error:
            problems.append(f"{name}={text!r}: {error}")
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
