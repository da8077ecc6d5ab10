"""What comes out of the press: right in four languages, readable by machines, the same each time."""

import io
import json
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from appraisal.documents import press
from appraisal.documents.domain import is_whole
from appraisal.documents.press import HoleInPaper, print_appraisal
from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.reviews.schemas import text_of
from tests.documents.example import LONG, NAMES, signed_review

A4 = (595, 842)
_printed: dict[str, bytes] = {}


def printed(language: str) -> bytes:
    """The example on paper, printed once for all tests."""
    if language not in _printed:
        own = LANGUAGES[language].calendar
        _printed[language] = print_appraisal(signed_review(language), language, own, is_cut=False)
    return _printed[language]


def opened(language: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed(language)))


def text_layer(paper: bytes) -> str:
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)  # noqa: S607 - found on the path
    return told.stdout.decode()


def types_in(tree, found):
    """The kinds of tags in a structure tree."""
    kids = tree.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(str(kid["/S"]))
            types_in(kid, found)
    return found


def test_the_example_has_the_shape_of_a_signed_review():
    assert text_of(signed_review("fa")).employee.name == NAMES["fa"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_is_a4_and_says_its_language_and_title(language):
    with opened(language) as paper:
        assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in paper.pages} == {A4}
        assert str(paper.Root.Lang) == language
        assert NAMES[language] in str(paper.docinfo["/Title"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_is_tagged_with_real_headings_and_header_cells(language):
    with opened(language) as paper:
        found = types_in(paper.Root.StructTreeRoot, [])
        assert paper.Root.MarkInfo.Marked
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
        assert found.count("/TH") >= 4 + 3 + 4  # columns of goals, its rows, columns of steps
        assert found.count("/H1") == 1
        assert "pdfuaid" in paper.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_ours_and_embedded(language):
    with opened(language) as paper:
        fonts = [
            each
            for each in paper.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font or "/FontFile3" in font
            assert any(ours in str(font["/FontName"]) for ours in ("Noto-Sans", "Vazirmatn"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_review_gives_the_same_bytes(language):
    again = print_appraisal(signed_review(language), language, LANGUAGES[language].calendar, is_cut=False)
    assert again == printed(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_is_in_the_text_layer(language):
    text = " ".join(text_layer(printed(language)).split())
    if language != "fa":  # extractors turn lam-alef round and drop joiners; the data inside has them
        assert LONG[language][:40] in text
    assert "GTX Pro" in text


def test_a_persian_paper_counts_in_persian_and_dates_in_jalali():
    text = text_layer(printed("fa"))
    assert "۱۳۹۶" in text
    assert "۴۲٬۰۰۰" in text
    assert "۳۹٬۱۲۰٫۵" in text
    assert "٪" in text
    assert text.count("2017") == 1  # in the name that a person gave the cycle, and in no day


def test_a_persian_paper_can_have_the_gregorian_calendar():
    paper = print_appraisal(signed_review("fa"), "fa", Calendar.GREGORIAN, is_cut=False)
    assert "۱۳۹۶" not in text_layer(paper)


def test_the_signed_data_lies_inside_whole_and_intact():
    with opened("fa") as paper:
        (attached,) = paper.attachments.values()
        data = json.loads(attached.get_file().read_bytes())
    assert data == signed_review("fa")
    assert is_whole(data)


def test_a_text_with_an_answer_left_out_is_not_whole():
    signed = signed_review("en")
    signed["parts"][0]["form"]["sections"].pop()
    assert not is_whole(signed)


def test_a_copy_for_hr_says_that_answers_are_left_out():
    signed = signed_review("en")
    assert "are not in this copy" in text_layer(
        print_appraisal(signed, "en", Calendar.GREGORIAN, is_cut=True)
    )
    assert "are not in this copy" not in text_layer(printed("en"))


def test_no_paper_says_anything_of_aptitude_or_marks():
    text = text_layer(printed("en")).lower()
    assert not [word for word in ("aptitude", "score", "rank", "percentile", "rating") if word in text]


@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/hostname", "a.png"])
def test_the_press_fetches_nothing(address):
    desk = press.desk_for("en", Calendar.GREGORIAN)
    with pytest.raises(HoleInPaper):
        press._print(
            f"<html lang=en><title>x</title><base href='file:///'><img src='{address}' alt=x>", desk, []
        )


def test_typed_markup_stays_text():
    signed = signed_review("en")
    signed["meeting"]["agreed"] = "<img src='https://example.org/a.png'> & <b>more</b>"
    assert "<b>more</b>" in text_layer(print_appraisal(signed, "en", Calendar.GREGORIAN, is_cut=False))


def test_a_review_with_next_to_nothing_in_it_is_printed():
    signed = signed_review("en")
    signed |= {
        "goals": [],
        "checkins": [],
        "findings": [],
        "parts": [],
        "unmentioned": [],
        "meeting": None,
        "actions": [],
    }
    assert "Sara Ahmadi" in text_layer(print_appraisal(signed, "en", Calendar.GREGORIAN, is_cut=False))


def test_very_long_words_stay_on_the_page():
    signed = signed_review("en")
    signed["meeting"]["agreed"] = "x" * 4000
    paper = print_appraisal(signed, "en", Calendar.GREGORIAN, is_cut=False)
    assert max(len(line) for line in text_layer(paper).splitlines()) < 250


def test_days_of_the_paper_are_those_of_the_signed_text():
    assert date(2017, 12, 22).strftime("%-d %b %Y") in text_layer(printed("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_reviews_is_printed_in_every_language(language):
    signed = json.loads((Path(__file__).parent / "example_review.json").read_text(encoding="utf-8"))
    paper = print_appraisal(signed, language, LANGUAGES[language].calendar, is_cut=False)
    with pikepdf.open(io.BytesIO(paper)) as printed_paper:
        assert str(printed_paper.Root.Lang) == language
