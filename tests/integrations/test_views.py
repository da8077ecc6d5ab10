"""The pages of an import, step by step as a person takes them, without JavaScript."""

import io
import re

import pytest
from sqlalchemy import func, select

from appraisal.integrations.models import ImportFile, ImportRun, Opportunity
from appraisal.people.models import Employee
from appraisal.storage.database import db
from tests.factories.statements import counted_statements

STAFF = "PersonnelNo,FullName,ReportsTo,HireDate\n1,Reza Amini,2,2016-05-01\n2,Mina Sadr,,2012-02-30\n3,Ali Nuri,,\n"
PRICES = "product,series,sales_price\nGTX Pro,GTX,4821\n"
DEALS = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    "A1,Sara Ahmadi,GTXPro,,Won,2017-03-01,2017-05-02,100\n"
)


def hand_in(client, **files):
    data = {
        "files": [
            (io.BytesIO(text.encode() if isinstance(text, str) else text), f"{name}.csv")
            for name, text in files.items()
        ]
    }
    return client.post("/imports/", data=data, content_type="multipart/form-data")


def steps_until_preview(client, **files):
    columns = hand_in(client, **files)
    assert columns.status_code == 303
    page = client.get(columns.location).get_data(as_text=True)
    return columns.location, page, client.post(columns.location, data=offered(page))


def offered(page):
    """What the page offers, as a browser sends it back untouched."""
    data = {}
    for name, inside in re.findall(
        r'<select[^>]*form="columns"[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S
    ):
        chosen = re.search(r'<option selected value="([^"]*)"', inside)
        data[name] = chosen.group(1) if chosen else ""
    return data


@pytest.mark.parametrize(
    ("name", "status"), [("sara", 403), ("omid", 403), ("leila", 200), ("nasrin", 200), ("vera", 200)]
)
def test_the_door_is_for_hr_administrators_and_plan_owners(app, company, name, status):
    client = company.client(app, name)
    assert client.get("/imports/").status_code == status
    assert ("/imports/" in client.get("/people/").get_data(as_text=True)) == (status == 200)


def test_a_list_of_people_goes_from_upload_to_result(app, company):
    client = company.client(app, "nasrin")
    _, columns, chosen = steps_until_preview(client, staff=STAFF)
    assert '<option selected value="ReportsTo">ReportsTo</option>' in columns
    preview = client.get(chosen.location).get_data(as_text=True)
    assert "Line 3, hire date: there is no day “2012-02-30”" in preview
    assert "Mend the line of the manager" in preview
    assert "Sara Ahmadi" in preview
    version = re.search(r'name="seen_version" value="(\d+)"', preview).group(1)
    done = client.post(chosen.location.replace("preview", "results"), data={"seen_version": version})
    assert done.status_code == 303
    result = client.get(done.location).get_data(as_text=True)
    assert "Download the rows left out" in result
    with app.app_context():
        assert db.session.scalar(select(func.count(Employee.id))) == 7
        assert db.session.scalar(select(ImportFile.content)) == b""


def test_rows_left_out_are_downloaded_with_reasons_in_the_language_of_the_reader(app, company):
    client = company.client(app, "nasrin")
    _, _, chosen = steps_until_preview(client, staff=STAFF)
    done = client.post(chosen.location.replace("preview", "results"))
    link = re.search(r'href="([^"]+refused\.csv)"', client.get(done.location).get_data(as_text=True)).group(1)
    answer = client.get(link)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = answer.get_data().decode("utf-8-sig")
    assert (
        text.splitlines()[0]
        == "_appraisal_line,_appraisal_reason,_appraisal_mend,PersonnelNo,FullName,ReportsTo,HireDate"
    )
    assert "2,Mina Sadr,,2012-02-30" in text
    assert len(text.splitlines()) == 3


def test_an_unknown_product_is_mapped_once_with_a_suggestion_and_remembered(app, company):
    client = company.client(app, "vera")
    _, _, chosen = steps_until_preview(client, prices=PRICES, deals=DEALS)
    preview = client.get(chosen.location).get_data(as_text=True)
    assert 'value="GTX Pro" selected' in preview
    meaning = {"meanings-0-field": "product", "meanings-0-value": "GTXPro", "meanings-0-meaning": "GTX Pro"}
    back = client.post(chosen.location.replace("preview", "meanings"), data=meaning)
    assert "is read as “GTX Pro”" in client.get(back.location).get_data(as_text=True)
    client.post(chosen.location.replace("preview", "results"))
    _, _, again = steps_until_preview(client, deals=DEALS)
    assert "meanings-0" not in client.get(again.location).get_data(as_text=True)
    done = client.post(again.location.replace("preview", "results"))
    assert "Nothing new" in client.get(done.location).get_data(as_text=True)
    with app.app_context():
        assert db.session.scalar(select(Opportunity.product)) == "GTX Pro"


def test_a_meaning_that_nobody_has_is_refused(app, company):
    client = company.client(app, "vera")
    _, _, chosen = steps_until_preview(client, prices=PRICES, deals=DEALS)
    meaning = {"meanings-0-field": "product", "meanings-0-value": "GTXPro", "meanings-0-meaning": "Sofa"}
    answer = client.post(chosen.location.replace("preview", "meanings"), data=meaning)
    assert answer.status_code == 422
    assert "“GTXPro” cannot mean “Sofa”" in answer.get_data(as_text=True)


def test_a_broken_file_is_refused_with_its_place_and_nothing_is_kept(app, company):
    client = company.client(app, "nasrin")
    answer = hand_in(
        client, good=STAFF, broken="name\nپری\nپرویز\n".encode() + b"Na\xffme\n", sheet=b"PK\x03\x04x"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "broken.csv: Line 4, byte" in page
    assert "sheet.csv: The spreadsheet is damaged" in page
    with app.app_context():
        assert db.session.scalar(select(func.count(ImportRun.id))) == 0


def test_no_file_at_all_is_asked_for(app, company):
    answer = company.client(app, "nasrin").post("/imports/", data={})
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.get_data(as_text=True)


def test_an_unknown_list_is_named_by_hand_and_its_columns_remembered(app, company):
    client = company.client(app, "nasrin")
    where, page, refused = steps_until_preview(client, odd="Wer,Chef\nReza Amini,Omid Karimi\n")
    assert refused.status_code == 422
    assert "No known list has these columns" in page
    file = re.search(r'action="([^"]+/readings)"', page).group(1)
    client.post(file, data={"kind": "people", "encoding": "utf-8", "has_header": "y"})
    page = client.get(where).get_data(as_text=True)
    names = offered(page)
    key = next(name for name in names if name.endswith("-name"))
    assert client.post(where, data=names).status_code == 422
    chosen = client.post(where, data={**names, key: "Wer", key.replace("-name", "-manager"): "Chef"})
    assert chosen.status_code == 303
    _, page, _ = steps_until_preview(client, next_time="Chef,Wer\n,Mina Sadr\n")
    assert "columns remembered" in page


def test_one_column_for_two_fields_is_refused_and_what_was_chosen_stays(app, company):
    client = company.client(app, "nasrin")
    where = hand_in(client, staff=STAFF).location
    names = offered(client.get(where).get_data(as_text=True))
    title = next(name for name in names if name.endswith("-job_title"))
    answer = client.post(where, data={**names, title: "FullName"})
    assert answer.status_code == 422
    assert "chosen for more than one field" in answer.get_data(as_text=True)
    assert offered(answer.get_data(as_text=True))[title] == "FullName"


def test_a_plan_owner_sees_before_carrying_out_that_people_are_not_theirs_to_change(app, company):
    client = company.client(app, "leila")
    _, _, chosen = steps_until_preview(client, staff=STAFF)
    page = client.get(chosen.location).get_data(as_text=True)
    assert "carried out by HR or an administrator" in page
    assert "/results" not in page
    assert client.post(chosen.location.replace("preview", "results")).status_code == 403


def test_a_preview_is_outdated_once_somebody_decides_otherwise(app, company):
    client = company.client(app, "nasrin")
    where, _, chosen = steps_until_preview(client, staff=STAFF)
    seen = re.search(
        r'name="seen_version" value="(\d+)"', client.get(chosen.location).get_data(as_text=True)
    ).group(1)
    client.post(where, data=offered(client.get(where).get_data(as_text=True)))
    assert (
        client.post(chosen.location.replace("preview", "results"), data={"seen_version": seen}).status_code
        == 409
    )


def test_an_import_is_carried_out_once(app, company):
    client = company.client(app, "nasrin")
    _, _, chosen = steps_until_preview(client, staff=STAFF)
    carry_out = chosen.location.replace("preview", "results")
    assert client.post(carry_out, data={"seen_version": "7"}).status_code == 409
    assert client.post(carry_out).status_code == 303
    assert client.post(carry_out).status_code == 422
    assert client.get(chosen.location).status_code == 422


def test_files_can_be_thrown_away(app, company):
    client = company.client(app, "nasrin")
    where = hand_in(client, staff=STAFF).location
    assert client.post(where.replace("columns", "discards")).status_code == 303
    assert client.get(where).status_code == 404
    with app.app_context():
        assert db.session.scalar(select(func.count(ImportFile.id))) == 0


def test_no_address_of_an_import_opens_to_a_seller(app, company):
    where = hand_in(company.client(app, "nasrin"), staff=STAFF).location
    client = company.client(app, "sara")
    for step in ("columns", "preview", "result", "files/1/refused.csv"):
        assert client.get(where.replace("columns", step)).status_code == 403
    for step in ("columns", "meanings", "results", "discards", "files/1/readings"):
        assert client.post(where.replace("columns", step)).status_code == 403


@pytest.mark.parametrize("language", ["fa", "ru", "vi"])
def test_every_step_is_shown_in_every_language(app, company, language):
    client = company.client(app, "nasrin")
    client.post("/reading", data={"language": language, "calendar": "jalali"})
    _, _, chosen = steps_until_preview(client, prices=PRICES, deals=DEALS, staff=STAFF)
    done = client.post(chosen.location.replace("preview", "results"))
    for address in ("/imports/", done.location):
        assert client.get(address).status_code == 200
    assert "%(" not in client.get(done.location).get_data(as_text=True)


def test_the_preview_takes_as_many_statements_for_many_rows_as_for_few(app, company):
    client = company.client(app, "nasrin")
    counts = []
    for rows in (2, 300):
        text = "id,name,manager\n" + "".join(f"{n},Person {n},\n" for n in range(rows))
        _, _, chosen = steps_until_preview(client, staff=text)
        with app.app_context(), counted_statements() as statements:
            client.get(chosen.location)
        counts.append(statements.count)
    assert counts[0] == counts[1]
