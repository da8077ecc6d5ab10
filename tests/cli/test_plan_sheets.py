"""A plan taken out and brought back from the command line: what it prints, and how it ends."""

import csv

import pytest
from click.testing import CliRunner

from appraisal.cli.exporting import export
from appraisal.cli.importing import import_
from appraisal.plans import queries
from appraisal.storage.database import db
from appraisal.versions.queries import figures_on
from tests.conftest import DAY

QUOTAS = (
    "Name,Q1 2018,Q2 2018\nSara Ahmadi,30,0\nKian Rad,20,10\n",
    ("--owner", "Leila Moradi", "--title", "Quotas", "--measure", "revenue_won"),
)


@pytest.fixture
def run(app, company, monkeypatch):
    """Both commands on the database of the test."""
    for room in ("importing", "exporting"):
        monkeypatch.setattr(f"appraisal.cli.{room}.ready_application", lambda _settings: app)
    monkeypatch.setenv("APPRAISAL_CLOCK_DAY", app.config["APPRAISAL"].clock_day.isoformat())

    def invoke(command, *arguments):
        return CliRunner().invoke(command, [str(one) for one in arguments])

    return invoke


@pytest.fixture
def brought(run, tmp_path):
    """A plan of two people and two quarters, brought in."""
    text, options = QUOTAS
    (tmp_path / "quotas.csv").write_text(text)
    answer = run(import_, "plan", tmp_path / "quotas.csv", *options)
    assert (answer.exit_code, "7 new" in answer.output) == (0, True), answer.output
    return tmp_path


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def target_of(app, company, title, starts_on):
    with app.app_context():
        rows = queries.outline_of(db.session, company.actor("leila"), None, DAY)
        return next(
            (row.target, row.version)
            for row in rows
            if (row.title, row.axis, str(row.starts_on)) == (title, "period", starts_on)
        )


def test_what_is_taken_out_comes_back_as_nothing_new(run, brought):
    for name in ("plan.csv", "plan.xlsx"):
        answer = run(export, "plan", brought / name)
        assert (answer.exit_code, "7 parts are in" in answer.output) == (0, True)
        again = run(import_, "plan", brought / name)
        assert (again.exit_code, "Nothing new" in again.output) == (0, True), again.output


def test_a_target_changed_in_the_file_is_changed_in_the_plan_once(run, brought, app, company):
    file = brought / "plan.csv"
    run(export, "plan", file)
    before = target_of(app, company, "Kian Rad", "2018-04-01")
    rows = rows_of(file)
    place = rows[1].index("plan:target")
    row = next(row for row in rows if row[3] == "Kian Rad" and row[place] == "10" and "2018-04-01" in row)
    row[place] = "12"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    answer = run(import_, "plan", file)
    assert answer.exit_code == 0, answer.output
    assert "target: 10 -> 12" in answer.output
    now = target_of(app, company, "Kian Rad", "2018-04-01")
    assert (before[0], now[0], now[1] > before[1]) == (10, 12, True)
    stale = run(import_, "plan", file)
    assert (stale.exit_code, "Nothing new" in stale.output) == (0, True), stale.output


def test_a_row_changed_meanwhile_is_refused_with_its_mend_and_ends_with_1(run, brought, app, company):
    file = brought / "plan.csv"
    run(export, "plan", file)
    old = file.read_text(encoding="utf-8-sig")
    changed = old.replace(",10,", ",12,")
    file.write_text(changed, encoding="utf-8-sig")
    assert run(import_, "plan", file).exit_code == 0
    file.write_text(old.replace(",10,", ",14,"), encoding="utf-8-sig")
    answer = run(import_, "plan", file)
    assert answer.exit_code == 1
    assert "Download the plan again" in answer.output
    assert target_of(app, company, "Kian Rad", "2018-04-01")[0] == 12


def test_quotas_with_days_become_versions(run, company, app, tmp_path):
    file = tmp_path / "quotas.csv"
    file.write_text(
        "Name,Quarter,Quota,Valid from\nSara Ahmadi,Q1 2018,25,2017-10-01\nSara Ahmadi,Q1 2018,30,2017-12-01\n"
    )
    answer = run(import_, "plan", file, *QUOTAS[1])
    assert answer.exit_code == 0, answer.output
    assert "2 versions of the plan that were agreed before are kept." in answer.output
    with app.app_context():
        rows = queries.outline_of(db.session, company.actor("leila"), None, DAY)
        found = figures_on(db.session, [rows[0].key], DAY)[rows[0].key]
    assert (found.target, found.version) == (30, 2)
    assert "Nothing new" in run(import_, "plan", file, *QUOTAS[1]).output


def test_files_that_cannot_be_read_or_written_end_with_2(run, brought):
    (brought / "names.csv").write_text("colour,shape\nred,round\n")
    assert run(import_, "plan", brought / "names.csv").exit_code == 2
    assert run(export, "plan", brought / "plan.pdf").exit_code == 2
    assert run(export, "plan", brought / "plan.csv", "--part", 99999).exit_code == 2
    assert not (brought / "plan.csv").exists()
