import ast
import re
from dataclasses import FrozenInstanceError, asdict
from pathlib import Path

import pytest

import appraisal.integrations
from appraisal.integrations.crm_rows import read_accounts, read_products
from appraisal.integrations.fields import SHAPES, Kind
from appraisal.integrations.mapping import recognise
from appraisal.integrations.plan_wording import MEND_OF_OBJECTION
from appraisal.integrations.preview import kept_as_csv, preview_of
from appraisal.integrations.reading import State
from appraisal.integrations.remarks import Remark, Weight, mend_of, refuse, sentence_of
from appraisal.integrations.tables import read_table
from appraisal.integrations.wording import FIELDS, MEND_OF, MENDS, REASONS
from tests.integrations.makers import demo_table, table_of

UNTIDY = "product,sales_price\nA,1\n=B,free\nC\nD,-1\nE,\nF,2,x,y\n"


def untidy_prices():
    table, columns = table_of(UNTIDY, Kind.PRODUCTS)
    return preview_of(table, read_products(table, columns))


def test_a_preview_counts_every_row_once():
    preview = untidy_prices()
    assert (preview.read, preview.accepted, preview.to_map, preview.refused, preview.repeated) == (
        6,
        1,
        0,
        5,
        0,
    )


def test_a_preview_names_each_reason_with_count_examples_and_mend():
    table, columns = demo_table("accounts.csv")
    preview = preview_of(table, read_accounts(table, columns), examples=3)
    (reason,) = preview.reasons
    assert (reason.reason, reason.weight, reason.mend, reason.count) == (
        "sector_unknown", Weight.TO_MAP, "choose_value", 12,
    )  # fmt: skip
    first = reason.examples[0]
    assert (first.line, first.field, first.value) == (2, "sector", "technolgy")
    assert len(reason.examples) == 3


def test_a_value_is_offered_once_for_all_its_rows():
    table, columns = demo_table("accounts.csv")
    (value,) = preview_of(table, read_accounts(table, columns)).values_to_map
    assert (value.field, value.value, value.count, value.first_line) == ("sector", "technolgy", 12, 2)
    assert value.suggestion == "technology"
    assert value.how_sure > 0.9


def test_a_preview_is_frozen_and_becomes_plain_data():
    preview = untidy_prices()
    with pytest.raises(FrozenInstanceError):
        preview.read = 7  # type: ignore[misc] # the assignment is what must fail
    assert asdict(preview)["kept"][0]["line"] == 3


def test_refused_rows_can_be_downloaded_with_reasons_and_brought_in_again():
    written = kept_as_csv(untidy_prices())
    assert written.startswith(b"\xef\xbb\xbf")
    table = read_table(written)
    rows = [row.original for row in table.rows()]
    assert table.labels == (
        "_appraisal_line",
        "_appraisal_reason",
        "_appraisal_mend",
        "product",
        "sales_price",
    )
    assert [(row[0], *row[3:]) for row in rows] == [
        ("3", "'=B", "free"), ("4", "C"), ("5", "D", "-1"), ("6", "E", ""), ("7", "F", "2", "x", "y"),
    ]  # fmt: skip
    assert "“free” is not a number" in rows[0][1]


def test_a_download_brought_in_unmended_is_refused_for_the_same_reasons():
    preview = untidy_prices()
    table = read_table(kept_as_csv(preview))
    again = preview_of(table, read_products(table, recognise(table.labels).columns))
    assert (again.read, again.refused) == (5, 5)
    assert [one.reason for one in again.reasons] == [one.reason for one in preview.reasons]


def test_a_mended_download_is_read_as_it_was():
    mended = kept_as_csv(untidy_prices()).decode("utf-8-sig").replace("free", "5")
    table, columns = table_of(mended, Kind.PRODUCTS)
    rows = read_products(table, columns).rows
    assert [(row.name, row.price) for row in rows if row.name == "=B"] == [("=B", 5)]


def test_rows_that_wait_for_a_choice_can_be_downloaded_too():
    table, columns = demo_table("accounts.csv")
    preview = preview_of(table, read_accounts(table, columns))
    assert len(list(read_table(kept_as_csv(preview, (State.TO_MAP,))).rows())) == 12
    assert not list(read_table(kept_as_csv(preview)).rows())


def reasons_in_the_code() -> set[str]:
    found = set()
    for path in Path(appraisal.integrations.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and path.name != "wording.py":
                found.add(node.value)
    return found


def test_every_reason_has_words_and_a_mend_and_is_used():
    assert REASONS.keys() == MEND_OF.keys()
    assert {*MEND_OF.values(), *MEND_OF_OBJECTION.values()} == MENDS.keys()
    assert REASONS.keys() <= reasons_in_the_code()


def test_every_reason_in_the_code_has_words():
    for path in Path(appraisal.integrations.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"refuse", "ask", "note"}:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    assert first.value in REASONS


def test_every_field_has_words():
    assert {field for shape in SHAPES.values() for field in shape.fields} <= FIELDS.keys()


@pytest.mark.parametrize("key", sorted(REASONS))
def test_a_sentence_says_where_it_stands_in_words(key):
    named = set(re.findall(r"%\((\w+)\)s", REASONS[key] + MENDS[MEND_OF[key]]))
    params = dict.fromkeys(named - {"line", "field", "value"}, "y") | {"sentence": "So it is."}
    remark = refuse(key, 7, "engage_date", "x", **params)
    assert "%" not in sentence_of(remark)
    assert sentence_of(remark).endswith(".")
    assert mend_of(remark).endswith(".")


def test_a_sentence_is_said_in_the_readers_language():
    words = {
        REASONS["value_negative"]: "سطر %(line)s، %(field)s: «%(value)s» کمتر از صفر است.",
        "value": "ارزش",
    }
    remark = Remark(Weight.REFUSED, "value_negative", 7, "close_value", "-5")
    assert sentence_of(remark, lambda text: words.get(text, text)) == "سطر 7، ارزش: «-5» کمتر از صفر است."


def test_a_long_value_is_shown_shortened():
    assert len(refuse("value_negative", 1, "close_value", "9" * 500).value) == 120
