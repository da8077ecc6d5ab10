"""The rules room in a browser without scripts."""

import io

import pytest

from appraisal.kernel.refusals import Outdated
from appraisal.packs import operations
from appraisal.packs.bundle import read_zip, to_zip
from appraisal.packs.domain import HEAD
from appraisal.packs.queries import editions_page, rule_page
from tests.conftest import DAY
from tests.factories.statements import counted_statements
from tests.packs.conftest import NUMBER, RULE

AREA = "/rules/packs/core"


@pytest.fixture
def see(desk, app):
    """A page as somebody sees it; what the desk prepared is committed before each look."""

    def look(name, address):
        desk.store.commit()
        answer = desk.company.client(app, name).get(address)
        assert answer.status_code == 200, address
        return answer.get_data(as_text=True)

    return look


@pytest.fixture
def send(desk, app):
    """What somebody sends."""

    def post(name, address, **data):
        desk.store.commit()
        return desk.company.client(app, name).post(address, data=data)

    return post


@pytest.mark.parametrize(
    "page",
    [
        "/rules/",
        f"{AREA}/",
        f"{AREA}/G01",
        f"{AREA}/numbers",
        f"{AREA}/numbers/gap_met_from",
        f"{AREA}/versions",
        f"{AREA}/files",
    ],
)
def test_everybody_reads_the_rules_and_only_hr_is_offered_changes(desk, see, page):
    desk.publish(desk.reworded())
    assert '<form method="post" action="/rules' not in see("sara", page)
    assert see("nasrin", page)


def test_a_rule_reads_as_sentences_and_its_code_stays_folded(desk, see):
    page = see("sara", f"{AREA}/G01")
    assert "Share reached of what was agreed up to that day: at least" in page
    assert "95%" in page
    assert page.index("<summary>The rule as the service reads it") < page.index(
        "gap_ratio &gt;= gap_met_from"
    )


def test_every_rule_that_ships_has_its_page(desk, app):
    desk.store.commit()
    client = desk.company.client(app, "sara")
    answers = {rule: client.get(f"{AREA}/{rule}").status_code for rule in desk.core.rules}
    assert {rule: status for rule, status in answers.items() if status != 200} == {}


def test_a_rule_says_which_line_came_from_whom(desk, see):
    desk.publish(desk.reworded(), "Clearer words")
    page = see("sara", f"{AREA}/G01")
    assert "Clearer words" in page
    rule = rule_page(desk.store, desk.hr, "core", "G01", DAY)
    own = [line.text for line in rule.lines if line.by.name == desk.hr.name]
    assert own == [line for line in desk.reworded()[RULE].splitlines() if "Ours. " in line]
    assert rule.own


def test_the_way_that_older_papers_name_leads_to_the_rule(desk, app):
    answer = desk.company.client(app, "sara").get("/rules/G01")
    assert (answer.status_code, answer.location) == (303, f"{AREA}/G01")


def test_a_new_number_goes_into_the_draft_and_is_in_force_once_published(desk, send, see):
    wish = {"value": "0.9", "since": "2017-12-01", "source": "Works agreement of 12 December"}
    assert send("nasrin", f"{AREA}/numbers/gap_met_from/values", **wish).status_code == 303
    assert "The agreed result counts as met from" in see("nasrin", f"{AREA}/draft")
    assert desk.now().values_on(DAY)["gap_met_from"] == 0.95
    desk.tried()
    answer = send("nasrin", f"{AREA}/versions", reason="Agreed with the works council", seen_version="1")
    assert answer.status_code == 303
    assert "Works agreement of 12 December" in see("sara", f"{AREA}/numbers/gap_met_from")
    assert desk.now().values_on(DAY)["gap_met_from"] == 0.9


def test_what_was_typed_wrongly_stays(send):
    wish = {"value": "much", "since": "2017-12-01", "source": "A kept sentence"}
    answer = send("nasrin", f"{AREA}/numbers/gap_met_from/values", **wish)
    assert answer.status_code == 422
    assert "A kept sentence" in answer.get_data(as_text=True)


def test_a_draft_cannot_be_published_without_a_dry_run(desk, send):
    desk.draft(desk.reworded())
    answer = send("nasrin", f"{AREA}/versions", reason="Clearer words")
    assert answer.status_code == 422
    assert "Try this draft first" in answer.get_data(as_text=True)
    assert send("nasrin", f"{AREA}/versions", reason=" ").status_code == 422


def test_a_broken_draft_names_file_line_and_mend_on_its_page(desk, see):
    desk.draft(desk.file(RULE, ("gap_ratio >=", "gap_rato >=")))
    page = see("nasrin", f"{AREA}/draft")
    assert "core/gates/G01-result-is-met.yaml:3:7" in page
    assert "did you mean &#39;gap_ratio&#39;?" in page


def test_the_draft_is_hrs_working_paper(desk, app):
    desk.draft(desk.reworded())
    desk.store.commit()
    assert desk.company.client(app, "sara").get(f"{AREA}/draft").status_code == 403


def test_a_draft_is_thrown_away(desk, send, see):
    desk.draft(desk.reworded())
    assert send("nasrin", f"{AREA}/draft/ends", seen_version="1").status_code == 303
    assert "Nobody works on a draft" in see("nasrin", f"{AREA}/draft")


def test_an_edition_comes_into_force_again(desk, send, see):
    first = desk.publish(desk.reworded())
    desk.publish(desk.stricter())
    assert send("nasrin", f"{AREA}/versions/{first}/returns", reason="Too strict").status_code == 303
    assert desk.now().rules["G01"].title["en"].startswith("Ours. ")
    assert "Too strict" in see("sara", f"{AREA}/versions")
    assert send("nasrin", f"{AREA}/versions/{first}/returns", reason=" ").status_code == 422


def test_a_pack_goes_out_as_a_zip_and_comes_back_changed(desk, app, see):
    desk.store.commit()
    client = desk.company.client(app, "nasrin")
    out = client.get(f"{AREA}/files.zip")
    assert out.headers["Content-Disposition"] == 'attachment; filename="core-1.zip"'
    files = {
        **read_zip(out.data, desk.core.files[HEAD]),
        HEAD: desk.core.files[HEAD],
        **desk.file(NUMBER, ("0.95", "0.9")),
    }
    brought = {"file": (io.BytesIO(to_zip(files)), "core.zip")}
    assert client.post(f"{AREA}/files", data=brought).status_code == 303
    page = see("nasrin", f"{AREA}/draft")
    assert "core/parameters/gap_met_from.yaml" in page
    assert RULE not in page


def test_a_file_that_cannot_be_taken_in_is_named(desk, app):
    desk.store.commit()
    brought = {"file": (io.BytesIO(to_zip({HEAD: desk.core.files[HEAD], "gates/run.py": "x"})), "core.zip")}
    answer = desk.company.client(app, "nasrin").post(f"{AREA}/files", data=brought)
    assert answer.status_code == 422
    assert "gates/run.py" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    [
        "/rules/packs/none/",
        f"{AREA}/G999",
        f"{AREA}/numbers/none",
        f"{AREA}/versions/99",
        f"{AREA}/comparison?old=1&new=2",
        "/rules/packs/none/files.zip",
        "/rules/packs/none/draft",
    ],
)
def test_what_is_not_there_is_not_found(desk, app, address):
    assert desk.company.client(app, "nasrin").get(address).status_code == 404


def test_pages_take_as_many_statements_however_many_editions_there_are(desk):
    desk.publish(desk.reworded())
    few = counts(desk)
    for turn in range(3):
        desk.publish(desk.file(NUMBER, ("0.95", f"0.9{turn}")))
    assert counts(desk) == few


def counts(desk):
    desk.now()
    with counted_statements() as rule:
        rule_page(desk.store, desk.hr, "core", "G01", DAY)
    with counted_statements() as editions:
        editions_page(desk.store, desk.hr, "core")
    return rule.count, editions.count


GARBAGE = {
    "nothing": "",
    "deep": "[" * 100_000,
    "long": "a" * 400_000,
    "zero byte": "unit: ratio\0",
    "controls": "unit: \x01\x1b[31m",
    "a list of a day": "values:\n  - {from: [a], value: 1}\n",
    "code": "<script>alert(1)</script>: %(name)s {{ 7*7 }}\n",
}


@pytest.mark.parametrize("name", sorted(GARBAGE))
def test_files_of_garbage_stay_in_the_draft_and_no_page_breaks(desk, see, send, name):
    files = {**desk.core.files, NUMBER: GARBAGE[name], "gates/X1-odd.yaml": GARBAGE[name]}
    sent = {"file": (io.BytesIO(to_zip(files)), "core.zip")}
    assert send("nasrin", f"{AREA}/files", **sent).status_code == 303
    number = {"since": "2018-02-01", "value": "0.8", "source": "A decision"}
    assert send("nasrin", f"{AREA}/numbers/gap_met_from/values", **number).status_code == 303
    assert "<script>alert" not in see("nasrin", f"{AREA}/draft")
    assert send("nasrin", f"{AREA}/versions", reason="Try it").status_code == 422


def test_a_draft_that_somebody_else_began_at_the_same_moment_is_not_overwritten(desk, monkeypatch):
    desk.draft(desk.reworded())
    monkeypatch.setattr(operations, "find_draft", lambda _store, _name: None)
    with pytest.raises(Outdated):
        desk.draft(desk.stricter())
    monkeypatch.undo()
    assert desk.look().overlay == desk.reworded()
