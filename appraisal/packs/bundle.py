"""A pack as a zip or a folder: written for whoever wants to work on it elsewhere, read again with every trouble named.

Owns the limits of what is taken in: names, sizes, how much a zip may unpack to. Leaves what the files say to the
rulebook, which names file, line and column.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from appraisal.kernel.objections import Objection, Objections
from appraisal.packs.domain import HEAD, LARGEST_FILE, LARGEST_OVERLAY, MOST_FILES, is_file_of_a_pack

_NAME = re.compile(r"^name:\s*(\S+)\s*$", re.MULTILINE)
_VERSION = re.compile(r"^version:[^\n]*$", re.MULTILINE)
_MADE_ON = (1980, 1, 1, 0, 0, 0)
_IGNORED = "__MACOSX"
_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Other ways of packing unpack everything at once, whatever size a zip says it has."""
# NotImplementedError is how zipfile says that it cannot unpack an entry
_UNUSABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class Unreadable(Exception):
    """Nothing was taken in; ``objections`` holds everything that must be mended."""

    def __init__(self, objections: Objections) -> None:
        self.objections = objections
        super().__init__(", ".join(reason.key for reason in objections))


def to_zip(files: Mapping[str, str]) -> bytes:
    """The files as a zip; the same files make the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _MADE_ON), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def read_zip(data: bytes, head: str) -> dict[str, str]:
    """The files of a zip. ``head`` is the pack.yaml of the pack they must belong to. Raises ``Unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.compress_type not in _READ for entry in entries):
                raise Unreadable(Objections.one("zip_cannot_be_read"))
            _insist_on_size(entries)
            held = [(entry.filename, archive.read(entry)) for entry in entries]
    except _UNUSABLE as error:
        raise Unreadable(Objections.one("zip_cannot_be_read")) from error
    return _files(held, head)


def read_folder(folder: Path, head: str) -> dict[str, str]:
    """The files of a folder, in the same way; no link is followed. Raises ``Unreadable``."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return _files(_opened(folder, paths), head)


def name_in(head: str) -> str:
    """The name that a pack.yaml gives its pack."""
    found = _NAME.search(head)
    return found.group(1).strip("'\"") if found else ""


def _insist_on_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_OVERLAY:
        raise Unreadable(Objections.where(overlay_too_large=True))


def _opened(folder: Path, paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        with path.open("rb") as file:
            yield path.relative_to(folder).as_posix(), file.read(LARGEST_FILE + 1)


def _files(held: Iterable[tuple[str, bytes]], head: str) -> dict[str, str]:
    named = [(name, data) for name, data in held if not _is_ignored(name)]
    top = next((name.removesuffix(HEAD) for name, _ in named if PurePosixPath(name).name == HEAD), None)
    if top is None:
        raise Unreadable(Objections.where(zip_without_pack=True))
    files: dict[str, str] = {}
    objections: list[Objection] = []
    for name, data in named:
        short = name.removeprefix(top)
        trouble = _trouble_with(name, short, data, top)
        if trouble:
            objections.append(trouble)
        else:
            files[short] = data.decode("utf-8-sig")
    if HEAD in files:
        objections += _troubles_of_head(files.pop(HEAD), head)
    if objections:
        raise Unreadable(Objections(tuple(objections)))
    return files


def _trouble_with(name: str, short: str, data: bytes, top: str) -> Objection | None:
    if not name.startswith(top) or (short != HEAD and not is_file_of_a_pack(short)):
        return Objection("file_not_of_a_pack", {"file": name[:120]})
    if len(data) > LARGEST_FILE:
        return Objection("file_too_large", {"file": short})
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Objection("file_not_utf8", {"file": short, "line": line})
    return None


def _troubles_of_head(brought: str, head: str) -> Iterator[Objection]:
    if name_in(brought) != name_in(head):
        yield Objection("files_of_another_pack", {"name": name_in(brought)[:60], "wanted": name_in(head)})
    elif _without_version(brought) != _without_version(head):
        yield Objection("pack_head_changed")


def _without_version(head: str) -> list[str]:
    return _VERSION.sub("", head).split()


def _is_ignored(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return _IGNORED in parts or any(part.startswith(".") and part != ".." for part in parts)
