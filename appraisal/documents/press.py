"""The press: plain data in, PDF out. It fetches nothing, reads no table and knows no request.

Owns how a paper becomes bytes: tagged for readers of screens (PDF/UA-1), with fonts of its own, the
same bytes each time, the signed data attached. Leaves to ``layout`` what stands on the paper, and to
``printers`` how many are printed at once.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from appraisal.data import adaptable
from appraisal.documents.layout import lay_out
from appraisal.documents.quarters import lay_out_quarter
from appraisal.documents.talks import lay_out_talk
from appraisal.documents.typesetting import filters_for
from appraisal.i18n.catalogs import CATALOGS
from appraisal.i18n.languages import Calendar, Language, language_of

FONTS = Path(__file__).parent / "fonts" / "fonts.conf"
TOKENS = Path(__file__).parents[1] / "web" / "static" / "css" / "tokens.css"
# fontconfig reads this when the first FontConfiguration is made, not before
os.environ["FONTCONFIG_FILE"] = str(FONTS)

Plain = Mapping[str, Any]
_press = threading.Lock()


class Open(StrEnum):
    """Whom a paper is open to, as it says at the foot of each page."""

    TO_HR = "to_hr"
    TO_THE_TWO = "to_the_two"
    TO_OWNERS = "to_owners"


class HoleInPaper(Exception):
    """A template asked for something from outside; rather than leave a hole, nothing was printed."""


@dataclass(frozen=True)
class Desk:
    """What is set up once for a language and calendar: template, style sheets, fonts."""

    language: Language
    templates: Environment
    sheets: tuple[Any, ...]
    fonts: Any


def print_appraisal(signed: Plain, language: str, calendar: Calendar, *, is_cut: bool) -> bytes:
    """The signed text as PDF, in this language and calendar; ``is_cut`` when it is not the whole text.

    The same input gives the same bytes. Raises ``HoleInPaper`` when a template reaches outside.
    """
    with _press:
        desk = desk_for(language_of(language).code, calendar)
        page = lay_out(signed, desk.language, is_cut)
        html = desk.templates.get_template("documents/appraisal.html").render(page=page)
        data = _attached(
            signed, f"review-{signed['review']}.json", signed["signatures"][-1]["signed_at"], "Signed data"
        )
        return _print(html, desk, [data])


def print_talk(told: Plain, language: str, calendar: Calendar) -> bytes:
    """A talk about a goal that fell behind as PDF, with the same promises as ``print_appraisal``."""
    with _press:
        desk = desk_for(language_of(language).code, calendar, Open.TO_THE_TWO)
        html = desk.templates.get_template("documents/talk.html").render(
            page=lay_out_talk(told, desk.language)
        )
        data = _attached(told, f"talk-{told['key']}.json", told["looks"][0]["evaluated_at"], "Data")
        return _print(html, desk, [data])


def print_quarter(told: Plain, language: str, calendar: Calendar) -> bytes:
    """A closed quarter review as PDF, with the same promises as ``print_appraisal``; it names no person."""
    with _press:
        desk = desk_for(language_of(language).code, calendar, Open.TO_OWNERS)
        html = desk.templates.get_template("documents/quarter.html").render(
            page=lay_out_quarter(told, desk.language)
        )
        data = _attached(told, f"quarter-{told['review']}.json", told["closed_at"], "Data")
        return _print(html, desk, [data])


def _attached(data: Plain, name: str, moment: str, description: str) -> Any:
    """The data that a paper is printed from, to lie inside it; the moment is its own, so the bytes stay the same."""
    at = datetime.fromisoformat(moment)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    return _weasyprint().Attachment(
        string=text.encode(), name=name, description=description, relationship="Data", created=at, modified=at
    )


def _print(html: str, desk: Desk, attachments: list[Any]) -> bytes:
    library = _weasyprint()
    try:
        printed = library.HTML(string=html, url_fetcher=_nothing_from_outside()).write_pdf(
            font_config=desk.fonts,
            stylesheets=list(desk.sheets),
            attachments=attachments,
            pdf_variant="pdf/ua-1",
        )
    except library.urls.FatalURLFetchingError as error:
        raise HoleInPaper(str(error)) from error
    return printed or b""


def warm_up(language: str, calendar: Calendar) -> None:
    """Set up the desk of a language before the first paper is asked for."""
    with _press:
        desk = desk_for(language, calendar)
        _print(f"<html lang={language}><title>-</title><p>Aa یک", desk, [])


@functools.cache
def desk_for(language: str, calendar: Calendar, is_open: Open = Open.TO_HR) -> Desk:
    """The desk of a language and calendar, set up once in a process."""
    speaks = language_of(language)
    fonts = _fonts(language)
    templates = Environment(
        loader=FileSystemLoader(adaptable("templates")),
        autoescape=select_autoescape(("html",)),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalog = _catalog(speaks.locale)
    templates.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    templates.filters.update(filters_for(speaks.code, calendar, catalog.gettext))
    templates.filters["token"] = paper_tokens().__getitem__
    texts = [_light_tokens()]
    for name in ("tokens", "paper", "margins", "appraisal", "talk", "quarter"):
        sheet = templates.get_template(f"documents/{name}.css")
        texts.append(sheet.render(language=speaks, is_open=is_open.value))
    fetcher = _nothing_from_outside()
    sheets = tuple(_weasyprint().CSS(string=text, font_config=fonts, url_fetcher=fetcher) for text in texts)
    return Desk(speaks, templates, sheets, fonts)


@functools.cache
def paper_tokens() -> dict[str, str]:
    """The light colours and measures that page and paper share, by name with underscores."""
    return {
        name.replace("-", "_"): value.strip()
        for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", _light_tokens())
    }


def _light_tokens() -> str:
    """The first rule of the page's tokens; what follows is for the dark and for screens."""
    return TOKENS.read_text(encoding="utf-8").split("}", 1)[0] + "}"


@functools.cache
def _fonts(language: str) -> Any:
    return _weasyprint().text.fonts.FontConfiguration()


def _catalog(locale: str) -> NullTranslations:
    return Translations.load(str(CATALOGS), [locale], "messages")


def _nothing_from_outside() -> Any:
    return _weasyprint().urls.URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)


@functools.cache
def _weasyprint() -> Any:
    """The library that sets the pages, loaded with the first paper: an import or a night's look has no use for it."""
    return importlib.import_module("weasyprint")
