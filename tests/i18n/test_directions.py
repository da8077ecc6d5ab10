"""Names keep their place in a sentence that runs the other way."""

from __future__ import annotations

from appraisal.i18n.directions import set_apart


def test_a_latin_name_stands_apart_in_a_persian_sentence():
    assert set_apart("Sara Ahmadi", "rtl") == "\u2068Sara Ahmadi\u2069"


def test_a_persian_name_stands_apart_in_an_english_sentence():
    assert set_apart("سارا احمدی", "ltr") == "\u2068سارا احمدی\u2069"


def test_text_of_the_same_direction_and_bare_numbers_stay_as_they_are():
    assert set_apart("Sara Ahmadi", "ltr") == "Sara Ahmadi"
    assert set_apart("سارا احمدی", "rtl") == "سارا احمدی"
    assert set_apart("۱۴۰ / 140", "rtl") == "۱۴۰ / 140"
