"""Names, directions and strings on paper."""

import pytest

from appraisal.documents.typesetting import apart, css_text, direction_of, filters_for
from appraisal.i18n.languages import Calendar


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("سلام Sara", "rtl"),
        ("Sara سلام", "ltr"),
        ("«۱۲» سلام", "rtl"),
        ("12", "ltr"),
        ("Привет", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_text_runs_in_the_direction_of_its_first_letter(text, direction):
    assert direction_of(text) == direction


def test_a_name_inside_a_sentence_is_isolated_in_its_own_direction():
    assert apart("Omid") == "\u2066Omid\u2069"
    assert apart("امید") == "\u2067امید\u2069"


def test_a_string_cannot_end_its_style_sheet_rule():
    assert css_text('a"; } body { display: none') == '"a\\"; } body { display: none"'


def test_counts_stand_without_a_unit_and_money_with_one():
    amount = filters_for("en", Calendar.GREGORIAN, lambda text: text)["amount"]
    assert amount(48, "count") == "48"
    assert amount(42000, "USD") == "42,000\u00a0US dollars"
    assert amount(3, "EUR") == "3\u00a0EUR"
