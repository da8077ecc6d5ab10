import tracemalloc
from datetime import date
from decimal import Decimal

import pytest

from appraisal.integrations.crm_lines import Known
from appraisal.integrations.crm_rows import read_accounts, read_opportunities, read_products
from appraisal.integrations.fields import Kind, Stage
from appraisal.integrations.mapping import Choices
from appraisal.integrations.people_rows import read_people
from appraisal.integrations.reading import State, changes_against
from appraisal.integrations.remarks import Weight
from appraisal.integrations.reporting_lines import KnownPerson
from tests.integrations.makers import demo_table, table_of, told

HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
KNOWN = Known(
    products=["GTX Pro", "MG Special"],
    accounts=["Cancity", "Isdom"],
    sellers=[KnownPerson("s", "Sara Rahimi", "17", "sara"), KnownPerson("o", "Omid Kazemi")],
)


def deals_in(text, choices=None, known=KNOWN, header=HEADER):
    return read_opportunities(*table_of(header + text, Kind.OPPORTUNITIES), known, choices)


def weighed(reading, weight):
    return {(r.line, r.reason) for r in reading.remarks if r.weight is weight}


def known_of_the_demo(choices):
    teams = read_people(*demo_table("sales_teams.csv"))
    return Known(
        products=[row.name for row in read_products(*demo_table("products.csv")).rows],
        accounts=[row.name for row in read_accounts(*demo_table("accounts.csv"), choices).rows],
        sellers=[KnownPerson(row.key, row.name) for row in teams.rows],
    )


CHOSEN = Choices().choose("product", "GTXPro", "GTX Pro").choose("sector", "technolgy", "technology")


def test_a_product_in_no_price_list_waits_for_a_choice_and_is_lost_nowhere():
    reading = read_opportunities(*demo_table("sales_pipeline.csv"), known_of_the_demo(CHOSEN))
    assert reading.counts == {
        State.ACCEPTED: 7320, State.TO_MAP: 1480, State.REFUSED: 0, State.REPEATED: 0,
    }  # fmt: skip
    asked = told(reading, "product_not_in_price_list")
    assert len(asked) == len(reading.kept) == 1480
    assert asked[0].params == {"suggestion": "GTX Pro", "how_sure": 100}
    assert asked[0].line == 3


def test_with_the_choice_made_every_deal_is_taken_and_the_untidy_is_noted():
    reading = read_opportunities(*demo_table("sales_pipeline.csv"), known_of_the_demo(CHOSEN), CHOSEN)
    assert len(reading.rows) == reading.read == 8800
    assert len(told(reading, "account_missing")) == 1425
    assert len(told(reading, "dates_missing")) == 500
    assert {row.stage for row in reading.rows if row.engaged_on is None} == {Stage.PROSPECTING}
    assert {row.product for row in reading.rows} <= {"GTX Pro", "GTX Basic", "GTX Plus Pro", "GTX Plus Basic",
                                                     "MG Special", "MG Advanced", "GTK 500"}  # fmt: skip
    assert sum(row.value for row in reading.rows if row.stage is Stage.WON) == Decimal(10_005_534)
    assert len({row.seller_key for row in reading.rows}) == 30


def test_a_second_run_of_the_whole_export_changes_nothing():
    known = known_of_the_demo(CHOSEN)
    first, second = (read_opportunities(*demo_table("sales_pipeline.csv"), known, CHOSEN) for _ in "12")
    changes = changes_against(second.rows, {row.key: row.digest for row in first.rows})
    assert (changes.new, changes.changed, len(changes.same)) == ((), (), 8800)


def test_the_whole_export_is_read_in_little_memory():
    known = known_of_the_demo(CHOSEN)
    tracemalloc.start()
    try:
        read_opportunities(*demo_table("sales_pipeline.csv"), known, CHOSEN)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_twelve_accounts_wait_for_the_misspelt_sector():
    reading = read_accounts(*demo_table("accounts.csv"))
    asked = told(reading, "sector_unknown")
    assert (len(reading.rows), len(asked)) == (73, 12)
    assert {(remark.value, remark.params["suggestion"]) for remark in asked} == {("technolgy", "technology")}


def test_with_the_choice_made_all_accounts_are_taken():
    rows = read_accounts(*demo_table("accounts.csv"), CHOSEN).rows
    acme = rows[0]
    assert len(rows) == 85
    assert (acme.name, acme.sector, acme.year_established, acme.employees) == (
        "Acme Corporation", "technology", 1996, 2822,
    )  # fmt: skip
    assert (acme.revenue, acme.location, acme.parent) == (Decimal("1100.04"), "United States", None)
    assert sum(row.parent == "Acme Corporation" for row in rows) == 4


def test_a_sector_may_be_kept_as_it_is_written():
    choices = Choices().choose("sector", "technolgy", "technolgy")
    assert read_accounts(*demo_table("accounts.csv"), choices).rows[0].sector == "technolgy"


def test_the_price_list_is_read():
    rows = read_products(*demo_table("products.csv")).rows
    assert [(row.name, row.price) for row in rows][-1] == ("GTK 500", Decimal(26768))
    assert len(rows) == 7


def test_a_price_list_that_contradicts_itself_is_refused_there():
    reading = read_products(*table_of("product,sales_price\nA,1\nA,2\nB,3\nB,3.0\nC,\nD,-1\n", Kind.PRODUCTS))
    assert [row.name for row in reading.rows] == ["B"]
    assert weighed(reading, Weight.REFUSED) == {
        (2, "two_rows_for_one_name"), (3, "two_rows_for_one_name"), (6, "value_missing"), (7, "value_negative"),
    }  # fmt: skip
    assert reading.counts[State.REPEATED] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,5", "value_missing"),
        ("A,,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,5", "value_missing"),
        ("A,Sara Rahimi,,Cancity,Won,2017-01-01,2017-02-01,5", "value_missing"),
        ("A,Sara Rahimi,GTX Pro,Cancity,,2017-01-01,2017-02-01,5", "value_missing"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,2017-03-01,2017-02-01,5", "close_before_engage"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,2017-02-30,5", "date_does_not_exist"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,1404/12/30,,5", "date_does_not_exist"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,,5", "close_date_missing"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Lost,2017-01-01,,", "close_date_missing"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,", "won_without_value"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,-5", "value_negative"),
        ("A,Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,five", "number_not_understood"),
        ("A,Sara Rahimi,GTX Pro", "row_too_short"),
    ],
)
def test_a_deal_that_cannot_be_is_refused_with_its_line(row, reason):
    reading = deals_in(f"{row}\n")
    assert (2, reason) in weighed(reading, Weight.REFUSED)
    assert reading.rows == ()
    assert [",".join(kept.cells) for kept in reading.kept] == [row]


@pytest.mark.parametrize(
    ("row", "reason", "suggestion"),
    [
        ("A,Sarah Rahimi,GTX Pro,Cancity,Engaging,2017-01-01,,", "sales_agent_unknown", "Sara Rahimi"),
        ("A,Nobody,GTX Pro,Cancity,Engaging,2017-01-01,,", "sales_agent_unknown", ""),
        ("A,sara,GTXPro,Cancity,Engaging,2017-01-01,,", "product_not_in_price_list", "GTX Pro"),
        ("A,17,GTX Pro,Cancitty,Engaging,2017-01-01,,", "account_unknown", "Cancity"),
        ("A,17,GTX Pro,Cancity,Wonn,2017-01-01,2017-02-01,5", "stage_unknown", "Won"),
    ],
)
def test_an_unknown_value_waits_for_a_choice_with_the_nearest_offered(row, reason, suggestion):
    reading = deals_in(f"{row}\n")
    assert weighed(reading, Weight.TO_MAP) == {(2, reason)}
    assert told(reading, reason)[0].params["suggestion"] == suggestion
    assert reading.counts[State.TO_MAP] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,17,GTX Pro,,Engaging,2017-01-01,,", "account_missing"),
        ("A,17,GTX Pro,Cancity,Prospecting,,,", "dates_missing"),
        ("A,17,GTX Pro,Cancity,Won,,2017-02-01,5", "engage_date_missing"),
        ("A,17,GTX Pro,Cancity,Engaging,2017-01-01,2017-02-01,", "open_with_close_date"),
        ("A,17,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,0", "won_with_zero"),
    ],
)
def test_an_unusual_deal_is_taken_with_a_note(row, reason):
    reading = deals_in(f"{row}\n")
    assert weighed(reading, Weight.NOTE) == {(2, reason)}
    assert len(reading.rows) == 1


def test_choices_are_applied_to_every_field():
    choices = Choices()
    for field, value, meaning in (
        ("sales_agent", "S. R.", "Sara Rahimi"), ("product", "Pro", "GTX Pro"),
        ("account", "CC", "Cancity"), ("deal_stage", "done", "Won"),
    ):  # fmt: skip
        choices = choices.choose(field, value, meaning)
    (row,) = deals_in("A,S. R.,Pro,CC,done,2017-01-01,2017-02-01,5\n", choices).rows
    assert (row.seller_key, row.product, row.account, row.stage) == ("s", "GTX Pro", "Cancity", Stage.WON)


def test_namesakes_are_told_apart_by_a_choice_of_key():
    known = Known(sellers=[KnownPerson("a", "Sara"), KnownPerson("b", "Sara")])
    row = "A,Sara,GTX Pro,,Engaging,2017-01-01,,\n"
    assert weighed(deals_in(row, known=known), Weight.TO_MAP) == {(2, "sales_agent_ambiguous")}
    chosen = Choices().choose("sales_agent", "Sara", "b")
    assert deals_in(row, chosen, known).rows[0].seller_key == "b"


def test_a_choice_that_leads_nowhere_is_asked_again():
    reading = deals_in("A,17,GTXPro,,Engaging,2017-01-01,,\n", Choices().choose("product", "GTXPro", "gone"))
    assert weighed(reading, Weight.TO_MAP) == {(2, "product_not_in_price_list")}


def test_one_number_with_two_contents_is_refused_on_both_lines():
    row = "A,17,GTX Pro,Cancity,Engaging,2017-01-0{},,\n"
    reading = deals_in(row.format(1) + row.format(2) + row.format(1).replace("A,", "B,") * 2)
    assert weighed(reading, Weight.REFUSED) == {
        (2, "two_rows_for_one_opportunity"), (3, "two_rows_for_one_opportunity"),
    }  # fmt: skip
    assert ([row.key for row in reading.rows], reading.counts[State.REPEATED]) == (["B"], 1)


def test_a_russian_export_in_another_order_gives_the_same_rows():
    ours = "A,Sara Rahimi,GTX Pro,Cancity,Won,2017-01-01,2017-02-01,1054.5\n"
    header = "Стадия;Сумма;Номер сделки;Продавец;Товар;Клиент;Дата создания;Дата закрытия\n"
    theirs = "Выиграна;1 054,50;A;Rahimi, Sara;gtx pro;CANCITY;01.01.2017;1395/11/13\n"
    one, other = deals_in(ours).rows[0], deals_in(theirs, header=header).rows[0]
    assert other.closed_on == date(2017, 2, 1)
    assert one.digest == other.digest


def test_before_people_and_prices_are_known_any_name_is_taken():
    (row,) = deals_in("A,Anyone,Anything,Anywhere,Engaging,2017-01-01,,\n", known=Known()).rows
    assert (row.seller, row.seller_key, row.product) == ("Anyone", None, "Anything")
