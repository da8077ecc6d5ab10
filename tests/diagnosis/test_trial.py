"""A draft is tried over what is kept: what would appear, vanish or change, and nobody can be recognised in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from appraisal.diagnosis import trial as trying_out
from appraisal.diagnosis import trying
from appraisal.diagnosis.models import Evaluation
from appraisal.diagnosis.tallies import Place, Tally
from appraisal.diagnosis.trial import fitting_facts, moved_on
from appraisal.jobs import queue
from appraisal.jobs.models import Job
from appraisal.jobs.worker import Worker
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.packs import operations as packs
from appraisal.packs.domain import KeepDraft, PublishPack, SetNumber
from appraisal.packs.models import PackTrial
from appraisal.packs.queries import in_force
from appraisal.rulebook import Fact, Outcome, Status, Verdict
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import agree_goal, measure

GATE = "gates/G01-result-is-met.yaml"


def verdict(skill=Status.UNKNOWN, outcome=Outcome.MORE_INFO, leading=None, speaking=()):
    return Verdict(outcome, leading, (), {"skill_level": skill}, tuple(speaking), frozenset())


def seller(person, month="2017-12"):
    return Place(person, "sales_seller", month)


SUPPORTED = verdict(Status.SUPPORTED, Outcome.DIAGNOSIS, "skill_level", ("S01",))


def tallied(people, now, then, **kw):
    tally = Tally(**kw)
    for person in people:
        tally.add(seller(person), now, then)
    return tally.told()


def test_what_stays_is_counted_and_nothing_else():
    told = tallied(range(5), SUPPORTED, SUPPORTED)
    assert (told["looked"], told["is_same"], told["rules"], told["untouched"]) == (5, True, [], 1)


def test_a_finding_appears_where_a_factor_is_newly_supported():
    told = tallied(range(4), verdict(), SUPPORTED)
    assert told["findings"] == {"looks": 4, "appear": 4, "vanish": 0, "change": 0, "leading": 4}
    assert told["outcomes"] == [["more_info", "diagnosis", 4]]
    assert told["factors"] == [["skill_level", "unknown", "supported", 4]]


def test_a_finding_vanishes_and_a_lesser_word_changes():
    assert tallied(range(4), SUPPORTED, verdict())["findings"]["vanish"] == 4
    assert tallied(range(4), verdict(), verdict(Status.POSSIBLE))["findings"]["change"] == 4


def test_a_rule_is_told_before_and_after():
    [rule] = tallied(range(4), verdict(), SUPPORTED)["rules"]
    assert (rule["rule"], rule["now"], rule["then"], rule["begins"], rule["ceases"]) == ("S01", 0, 4, 4, 0)
    assert rule["examples"] == [["begins", "skill_level", "unknown", "supported"]]
    assert rule["groups"] == [["begins", "sales_seller", "2017-12", 4]]


def test_fewer_than_four_people_are_told_as_that_and_their_month_not_at_all():
    tally = Tally()
    for person in range(10, 20):
        tally.add(seller(person), verdict(), verdict())
    for person in (1, 2, 3, 3, 3):
        tally.add(seller(person), verdict(), SUPPORTED)
    told = tally.told()
    [rule] = told["rules"]
    assert told["findings"]["appear"] is None
    assert (rule["begins"], rule["then"], rule["groups"]) == (None, None, [])


def test_where_all_looks_are_of_fewer_than_four_people_only_that_something_changes_is_told():
    assert tallied((1, 2, 3), verdict(), SUPPORTED) == {"looked": 3, "is_same": False, "is_few": True}


def test_the_rules_of_a_dry_run_are_shown_with_title_facts_and_what_became_of_factors(desk, monkeypatch):
    monkeypatch.setattr("appraisal.diagnosis.small_groups.LEAST", 1)
    desk.table.open()
    desk.draft(*ALWAYS)
    desk.ask()
    desk.work()
    talks, _goals = desk.page().parts
    gate = next(rule for rule in talks.rules if rule.key == "G01")
    assert (gate.now, gate.then, gate.begins, gate.ceases) == (0, 1, 1, 0)
    assert gate.title == desk.pack.rules["G01"].title
    assert gate.facts == (desk.pack.facts["gap_ratio"].label,)
    assert [(each.change, each.count) for each in gate.groups] == [("begins", 1)]


def test_four_people_in_different_months_share_no_line():
    tally = Tally()
    for person in range(4):
        tally.add(seller(person, f"2017-0{person + 1}"), verdict(), SUPPORTED)
    assert tally.told()["rules"][0]["groups"] == []


def test_of_rules_over_restricted_facts_nothing_is_told():
    told = tallied(range(4), verdict(), SUPPORTED, hidden={"S01"})
    assert (told["rules"], told["untouched"]) == ([], 0)


def test_a_fact_stays_as_old_as_it_was():
    moved = moved_on(Fact(date(2017, 1, 1), "x", date(2017, 2, 1), "", date(2017, 3, 1)), timedelta(days=7))
    assert (moved.value, moved.on, moved.since) == (date(2017, 1, 8), date(2017, 2, 8), date(2017, 3, 8))


def test_a_fact_that_the_draft_does_not_know_is_left_out(pack):
    facts = {"gap_ratio": Fact(0.5), "no_longer_asked": Fact(True), "n_measured_periods": Fact("many")}
    assert set(fitting_facts(pack.schema, facts)) == {"gap_ratio"}


@pytest.fixture
def desk(app, table):
    """Nasrin of HR with a draft, and the worker."""
    return Desk(app, table)


class Desk:
    def __init__(self, app, table):
        self.app, self.table, self.store = app, table, table.store
        self.hr = table.company.actor("nasrin")
        self.pack = in_force(self.store, "diagnosis", DAY)

    def draft(self, old, new):
        text = self.pack.files[GATE].replace(old, new, 1).replace("version: 1", "version: 2", 1)
        assert text != self.pack.files[GATE]
        return packs.keep_draft(self.store, self.hr, KeepDraft("core", {GATE: text}), at=NOW)

    def ask(self):
        key = trying.ask_trial(self.store, self.hr, "core", at=NOW)
        self.store.commit()
        return key

    def work(self):
        Worker(self.app).work_off()

    def state(self, key):
        return self.store.get(Job, key, populate_existing=True)

    def page(self):
        return trying.trial_page(self.store, self.hr, "core", DAY)


ALWAYS = ("gap_ratio >=", "gap_ratio >= 0 or gap_ratio >=")


def test_a_draft_is_tried_over_talks_and_goals_and_may_be_published_then(desk):
    desk.table.open()
    desk.draft(*ALWAYS)
    key = desk.ask()
    desk.work()
    job = desk.state(key)
    assert (job.state, job.done_parts, job.all_parts) == ("done", 2, 2)
    talks, goals = desk.page().parts
    assert [(part.key, part.looked, part.is_same) for part in (talks, goals)] == [
        ("talks", 1, False),
        ("goals", 1, False),
    ]
    assert (talks.is_few, talks.rules, talks.factors, talks.outcomes) == (True, (), (), ())
    assert desk.page().tried_by == desk.hr.name
    assert desk.store.scalar(select(func.count(Evaluation.id))) == 1


def test_a_draft_with_other_words_changes_nothing_and_says_so(desk):
    desk.table.open()
    desk.draft("title:\n  en: ", "title:\n  en: Ours. ")
    desk.ask()
    desk.work()
    assert [(part.looked, part.is_same) for part in desk.page().parts] == [(1, True), (1, True)]


def test_a_number_that_holds_later_is_tried_as_of_that_day(desk):
    desk.table.open()
    since = DAY + timedelta(days=40)
    wish = SetNumber("core", "gap_met_from", since, Decimal("0.1"), "We agreed on it")
    packs.set_number(desk.store, desk.hr, wish, at=NOW)
    desk.ask()
    desk.work()
    page = desk.page()
    assert page.as_of == since
    assert not page.parts[0].is_same


def test_a_trial_is_of_exactly_one_draft(desk):
    desk.table.open()
    desk.draft(*ALWAYS)
    desk.ask()
    desk.work()
    desk.draft("gap_ratio >=", "gap_ratio >= 0.5 and gap_ratio >=")
    assert desk.page().parts == ()
    with pytest.raises(NotReady) as error:
        packs.publish(desk.store, desk.hr, PublishPack("core", "why"), at=NOW)
    assert "dry_run_missing" in set(error.value.objections.keys())


def test_a_draft_that_changes_while_it_waits_is_not_tried(desk):
    desk.draft(*ALWAYS)
    key = desk.ask()
    desk.draft("gap_ratio >=", "gap_ratio >= 0.5 and gap_ratio >=")
    desk.store.commit()
    desk.work()
    assert desk.state(key).state == "failed"
    assert desk.store.scalar(select(func.count(PackTrial.id))) == 0


def test_a_dry_run_that_was_stopped_keeps_nothing_and_goes_through_when_resumed(desk, monkeypatch):
    desk.table.open()
    desk.draft(*ALWAYS)
    key = desk.ask()
    real = trying_out.Trial.asked

    def stopped(self, *each):
        queue.stop(desk.store, desk.hr, key, at=NOW)
        desk.store.commit()
        monkeypatch.setattr(trying_out.Trial, "asked", real)
        return real(self, *each)

    monkeypatch.setattr(trying_out.Trial, "asked", stopped)
    desk.work()
    assert desk.state(key).state == "stopped"
    assert desk.store.scalar(select(func.count(PackTrial.id))) == 0
    desk.store.rollback()
    queue.resume(desk.store, desk.hr, key, at=NOW)
    desk.store.commit()
    desk.work()
    assert desk.state(key).state == "done"
    assert desk.page().parts[0].looked == 1


def test_the_size_of_the_batches_changes_nothing(desk, monkeypatch):
    agree_goal(desk.store, desk.table.company, "kian")
    measure(desk.store, desk.table.company.kian, (300,) * 6)
    desk.table.open()
    desk.draft(*ALWAYS)
    desk.ask()
    desk.work()
    whole = desk.page().parts
    monkeypatch.setattr(trying_out, "AT_ONCE", 1)
    desk.ask()
    desk.work()
    assert desk.page().parts == whole
    assert whole[1].looked == 2


def test_what_was_handed_over_is_not_tried(desk):
    key = desk.table.open()
    row = desk.store.scalars(select(Evaluation).where(Evaluation.diagnosis_id == key)).one()
    row.outcome = "handed_over"
    desk.draft(*ALWAYS)
    desk.ask()
    desk.work()
    assert desk.page().parts[0].looked == 0


def test_only_hr_has_a_draft_tried(desk):
    desk.draft(*ALWAYS)
    for name in ("sara", "omid", "vera"):
        with pytest.raises(NotAllowed):
            trying.ask_trial(desk.store, desk.table.company.actor(name), "core", at=NOW)


def test_a_draft_cannot_open_what_is_restricted(desk, pack):
    opened = replace(
        pack,
        schema=replace(
            pack.schema,
            facts={name: replace(spec, restricted=False) for name, spec in pack.schema.facts.items()},
        ),
    )
    trial = trying_out.Trial(pack, opened, pack, DAY)
    assert "health_disclosed" in trial.hidden_facts
    assert "G08" in trial.tally().hidden
    said = trial.asked(opened, {"health_disclosed": Fact(True, "channel", DAY)}, DAY)
    assert said.outcome is not Outcome.HANDED_OVER
