"""The committed list of what was taken from elsewhere: package, version, licence, checksum of each file.

``python -m tests.contracts.vendored`` writes the checksums anew after a file was replaced on purpose.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from tests.contracts.house import STATIC

LOCK = STATIC / "vendor.lock.json"
FOLDERS = ("fonts", "icons", "vendor")
OURS = frozenset({"icons/appraisal.svg"})


def read_lock() -> dict[str, dict[str, Any]]:
    """The packages by name, as the list holds them."""
    return json.loads(LOCK.read_text(encoding="utf-8"))


def vendored_files() -> set[str]:
    """The files that lie there and are not ours, as paths below ``static/``."""
    found = (path for folder in FOLDERS for path in (STATIC / folder).rglob("*") if path.is_file())
    return {path.relative_to(STATIC).as_posix() for path in found} - OURS


def checksum(path: Path) -> str:
    """The file's SHA-384, written as browsers write an integrity."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def main() -> None:
    """Write the checksums of every listed file anew."""
    lock = read_lock()
    for package in lock.values():
        package["files"] = {name: checksum(STATIC / name) for name in sorted(package["files"])}
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
