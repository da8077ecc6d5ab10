"""Which letters the bytes of a file stand for.

Owns the finding of an encoding: a mark at the start, valid UTF-8, else a guess among the code pages
that spreadsheets of our four languages still write. A guess is reported as a guess. Bytes that fit
no reading are refused with byte and line.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

from appraisal.integrations.remarks import FileRefused, Remark, refuse

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CODE_PAGES = ("cp1256", "cp1251", "cp1258", "cp1252", "koi8_r", "cp866")
# What a person may state: the code pages above, their neighbours, and Unicode in its usual dresses.
READABLE = frozenset(
    codecs.lookup(name).name
    for name in (
        *CODE_PAGES,
        "cp1250",
        "cp1254",
        "iso8859-1",
        "iso8859-5",
        "iso8859-6",
        "mac-cyrillic",
        "ascii",
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    )
)
# Well known files that people upload in place of a table, by their first bytes.
FOREIGN = ((b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0", "xls"), (b"%PDF", "pdf"))
CHUNK = 1 << 16
FOREIGN_WORD = re.compile(r"[^\s,;|\"]*[^\x00-\x7f\s][^\s,;|\"]*")
TONES = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = "aăâeêioôơuưy"
NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec name, how sure it is (1.0: stated by the file) and what else it could be."""

    name: str
    how_sure: float = 1.0
    others: tuple[str, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Whether a person should look at a few names before trusting it."""
        return self.how_sure < 1.0


def find_encoding(content: bytes, *, stated: str | None = None) -> Encoding:
    """Tell how ``content`` is to be read; ``stated`` is a person's own choice and is only checked.

    Raises ``FileRefused`` if the bytes are no text or break their encoding (with byte and line).
    """
    if stated is not None:
        return _checked(content, Encoding(_known_codec(stated)))
    for start, kind in FOREIGN:
        if content.startswith(start):
            raise FileRefused(refuse("file_is_no_table", value=kind))
    for mark, name in MARKS:
        if content.startswith(mark):
            return _checked(content, Encoding(name))
    if b"\0" in content:
        return _checked(content, _unmarked_utf16(content))
    trouble = first_broken_byte(content, "utf-8")
    if trouble is None:
        return Encoding("utf-8")
    if _is_mostly_utf8(content):
        raise FileRefused(_broken(trouble, "utf-8"))
    return _guess(content)


@dataclass(frozen=True, slots=True)
class BrokenByte:
    """Where decoding stopped: offset from 0, line from 1, the byte, and the text just before it."""

    offset: int
    line: int
    byte: int
    before: str


def first_broken_byte(content: bytes, encoding: str) -> BrokenByte | None:
    """Find the first byte that ``encoding`` cannot read, chunk by chunk, keeping no text."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines, tail = 1, ""
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, start + CHUNK >= len(content))
        except UnicodeDecodeError as error:
            offset = start - pending + error.start
            text = error.object[: error.start].decode(error.encoding, "replace")
            before = (tail + text)[-20:].splitlines()
            line = lines + text.count("\n")
            return BrokenByte(offset, line, content[offset], before[-1] if before else "")
        lines += text.count("\n")
        tail = text[-20:]
    return None


def _known_codec(stated: str) -> str:
    try:
        name = codecs.lookup(stated).name
    except LookupError:
        name = ""
    if name not in READABLE:
        raise FileRefused(refuse("encoding_unknown", value=stated))
    return name


def _checked(content: bytes, encoding: Encoding) -> Encoding:
    trouble = first_broken_byte(content, encoding.name)
    if trouble is not None:
        raise FileRefused(_broken(trouble, encoding.name))
    return encoding


def _broken(trouble: BrokenByte, encoding: str) -> Remark:
    return refuse(
        "encoding_broken",
        trouble.line,
        value=f"0x{trouble.byte:02X}",
        byte=trouble.offset + 1,
        encoding=encoding,
        before=trouble.before,
    )


def _unmarked_utf16(content: bytes) -> Encoding:
    """UTF-16 without its mark shows by where the zero bytes of commas and line ends stand."""
    sample = content[:CHUNK]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 == 0 and even + odd > 2 and min(even, odd) == 0:
        return Encoding("utf-16-le" if odd else "utf-16-be", 0.9)
    where = content.index(b"\0")
    line = content.count(b"\n", 0, where) + 1
    raise FileRefused(refuse("file_is_no_text", line, value="0x00", byte=where + 1))


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether the file is UTF-8 with damage: legacy code pages hardly ever form valid sequences."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(NOT_ASCII.findall(content.decode("utf-8", "ignore").encode("utf-8"))) // 2
    return whole >= 2 * broken


def _guess(content: bytes) -> Encoding:
    """The code page whose letters make the fewest odd words; between equals, the library's order."""
    first_line = content.split(b"\n", 1)[0]
    telling = [line for line in content.split(b"\n")[1:] if NOT_ASCII.search(line)]
    sample = b"\n".join([first_line, *telling])[:CHUNK]
    matches = from_bytes(sample, cp_isolation=list(CODE_PAGES), enable_fallback=False)
    found = {match.encoding: match for match in matches}
    order = list(found)
    fits = [page for page in CODE_PAGES if first_broken_byte(content, page) is None]
    oddities = {page: _oddities(sample.decode(page, "replace")) for page in fits if page in found}
    if not oddities:
        trouble = first_broken_byte(content, "utf-8")
        raise FileRefused(_broken(trouble, "utf-8") if trouble else refuse("encoding_unknown"))
    fits.sort(key=lambda page: (oddities[page], order.index(page)) if page in oddities else (len(sample), 0))
    best = found[fits[0]]
    rivals = [page for page in fits[1:] if oddities.get(page) == oddities[fits[0]]]
    sure = 0.7 + best.coherence / 2 - best.chaos - (0.2 if rivals else 0.0)
    return Encoding(best.encoding, round(min(0.95, max(0.1, sure)), 2), tuple(fits[1:]))


def _oddities(text: str) -> int:
    """How many words hold what hardly any language writes.

    Two scripts, a capital inside a word, line drawings, a tone without its vowel. A tone on its vowel
    speaks for Vietnamese and is taken off the count.
    """
    odd = 0
    for word in set(FOREIGN_WORD.findall(text)):
        scripts = {unicodedata.name(letter, "?").split(" ", 1)[0] for letter in word if letter.isalpha()}
        odd += len(scripts) > 1
        for before, letter in pairwise(word):
            odd += before.islower() and letter.isupper()
            if letter in TONES:
                odd += -1 if before.casefold() in VOWELS else 1
        odd += any(
            a.isupper() and b.isupper() and c.islower()
            for a, b, c in zip(word, word[1:], word[2:], strict=False)
        )
        odd += any("\u2500" <= letter <= "\u259f" for letter in word)
    return odd
