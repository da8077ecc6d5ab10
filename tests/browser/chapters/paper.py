"""HR takes the signed review as a PDF in two languages, and all of them as one archive."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pikepdf

from appraisal.cli.demo.words import SELLER
from appraisal.i18n.languages import LANGUAGES
from tests.browser.cast import Cast
from tests.browser.said import SAID


def the_review_is_printed_in_two_languages(cast: Cast) -> None:
    """Each paper says what was signed, in its language, its calendar and its direction."""
    hr, say = cast.hr, SAID[cast.tongue.code]
    hr.reload()
    hr.press_words(SELLER)
    for code, day in (("en", "29 Dec 2017"), ("fa", "۸ دی ۱۳۹۶")):
        paper = hr.download_words(f"PDF, {LANGUAGES[code].own_name}")
        with pikepdf.open(paper) as pdf:
            assert str(pdf.Root.Lang)[:2] == code
        told = _text_of(paper)
        assert _same(SELLER, told)
        assert _same(say["comment"], told)
        assert _same(say["agreed"], told)
        assert _same(day, told)


def all_of_them_come_as_one_archive(cast: Cast) -> None:
    """The work shows how far it is, and ends in one file with a paper for each person."""
    hr = cast.hr
    hr.page.go_back()
    hr.press("Signed reviews as one archive")
    hr.tick(cast.tongue.say("Language of the papers"), LANGUAGES["fa"].own_name)
    hr.press("Print them")
    hr.waits_for_progress(cast.tongue.word("job_status.done"))
    hr.press("Open the result")
    with zipfile.ZipFile(hr.download("Download the archive")) as archive:
        names = archive.namelist()
        assert any(SELLER in name for name in names)
        assert all(archive.read(name).startswith(b"%PDF") for name in names if name.endswith(".pdf"))


def _text_of(paper: Path) -> str:
    return subprocess.run(  # noqa: S603 - a tool of the system over our own file
        ["pdftotext", "-layout", str(paper), "-"],  # noqa: S607 - found on the path
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def _same(words: str, told: str) -> bool:
    """Whether each word stands in the text of a paper. Extractors drop joiners, and turn lam-alef round."""
    plain = [
        word.strip(".،؟") for word in words.split() if not any(lost in word for lost in ("\u200c", "لا", "ٔ"))
    ]
    return len(plain) > len(words.split()) / 3 and all(word in told for word in plain)
