import pytest

from appraisal.integrations.fields import Kind
from appraisal.integrations.mapping import (
    Choices,
    Columns,
    Lookup,
    header_words,
    how_sure_of,
    offer_columns,
    recognise,
    signature_of,
)
from appraisal.integrations.remarks import FileRefused
from tests.integrations.makers import demo_table


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("accounts.csv", Kind.ACCOUNTS), ("products.csv", Kind.PRODUCTS), ("sales_teams.csv", Kind.TEAMS),
        ("sales_pipeline.csv", Kind.OPPORTUNITIES), ("head_office.csv", Kind.PEOPLE),
    ],
)  # fmt: skip
def test_the_files_of_the_demo_are_recognised_by_their_headers(name, kind):
    table, columns = demo_table(name)
    assert columns.kind == kind
    assert set(columns.labels.values()) == set(table.labels)


@pytest.mark.parametrize(
    ("labels", "fields"),
    [
        (("EmployeeID", "Full Name", "ManagerID", "Department", "Job Title", "Hire Date"),
         ("external_id", "name", "manager", "unit", "job_title", "hired_on")),
        (("Табельный номер", "ФИО", "Руководитель", "Подразделение", "Должность", "Дата приёма"),
         ("external_id", "name", "manager", "unit", "job_title", "hired_on")),
        (("کد پرسنلی", "نام و نام خانوادگی", "مدیر", "واحد", "سمت", "تاریخ استخدام"),
         ("external_id", "name", "manager", "unit", "job_title", "hired_on")),
        (("Mã nhân viên", "Họ tên", "Quản lý", "Phòng ban", "Chức danh", "Ngày vào làm"),
         ("external_id", "name", "manager", "unit", "job_title", "hired_on")),
    ],
)  # fmt: skip
def test_a_list_of_people_is_recognised_in_four_languages(labels, fields):
    offer = recognise(labels)
    assert offer.kind == Kind.PEOPLE
    assert offer.columns.labels == dict(zip(fields, labels, strict=True))
    assert offer.how_sure == 1.0


def test_columns_in_another_order_are_recognised():
    offer = recognise(("Цена", "Товар"))
    assert offer.columns == Columns(Kind.PRODUCTS, {"product": "Товар", "sales_price": "Цена"})


def test_arabic_letters_in_a_persian_header_do_not_matter():
    assert how_sure_of(Kind.PEOPLE, "manager", "مدير") == 1.0


@pytest.mark.parametrize("labels", [("First name", "Name", "Surname"), ("نام", "نام خانوادگی")])
def test_beside_a_family_name_a_name_is_a_first_name(labels):
    columns = offer_columns(labels, Kind.PEOPLE).columns
    assert columns.labels["given_name"] == labels[0]
    assert columns.labels["family_name"] == labels[-1]


def test_a_near_header_is_offered_less_surely():
    exact = how_sure_of(Kind.PEOPLE, "job_title", "Job title")
    longer = how_sure_of(Kind.PEOPLE, "job_title", "Current job title (HR)")
    misspelt = how_sure_of(Kind.PEOPLE, "unit", "Departmant")
    assert exact == 1.0
    assert 0.6 <= longer < 1.0
    assert 0.6 <= misspelt < 1.0


def test_an_unknown_header_is_left_over():
    offer = offer_columns(("Full name", "Shoe size"), Kind.PEOPLE)
    assert offer.unused == ("Shoe size",)


def test_columns_of_no_known_list_are_not_recognised():
    with pytest.raises(FileRefused) as caught:
        recognise(("alpha", "beta"))
    assert (caught.value.remark.reason, caught.value.remark.value) == (
        "columns_not_recognised",
        "alpha, beta",
    )


def test_headers_are_compared_by_their_words():
    assert header_words("ReportsTo") == header_words("reports_to") == "reports to"
    assert header_words("HRManagerID") == "hr manager id"


def test_a_signature_is_of_the_set_of_headers_and_leaves_our_own_columns_out():
    assert signature_of(("id", "Name")) == signature_of(("name", "ID", "_appraisal_reason"))
    assert signature_of(("id", "name")) != signature_of(("id", "name", "unit"))


def test_a_remembered_choice_of_columns_fits_another_order():
    columns = Columns(Kind.PRODUCTS, {"product": "Was", "sales_price": "Preis"})
    assert columns.places_in(("Preis", "x", "Was")) == {"product": 2, "sales_price": 0}


@pytest.mark.parametrize(
    ("chosen", "reason", "field"),
    [
        ({"product": "Was", "sales_price": "gone"}, "column_not_there", "sales_price"),
        ({"product": "Was"}, "column_missing", "sales_price"),
        ({"product": "Was", "sales_price": "Was"}, "column_used_twice", None),
    ],
)
def test_a_choice_that_does_not_fit_is_refused_by_name(chosen, reason, field):
    with pytest.raises(FileRefused) as caught:
        Columns(Kind.PRODUCTS, chosen).places_in(("Was", "Preis"))
    assert (caught.value.remark.reason, caught.value.remark.field) == (reason, field)


def test_first_and_family_name_do_in_place_of_a_name():
    assert not Columns(Kind.PEOPLE, {"given_name": "a", "family_name": "b"}).objections()
    assert [r.field for r in Columns(Kind.PEOPLE, {"given_name": "a"}).objections()] == ["name"]


@pytest.mark.parametrize(
    ("value", "suggestion", "at_least"),
    [("GTXPro", "GTX Pro", 1.0), ("GTX-Plus-Basik", "GTX Plus Basic", 0.9), ("Zeppelin", "", 0.0)],
)
def test_the_nearest_known_value_is_suggested(value, suggestion, at_least):
    lookup = Lookup(["GTX Basic", "GTX Pro", "GTX Plus Basic"])
    assert lookup.find(value) is None
    assert lookup.suggest(value)[0] == suggestion
    assert lookup.suggest(value)[1] >= at_least


def test_case_and_spaces_need_no_choice():
    assert Lookup(["GTX Pro"]).find(" gtx  pro ") == "GTX Pro"


def test_a_choice_is_remembered_and_a_later_one_replaces_it():
    choices = Choices().choose("product", "GTXPro", "GTX Basic").choose("product", "gtxpro ", "GTX Pro")
    assert choices.chosen("product", "GTXPRO") == "GTX Pro"
    assert choices.chosen("sector", "GTXPro") is None
    assert Choices(choices.by_field) == choices
