"""The rules of then, asked today of the facts of then, say what was kept; and where they do not, it is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from appraisal.cli.rules import rules as command
from appraisal.diagnosis import drift as drifting
from appraisal.diagnosis import operations, trying
from appraisal.diagnosis.contest import About, ContestFinding
from appraisal.diagnosis.contesting import contest_finding
from appraisal.diagnosis.domain import CloseMatter, MatterKey
from appraisal.diagnosis.drift import Difference, Drifts, compared, differences
from appraisal.diagnosis.models import DriftCheck, Evaluation, RestrictedMatter
from appraisal.jobs.worker import Worker
from appraisal.kernel.refusals import NotAllowed
from appraisal.rulebook import Status, diagnose
from tests.conftest import NOW


def asked(table):
    """Every kept look with what differs."""
    table.store.commit()
    found = Drifts()
    for row, said in compared(table.store):
        found.add(row, said)
    return found.told()


@pytest.fixture
def talked(table):
    """A talk with several looks: opened, answered by both."""
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.answer(key, "omid", market_shift=True, gap_matters=True)
    return key


@pytest.fixture
def broken_engine(monkeypatch):
    """An engine that says of every factor that it is possible."""

    def wrong(*given, **named):
        found = diagnose(*given, **named)
        findings = {name: replace(each, status=Status.POSSIBLE) for name, each in found.findings.items()}
        return replace(found, findings=findings)

    monkeypatch.setattr(drifting, "diagnose", wrong)


def test_what_the_same_rules_say_again_is_no_drift(table, talked):
    looks = table.store.scalar(select(func.count(Evaluation.id)))
    told = asked(table)
    assert looks > 1
    assert (told["looked"], told["same"], told["differences"]) == (looks, looks, [])
    assert told["engines"] == [["1", looks, 0]]


def test_an_engine_that_breaks_is_named_with_what_was_kept_and_what_is_said_now(table, talked, broken_engine):
    before = [dict(row.result) for row in table.store.scalars(select(Evaluation))]
    told = asked(table)
    assert told["same"] == 0
    assert {(engine, place, now) for engine, _, place, _, now, _ in told["differences"]} >= {
        ("1", "factors.aptitude.status", "possible")
    }
    assert all(count is None for *_, count in told["differences"])
    assert [row.result for row in table.store.scalars(select(Evaluation))] == before


def test_the_rules_of_then_are_asked_whatever_is_in_force_now(table, talked, monkeypatch):
    kept = {row.pack_sha256 for row in table.store.scalars(select(Evaluation))}
    read = []
    real = drifting.packs.pack_of_edition
    monkeypatch.setattr(
        drifting.packs, "pack_of_edition", lambda store, sha: read.append(sha) or real(store, sha)
    )
    asked(table)
    assert set(read) == kept
    assert len(read) == len(kept)


def test_a_rule_that_was_contested_then_is_not_asked_now(table, talked):
    last = table.store.scalars(select(Evaluation).order_by(Evaluation.id.desc())).first()
    rule = next(name for name, said in last.result["rules"].items() if said["answer"] == "yes")
    wish = ContestFinding(talked, About.RULE, rule, "This is not so")
    contest_finding(table.store, table.person("sara"), wish, pack=table.pack, at=table.at)
    newest = table.store.scalars(select(Evaluation).order_by(Evaluation.id.desc())).first()
    assert newest.result["rules"][rule]["answer"] == "unknown"
    told = asked(table)
    assert told["looked"] == told["same"] > 2


def test_an_adjustment_that_had_been_considered_is_no_drift(table, talked):
    matter = RestrictedMatter(
        employee_id=table.company.sara, raises="accommodation_requested", raised_at=NOW,
        raised_by_id=table.company.sara,
    )  # fmt: skip
    table.store.add(matter)
    table.store.flush()
    wish = CloseMatter(MatterKey(matter.id), "We have found a way")
    operations.close_matter(table.store, table.person("nasrin"), wish, pack=table.pack, at=table.at)
    told = asked(table)
    assert told["looked"] == told["same"]


def test_what_was_handed_over_is_left_alone(table, talked):
    for row in table.store.scalars(select(Evaluation)):
        row.outcome = "handed_over"
    assert asked(table)["looked"] == 0


def test_what_has_no_files_is_counted_apart(table, talked, monkeypatch):
    monkeypatch.setattr(drifting.packs, "pack_of_edition", lambda *_: None)
    told = asked(table)
    assert (told["looked"], list(told["left_out"])) == (0, ["no_files"])


def test_what_an_older_version_did_not_keep_yet_is_no_difference():
    assert list(differences({"a": 1}, {"a": 1, "b": 2})) == []
    assert list(differences({"a": {"b": [1]}}, {"a": {"b": [2]}})) == [Difference("a.b", "1", "2")]
    assert list(differences({"a": 1}, {})) == [Difference("a", "1", "")]


def test_another_engine_alone_is_no_difference():
    assert list(differences({"engine": "1", "x": 1}, {"engine": "2", "x": 1})) == []


def test_the_work_keeps_what_it_found_for_hr_and_the_auditor(app, table, talked, broken_engine):
    hr = table.company.actor("nasrin")
    trying.ask_drift(table.store, hr, at=NOW)
    table.store.commit()
    assert Worker(app).work_off() == 1
    page = trying.drift_page(table.store, hr)
    assert (page.asked_by, page.engine, page.same) == (hr.name, "1", 0)
    assert page.looked == page.engines[0][1] == page.engines[0][2] > 0
    assert any(place == "factors.aptitude.status" for _, _, place, *_ in page.differences)


def test_the_size_of_the_batches_changes_nothing(table, talked, monkeypatch):
    whole = asked(table)
    monkeypatch.setattr(drifting, "AT_ONCE", 1)
    assert asked(table) == whole


def test_only_hr_has_findings_compared_and_others_do_not_read_it(table):
    for name in ("sara", "omid"):
        actor = table.company.actor(name)
        with pytest.raises(NotAllowed):
            trying.drift_page(table.store, actor)
        with pytest.raises(NotAllowed):
            trying.ask_drift(table.store, actor, at=NOW)
    with pytest.raises(NotAllowed):
        trying.ask_drift(table.store, table.company.actor("vera"), at=NOW)


@pytest.fixture
def run_command(app, table, monkeypatch):
    def run():
        table.store.commit()
        monkeypatch.setattr("appraisal.cli.rules.ready_application", lambda: app)
        with pytest.raises(SystemExit) as ended:
            command.commands["drift"].callback()
        return ended.value.code

    return run


def test_the_command_ends_well_when_nothing_differs(table, talked, run_command, capsys):
    assert run_command() == 0
    assert "could not be asked again" in capsys.readouterr().out
    assert table.store.scalar(select(func.count(DriftCheck.id))) == 1


def test_the_command_names_each_difference(talked, run_command, broken_engine, capsys):
    assert run_command() == 1
    assert "factors.aptitude.status: kept" in capsys.readouterr().out
