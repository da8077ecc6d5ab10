"""Importing into a real database: the demo's export, a second run, corrections, refusals."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from appraisal.actuals import queries as actuals
from appraisal.actuals.models import Reading
from appraisal.integrations.domain import BroughtFile, Decisions, Outcome, Subject
from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import Columns
from appraisal.integrations.models import CrmRecord, ImportRefusal, ImportRun, Opportunity, ValueMapping
from appraisal.integrations.operations import import_files
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import NotAllowed
from appraisal.people import queries as people
from appraisal.people.models import Employee
from appraisal.storage.history import HistoryLine
from tests.conftest import DAY, NOW
from tests.integrations.makers import DEMO

HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
PRICES = BroughtFile("products.csv", b"product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n")


def demo_files(*names):
    return [BroughtFile(name, (DEMO / name).read_bytes()) for name in names]


def deals(*lines):
    return BroughtFile("deals.csv", (HEADER + "\n".join(lines)).encode())


def staff(text, name="staff.csv"):
    return BroughtFile(name, text.encode())


def bring_in(store, *files, subject=Subject.CRM, actor=SERVICE, at=NOW, **decided):
    return import_files(store, actor, subject, files, Decisions(**decided), at)


def count(store, column, *where):
    return store.scalar(select(func.count(column)).where(*where))


def value_of(store, employee, measure, month):
    return store.scalar(
        select(Reading.value).where(
            Reading.employee_id == employee, Reading.measure == measure,
            Reading.starts_on == date(2017, month, 1), Reading.superseded_at.is_(None),
        )
    )  # fmt: skip


def test_the_whole_export_is_taken_and_a_second_run_says_nothing_new(store, app):
    lists = demo_files("sales_teams.csv", "head_office.csv")
    crm = demo_files("sales_pipeline.csv", "accounts.csv", "products.csv", "sales_teams.csv")
    first = bring_in(store, *lists, subject=Subject.PEOPLE)
    assert (first.outcome.new, first.not_taken) == (45, 0)
    second = bring_in(store, *crm, accept_suggestions=True)
    assert (second.outcome.new, second.not_taken) == (8800 + 85 + 7, 0)
    assert count(store, Opportunity.id) == 8800
    assert count(store, Opportunity.id, Opportunity.product == "GTX Pro") == 1480
    assert count(store, CrmRecord.id, CrmRecord.details["sector"].as_string() == "technology") == 12
    assert sorted(store.scalars(select(ValueMapping.typed))) == ["gtxpro", "technolgy"]
    assert count(store, Opportunity.id, Opportunity.account == "Hottechi") == 200
    lines = count(store, HistoryLine.id)
    again = [bring_in(store, *lists, subject=Subject.PEOPLE), bring_in(store, *crm)]
    assert all(report.outcome.is_nothing_new for report in again)
    assert all(report.not_taken == 0 for report in again)
    assert count(store, HistoryLine.id) == lines + 2
    head = people.find_employee(store, name="Leila Moradi")
    seller = people.find_employee(store, login="anna.snelling")
    assert people.line_of(store, seller, DAY).managers_manager == head


def test_readings_add_up_to_the_deals_that_happened_until_today(store, app):
    bring_in(store, *demo_files("sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv"),
             accept_suggestions=True)  # fmt: skip
    won = select(func.sum(Opportunity.value)).where(Opportunity.stage == "Won", Opportunity.closed_on <= DAY)
    read = select(func.sum(Reading.value)).where(Reading.measure == "revenue_won")
    assert store.scalar(read) == store.scalar(won) > Decimal(9_000_000)
    assert store.scalar(select(func.min(Reading.starts_on)).where(Reading.measure == "revenue_won")) == date(
        2017, 3, 1
    )
    newcomer = people.find_employee(store, name="Mei-Mei Johns")
    assert count(store, Reading.id, Reading.employee_id == newcomer) == 0


def test_a_deal_dated_after_today_is_kept_and_not_counted_yet(store, company):
    line = "A1,Sara Ahmadi,GTX Pro,,Won,2017-11-01,2017-12-31,100"
    bring_in(store, PRICES, deals(line))
    assert count(store, Opportunity.id) == 1
    assert value_of(store, company.sara, "revenue_won", 12) is None
    bring_in(store, PRICES, deals(line), at=NOW.replace(day=31))
    assert value_of(store, company.sara, "revenue_won", 12) == 100


def test_a_corrected_deal_corrects_the_month_and_keeps_the_value_before(store, company):
    bring_in(store, PRICES, deals("A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,100"))
    report = bring_in(store, deals("A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,80"))
    assert (report.outcome.changed, report.outcome.readings_corrected) == (1, 2)
    assert value_of(store, company.sara, "revenue_won", 5) == 80
    assert value_of(store, company.sara, "discount_given", 5) == 4741
    assert sorted(store.scalars(select(Reading.value).where(Reading.superseded_at.is_not(None)))) == [
        100,
        4721,
    ]


def test_a_deal_given_to_another_seller_leaves_a_zero_behind(store, company):
    bring_in(store, PRICES, deals("A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,100"))
    bring_in(store, deals("A1,Kian Rad,GTX Pro,,Won,2017-03-01,2017-05-02,100"))
    assert value_of(store, company.sara, "revenue_won", 5) == 0
    assert value_of(store, company.kian, "revenue_won", 5) == 100


def test_rows_left_out_are_kept_with_line_and_reason(store, company):
    report = bring_in(
        store,
        PRICES,
        deals(
            "A1,Sara Ahmadi,GTXPro,,Won,2017-03-01,2017-05-02,100",
            "A2,Nobody Known,GTX Pro,,Won,2017-03-01,2017-05-02,100",
            "A3,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-02-30,100",
            "A4,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,99999999999999999999",
            "A5,Kian Rad,MG Special,,Won,2017-03-01,2017-05-02,55",
        ),
    )
    kept = store.execute(
        select(ImportRefusal.line, ImportRefusal.state, ImportRefusal.reasons).order_by(ImportRefusal.line)
    ).all()
    assert [(row.line, row.state, row.reasons[0]["reason"]) for row in kept] == [
        (2, "to_map", "product_not_in_price_list"),
        (3, "to_map", "sales_agent_unknown"),
        (4, "refused", "date_does_not_exist"),
        (5, "refused", "number_out_of_bounds"),
    ]
    assert (report.not_taken, count(store, Opportunity.id)) == (4, 1)


def test_a_value_is_mapped_once_and_remembered_for_the_next_file(store, company):
    line = "A1,S. Ahmadi,GTXPro,,Won,2017-03-01,2017-05-02,100"
    meanings = {"S. Ahmadi": "Sara Ahmadi", "gtxpro": "GTX Pro"}
    assert bring_in(store, PRICES, deals(line), meanings=meanings).not_taken == 0
    assert bring_in(store, deals(line, "A2,S. Ahmadi,GTXPro,,Lost,,2017-05-02,0")).not_taken == 0
    assert count(store, ValueMapping.id) == 2
    assert set(store.scalars(select(Opportunity.employee_id))) == {company.sara}


def test_columns_told_once_are_remembered_for_the_same_header(store, app):
    file = staff("Wer,Chef\nReza Amini,Mina Sadr\nMina Sadr,\n")
    columns = Columns(Kind.PEOPLE, {"name": "Wer", "manager": "Chef"})
    assert bring_in(store, file, subject=Subject.PEOPLE).troubles[0].remark.reason == "columns_not_recognised"
    assert bring_in(store, file, subject=Subject.PEOPLE, columns={"staff.csv": columns}).outcome.new == 2
    again = bring_in(store, staff("Chef,Wer\n,Omid Karimi\n"), subject=Subject.PEOPLE)
    assert (again.troubles, again.outcome.new) == ((), 1)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (staff("Name,Manager\nКравець,\n".encode().decode("utf-8")), None),
        (
            BroughtFile("broken.csv", "name,manager\nپری,\nپرویز,\n".encode() + b"Na\xffme,\n"),
            "encoding_broken",
        ),
        (staff("colour,shape\nred,round\n"), "columns_not_recognised"),
        (BroughtFile("list.xlsx", b"PK\x03\x04rest"), "workbook_broken"),
        (BroughtFile("empty.csv", b""), "file_is_empty"),
        (PRICES, "list_of_other_kind"),
    ],
)
def test_one_file_that_cannot_be_read_leaves_the_whole_batch_undone(store, app, file, reason):
    report = bring_in(store, staff("name\nReza Amini\n", "good.csv"), file, subject=Subject.PEOPLE)
    assert [trouble.remark.reason for trouble in report.troubles] == ([reason] if reason else [])
    assert (count(store, ImportRun.id) == 0) == bool(reason)
    assert (count(store, Employee.id) == 0) == bool(reason)


def test_a_circle_is_refused_with_all_its_members_and_the_others_are_taken(store, company):
    report = bring_in(
        store,
        staff("id,name,manager\n1,Reza Amini,2\n2,Mina Sadr,1\n3,Ali Nuri,\n"),
        subject=Subject.PEOPLE,
        actor=company.actor("nasrin"),
    )
    (reason,) = report.previews[0].reasons
    assert (reason.reason, reason.count) == ("reporting_line_cyclic", 2)
    assert "Reza Amini" in reason.examples[0].params["members"]
    assert (report.outcome.new, report.not_taken) == (1, 2)


def test_people_who_are_not_in_the_list_are_told_and_stay(store, company):
    report = bring_in(store, staff("name\nSara Ahmadi\nKian Rad\nOmid Karimi\n"), subject=Subject.PEOPLE)
    assert report.missing == ("Leila Moradi", "Nasrin Azad", "Vera Orlova")
    assert count(store, Employee.id, Employee.left_on.is_not(None)) == 0


def test_a_plan_owner_brings_in_deals_and_no_people(store, company):
    leila = company.actor("leila")
    line = "A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,100"
    assert bring_in(store, PRICES, deals(line), actor=leila).outcome.new == 3
    with pytest.raises(NotAllowed) as refusal:
        bring_in(store, staff("name\nReza Amini\n"), subject=Subject.PEOPLE, actor=leila)
    assert refusal.value.objections.keys() == {"people_lists_need_hr"}


def test_a_seller_brings_in_nothing(store, company):
    with pytest.raises(NotAllowed):
        bring_in(store, PRICES, actor=company.actor("sara"))


def test_progress_is_told_until_all_is_done(store, app):
    heard = []
    import_files(
        store,
        SERVICE,
        Subject.CRM,
        [PRICES],
        Decisions(),
        NOW,
        progress=lambda done, of: heard.append((done, of)),
    )
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_nothing_brought_in_is_nothing_new():
    assert Outcome(same=7).is_nothing_new
    assert not Outcome(led=1).is_nothing_new


def test_a_name_too_long_or_a_login_of_two_is_refused_by_line(store, app):
    text = f"id,login,name\n1,a,{'x' * 201}\n2,b,Reza Amini\n3,B,Mina Sadr\n4,c,Ali Nuri\n"
    report = bring_in(store, staff(text), subject=Subject.PEOPLE)
    assert [(one.reason, one.count) for one in report.previews[0].reasons] == [
        ("login_of_two", 2), ("value_too_long", 1),
    ]  # fmt: skip
    assert report.outcome.new == 1


def test_a_customer_who_waits_for_a_sector_is_known_to_the_deals_all_the_same(store, app):
    report = bring_in(
        store, *demo_files("accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv")
    )
    values = [(value.value, value.count) for preview in report.previews for value in preview.values_to_map]
    assert values == [("technolgy", 12), ("GTXPro", 1480)]
    assert report.not_taken == 12 + 1480


def test_a_suggestion_that_is_not_near_is_no_decision(store, company):
    line = "A1,Sara Ahmadi,MG Spezzzal,,Won,2017-03-01,2017-05-02,55"
    report = bring_in(store, PRICES, deals(line), accept_suggestions=True)
    assert report.not_taken == 1


def test_results_are_told_apart_and_what_is_open_is_counted_at_each_import(store, company):
    bring_in(
        store,
        PRICES,
        deals(
            "A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,4800",
            "A2,Sara Ahmadi,MG Special,,Won,2017-03-01,2017-05-09,60",
            "A3,Kian Rad,MG Special,,Engaging,2017-05-20,,",
        ),
    )
    team, may = [company.sara, company.kian], (date(2017, 5, 1), date(2017, 5, 31))
    products = actuals.part_totals(store, team, "revenue_won", "product", *may)
    assert {name: rows[0].value for name, rows in products.items()} == {"GTX Pro": 4800, "MG Special": 60}
    assert value_of(store, company.sara, "discount_given", 5) == 21
    open_deals = actuals.pipeline_of(store, team, DAY)
    assert [(line.as_of, line.stage, line.deals, line.value) for line in open_deals] == [
        (date(2017, 5, 20), "Engaging", 1, 55)
    ]


def test_a_deal_that_changes_its_product_corrects_both_parts(store, company):
    bring_in(store, PRICES, deals("A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,100"))
    bring_in(store, deals("A1,Kian Rad,MG Special,,Won,2017-03-01,2017-05-02,100"))
    may = (date(2017, 5, 1), date(2017, 5, 31))
    told = {
        person: {name: rows[0].value for name, rows in found.items()}
        for person in (company.sara, company.kian)
        for found in [actuals.part_totals(store, [person], "revenue_won", "product", *may)]
    }
    assert told == {company.sara: {"GTX Pro": 0}, company.kian: {"MG Special": 100}}


def test_a_corrected_price_corrects_the_discounts_of_past_months(store, company):
    bring_in(store, PRICES, deals("A1,Sara Ahmadi,GTX Pro,,Won,2017-03-01,2017-05-02,4800"))
    bring_in(store, BroughtFile("products.csv", PRICES.content.replace(b"4821", b"4810")))
    assert value_of(store, company.sara, "discount_given", 5) == 10
