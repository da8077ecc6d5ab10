"""Gathering sentences for the catalogs: out of code and templates, into the three .po files.

Owns what a catalog must say and whether it does. Leaves compiling to ``catalogs`` and the words of
rules and forms to their own files, which carry all four languages.

For maintainers, from a checkout: ``python -m appraisal.i18n.gathering [--fill FILE.json ...]``. A
file to fill from holds ``{"English": {"fa": "...", "ru": "...", "vi": "..."}}``; where a sentence has
a plural, each language gives the list of its forms. Exits 1 when a translation is missing or wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from appraisal.i18n.catalogs import CATALOGS
from appraisal.i18n.languages import DEFAULT_LANGUAGE, LANGUAGES

TOP = Path(__file__).parents[2]
WHERE = Path(__file__).with_name("babel.cfg")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "N_": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLURALS = {
    "fa": "nplurals=2; plural=(n > 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "vi": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")
CHURN = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To'
    rb"|Generated-By|Project-Id-Version):.*\n",
    re.M,
)


@dataclass(frozen=True)
class Fault:
    """A sentence that a language does not say, or not rightly."""

    language: str
    sentence: str
    reason: str

    def __str__(self) -> str:
        return f"{self.language}: {self.reason}: {self.sentence!r}"


def gather(top: Path = TOP) -> Catalog:
    """Every sentence of code and templates, with the files it stands in."""
    with WHERE.open() as config:
        mapping, options = parse_mapping_cfg(config)
    found = Catalog(project="Appraisal", charset="utf-8")
    for place, line, message, comments, context in extract_from_dir(
        top, mapping, options, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        found.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return found


def read_catalog(language: str, folder: Path = CATALOGS) -> Catalog:
    """The catalog of a language as it lies in the folder; empty when there is none yet."""
    locale, path = LANGUAGES[language].locale, _path(language, folder)
    if path.exists():
        with path.open("rb") as readable:
            catalog = read_po(readable, locale=locale)
    else:
        catalog = Catalog(locale=locale, charset="utf-8")
    catalog.mime_headers = [("Plural-Forms", PLURALS[language])]
    catalog.header_comment = "# What Appraisal says. Renewed by ./run translations."
    catalog.fuzzy = False
    return catalog


def write_catalog(catalog: Catalog, language: str, folder: Path = CATALOGS) -> None:
    """Write the catalog sorted and without moments or line numbers, so that two changes rarely meet."""
    text = BytesIO()
    write_po(text, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)
    path = _path(language, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CHURN.sub(b"", text.getvalue()))


def renew(catalog: Catalog, found: Catalog) -> None:
    """Take the sentences of ``found`` into the catalog: new ones empty, gone ones dropped."""
    catalog.update(found, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()


def fill(catalog: Catalog, language: str, said: Mapping[str, Mapping[str, Any]]) -> None:
    """Put what ``said`` holds for this language into the catalog's sentences."""
    for message in _sentences(catalog):
        words = said.get(_english(message)[0], {}).get(language)
        if not words:
            continue
        if message.pluralizable:
            message.string = tuple(_forms(words, catalog.num_plurals))
        else:
            message.string = words if isinstance(words, str) else words[0]


def faults_of(catalog: Catalog, language: str, found: Catalog) -> list[Fault]:
    """Every gathered sentence that the catalog does not say, says unsurely, or with other placeholders."""
    faults = []
    for message in _sentences(found):
        said = catalog.get(message.id, context=message.context)
        reason = _fault(message, said, catalog.num_plurals)
        if reason:
            faults.append(Fault(language, _english(message)[0], reason))
    return faults


def translated() -> tuple[str, ...]:
    """The languages that need a catalog: all but the one the code is written in."""
    return tuple(code for code in LANGUAGES if code != DEFAULT_LANGUAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, renew, fill, write and report. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="gathering", description="Renew the catalogs of translations.")
    parser.add_argument(
        "--fill", nargs="+", type=Path, default=[], metavar="FILE.json", help="take translations from"
    )
    parser.add_argument("--folder", type=Path, default=CATALOGS, help="where the catalogs are")
    asked = parser.parse_args(arguments)
    said: dict[str, Mapping[str, Any]] = {}
    for path in asked.fill:
        said.update(json.loads(path.read_text(encoding="utf-8")))
    found = gather()
    faults: list[Fault] = []
    for language in translated():
        catalog = read_catalog(language, asked.folder)
        renew(catalog, found)
        fill(catalog, language, said)
        write_catalog(catalog, language, asked.folder)
        faults += faults_of(catalog, language, found)
    known = {_english(message)[0] for message in _sentences(found)}
    for sentence in sorted(set(said) - known):
        sys.stdout.write(f"not a sentence of the product (any more): {sentence!r}\n")
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(known)} sentences, {len(faults)} missing or wrong\n")
    return 1 if faults else 0


def _path(language: str, folder: Path) -> Path:
    return folder / LANGUAGES[language].locale / "LC_MESSAGES" / "messages.po"


def _sentences(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(words: str | Sequence[str], wanted: int) -> list[str]:
    """As many plural forms as the language has; a single form stands for all of them."""
    forms = [words] if isinstance(words, str) else list(words)
    return forms * wanted if len(forms) == 1 else forms


def _fault(message: Message, said: Message | None, plurals: int) -> str:
    string = (said and said.string) or ""
    forms = (string,) if isinstance(string, str) else tuple(string)
    if said is None or not all(form and form.strip() for form in forms):
        return "not translated"
    if said.fuzzy:
        return "only guessed (fuzzy)"
    if message.pluralizable and len(forms) != plurals:
        return f"{plurals} plural forms are needed, {len(forms)} given"
    wanted = [set(PLACEHOLDER.findall(text)) for text in _english(message)]
    # A form for exactly one thing may leave the number out, as the English singular may.
    least, most = set.intersection(*wanted), set.union(*wanted)
    for form in forms:
        if not least <= set(PLACEHOLDER.findall(form)) <= most:
            return f"other placeholders in {form!r}"
        if most and "%" in PLACEHOLDER.sub("", form).replace("%%", ""):
            return f"a lone % (write %%) in {form!r}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
