"""The catalogs: ``catalogs/<locale>/LC_MESSAGES/messages.po``, compiled beside their source.

English is the text of the code itself; the other three must say every sentence, which a contract
test holds.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGS = Path(__file__).parent / "catalogs"


def compile_catalogs(folder: Path = CATALOGS) -> int:
    """Write the .mo beside each .po that is newer; return how many were written."""
    written = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as readable:
            catalog = read_po(readable, locale=source.parts[-3])
        with compiled.open("wb") as writable:
            write_mo(writable, catalog)
        written += 1
    return written


if __name__ == "__main__":
    compile_catalogs()
