"""Importing from the command line: what it prints and how it ends."""

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from appraisal.cli.importing import import_
from appraisal.integrations.models import Opportunity
from appraisal.storage.database import db
from tests.integrations.makers import DEMO


@pytest.fixture
def run(app, monkeypatch):
    """The command on the database of the test."""
    settings = app.config["APPRAISAL"]
    monkeypatch.setattr("appraisal.cli.importing.ready_application", lambda _settings: app)
    monkeypatch.setenv("APPRAISAL_CLOCK_DAY", settings.clock_day.isoformat())

    def invoke(*arguments):
        return CliRunner().invoke(import_, [str(one) for one in arguments])

    return invoke


CRM = [DEMO / name for name in ("accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv")]


def test_the_export_is_taken_whole_with_suggestions_accepted(run, app):
    answer = run("crm", *CRM, "--accept-suggestions")
    assert answer.exit_code == 0
    assert "sales_pipeline.csv: 8800 rows read, 8800 accepted, 0 to be mapped, 0 refused" in answer.output
    assert "is read as “GTX Pro”" in answer.output
    again = run("crm", *CRM)
    assert (again.exit_code, "Nothing new" in again.output) == (0, True)


def test_unmapped_values_are_named_with_the_option_that_maps_them_and_end_with_1(run, app):
    answer = run("crm", *CRM)
    assert answer.exit_code == 1
    assert '1480 rows from line 3; suggested: --map GTXPro="GTX Pro"' in answer.output
    answer = run("crm", *CRM, "--map", "GTXPro=GTX Pro", "--map", "technolgy=technology")
    assert answer.exit_code == 0
    with app.app_context():
        assert db.session.scalar(select(func.count(Opportunity.id))) == 8800


def test_a_mapping_file_says_values_and_columns(run, tmp_path):
    staff, mapping = tmp_path / "staff.csv", tmp_path / "mapping.json"
    staff.write_text("Wer,Chef\nReza Amini,Mina Sadr\n")
    assert run("people", staff).exit_code == 2
    mapping.write_text(
        '{"columns": {"staff.csv": {"kind": "people", "fields": {"name": "Wer", "manager": "Chef"}}}}'
    )
    answer = run("people", staff, "--mapping-file", mapping)
    assert (answer.exit_code, "2 new" in answer.output) == (0, True)


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[]",
        '{"columns": {"a": {"kind": "x", "fields": {}}}}',
        '{"columns": {"a": {"kind": "people", "fields": {"colour": "x"}}}}',
    ],
)
def test_a_broken_mapping_file_ends_with_2_and_its_name(run, tmp_path, text):
    (tmp_path / "mapping.json").write_text(text)
    answer = run("crm", *CRM, "--mapping-file", tmp_path / "mapping.json")
    assert (answer.exit_code, "mapping.json: this is no mapping file" in answer.output) == (2, True)


def test_refused_rows_are_printed_with_line_and_mend_and_end_with_1(run, tmp_path):
    staff = tmp_path / "staff.csv"
    staff.write_text(
        "id,name,hire date\n" + "".join(f"{n},Person {n},2017-02-30\n" for n in range(30)) + "99,Ali Nuri,\n"
    )
    answer = run("people", staff)
    assert answer.exit_code == 1
    assert answer.output.count("Refused: Line") == 20
    assert "Refused: Line 2, hire date: there is no day “2017-02-30”" in answer.output
    assert "and 10 more" in answer.output
    assert "1 new" in answer.output


def test_a_file_that_cannot_be_read_ends_with_2_and_nothing_done(run, tmp_path):
    broken = tmp_path / "list.csv"
    broken.write_bytes(b"PK\x03\x04")
    answer = run("people", broken)
    assert answer.exit_code == 2
    assert "save it again as XLSX" in answer.output
    assert "Nothing was done." in answer.output


def test_a_map_without_a_meaning_is_refused(run):
    assert run("crm", *CRM, "--map", "GTXPro").exit_code == 2
