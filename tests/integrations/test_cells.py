from decimal import Decimal

import pytest

from appraisal.integrations.cells import clean, fold, fold_name, read_amount, safe_cell, squash


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1054", "1054"), ("1,054", "1054"), ("1.054", "1054"), ("1 054,50", "1054.50"), ("1,054.50", "1054.50"),
        ("1.054,50", "1054.50"), ("۱۰۵۴", "1054"), ("۱٬۰۵۴٫۵", "1054.5"), ("$ 1,234,567", "1234567"),
        ("-5", "-5"), ("(5)", "-5"), ("−5", "-5"), ("0", "0"), ("1100.04", "1100.04"), ("1 054 руб.", "1054"),
    ],
)  # fmt: skip
def test_an_amount_in_all_its_spellings(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "many", "1,2,3", "1e5", "NaN", "Infinity", "5%", "--5", "1..2"])
def test_what_is_no_amount_is_none(text):
    assert read_amount(text) is None


def test_look_alike_letters_and_marks_nobody_sees_do_not_count():
    assert fold("علي\u200cرضا  كاظمي") == fold("علی\u200cرضا کاظمی\u200f")
    assert fold(" Sara  RAHIMI ") == "sara rahimi"


def test_a_family_name_before_a_comma_is_turned():
    assert fold_name("Rahimi, Sara") == fold_name("Sara Rahimi")


def test_spaces_and_accents_count_for_names_and_not_for_suggestions():
    assert fold("GTXPro") != fold("GTX Pro")
    assert squash("GTXPro") == squash("GTX Pro")
    assert squash("Quản lý Đức") == "quanlyduc"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@x", "-a"])
def test_a_formula_from_outside_is_guarded_and_comes_back_as_it_was(text):
    assert safe_cell(text) == f"'{text}"
    assert clean(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["-5", "plain", "'quoted'", ""])
def test_a_plain_cell_needs_no_guard(text):
    assert safe_cell(text) == text
    assert clean(text) == text
