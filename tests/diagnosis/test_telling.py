"""A talk told in full, from what is kept: the same for the two, nothing for others, nothing of what needs a human."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.contest import About, AnswerContest, ContestFinding, ContestKey, ContestOutcome
from appraisal.diagnosis.domain import DiagnosisKey, RaiseMatter, Raises
from appraisal.diagnosis.models import Evaluation, PackEdition
from appraisal.kernel.refusals import NotAllowed, NotReady
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements

HINDERED = {"external_checklist_done": True, "input_quality_ok": False, "info_access_ok": False}
REASON = "The lists did come in time."


@pytest.fixture
def key(table):
    """A talk in which Sara said what stood in the way."""
    key = table.open()
    table.answer(key, "sara", **HINDERED)
    return key


def paper(table, key, who="sara"):
    return queries.diagnosis_paper(table.store, table.person(who), key, DAY)


def contest(table, key, about, name):
    wish = ContestFinding(DiagnosisKey(key), about, name, REASON)
    return operations.contest_finding(table.store, table.person("sara"), wish, pack=table.pack, at=table.at)


def hand_over(table):
    wish = RaiseMatter(Raises.HEALTH, "I would like to talk to somebody.")
    operations.raise_matter(table.store, table.person("sara"), wish, pack=table.pack, at=table.at)


def rules_of(told):
    return {rule["key"]: rule for rule in told["looks"][0]["rules"]}


def test_both_get_the_same_paper_as_plain_data(table, key):
    told = paper(table, key)
    assert told == paper(table, key, "omid")
    assert (told["kind"], told["shape"]) == ("appraisal_diagnosis", 1)
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("who", ["kian", "leila", "nasrin", "vera"])
def test_nobody_else_gets_it(table, key, who):
    with pytest.raises(NotAllowed):
        paper(table, key, who)
    with pytest.raises(NotAllowed):
        queries.talks_told(table.store, table.person(who), table.company.sara, DAY)


def test_every_rule_that_spoke_is_explained_with_its_facts_their_day_origin_and_author(table, key):
    told = paper(table, key)
    factors = told["looks"][0]["shown"]["factors"]
    spoke = {rule["key"] for each in factors for rule in (*each["speaks_for"], *each["speaks_against"])}
    assert spoke
    assert spoke <= set(rules_of(told))
    rule = next(
        one for one in rules_of(told).values() if [f["name"] for f in one["facts"]] == ["info_access_ok"]
    )
    (fact,) = rule["facts"]
    assert (fact["kind"], fact["origin"], fact["on"], fact["author"]) == (
        "no", "employee", DAY.isoformat(), "Sara Ahmadi",
    )  # fmt: skip
    assert (rule["answer"], rule["version"] > 0, bool(rule["source"]), bool(rule["condition"])) == (
        "yes", True, True, True,
    )  # fmt: skip
    assert set(rule["title"]) == {"en", "fa", "ru", "vi"}


def test_it_is_read_from_what_was_kept_and_not_from_the_rules_of_today(table, key):
    last = table.store.scalars(select(Evaluation).order_by(Evaluation.id.desc())).first()
    edition = table.store.scalars(select(PackEdition).where(PackEdition.sha256 == last.pack_sha256)).one()
    changed = json.loads(json.dumps(edition.content))
    for rule in changed["rules"].values():
        rule["title"] = dict.fromkeys(rule["title"], "As it was worded then")
    old = "0" * 63 + "1"
    table.store.add(
        PackEdition(
            sha256=old, name="core", version="0", language_version="kl/1", published_at=NOW, content=changed
        )
    )
    table.store.add(
        Evaluation(
            diagnosis_id=key, evaluated_at=NOW, as_of=DAY, pack_name="core", pack_version="0", pack_sha256=old,
            outcome=last.outcome, leading=last.leading, snapshot=last.snapshot, result=last.result,
        )
    )  # fmt: skip
    table.store.flush()
    told = paper(table, key)
    assert {rule["title"]["en"] for rule in rules_of(told).values()} == {"As it was worded then"}
    assert told["looks"][0]["pack_version"] == "0"


def test_while_a_talk_is_arranged_there_is_no_paper_and_no_look_in_the_export(table, key):
    hand_over(table)
    with pytest.raises(NotReady) as refused:
        paper(table, key)
    assert refused.value.objections.keys() == {"no_paper_while_arranged"}
    (told,) = queries.talks_told(table.store, table.person("omid"), table.company.sara, DAY)
    assert (told["looks"], told["said_by_employee"], told["contests"]) == ([], [], [])
    assert "health" not in json.dumps(told)


def test_a_contested_fact_is_told_with_its_value_its_reason_and_the_answer(table, key):
    contested = contest(table, key, About.FACT, "gap_ratio")
    wish = AnswerContest(ContestKey(contested), ContestOutcome.UPHELD, "Right, two invoices were missing.")
    operations.answer_contest(
        table.store, table.company.actor("leila"), wish, pack=table.pack, at=table.at + timedelta(minutes=1)
    )
    (told,) = paper(table, key)["contests"]
    assert (told["reason"], told["outcome"], told["answered_by"]) == (REASON, "upheld", "Leila Moradi")
    assert told["what"]["fact"]["number"] == pytest.approx(0.69, abs=0.01)


def test_a_contested_rule_is_explained_beside_those_that_spoke(table, key):
    spoke = next(iter(rules_of(paper(table, key))))
    contest(table, key, About.RULE, spoke)
    assert rules_of(paper(table, key))[spoke]["is_contested"]


def test_the_export_holds_every_look_the_newest_first(table, key):
    table.answer(key, "sara", authority_sufficient=False)
    (told,) = queries.talks_told(table.store, table.person("sara"), table.company.sara, DAY)
    moments = [look["evaluated_at"] for look in told["looks"]]
    assert len(moments) == 3
    assert moments == sorted(moments, reverse=True)
    assert {each["fact"] for each in told["said_by_employee"]} == {*HINDERED, "authority_sufficient"}


def behind(table, *keys):
    return queries.behind_conclusions(table.store, keys, DAY)


def test_behind_a_conclusion_stand_the_rules_about_what_was_concluded(table, key):
    table.conclude(key, "external_factors")
    rules = behind(table, key)[key]["rules"]
    assert rules
    assert all("external_factors" in {weight["factor"] for weight in rule["weights"]} for rule in rules)
    assert not {"condition", "remedy", "harms"} & set(rules[0])


def test_behind_a_conclusion_that_names_no_cause_stands_all_that_spoke(table, key):
    table.conclude(key)
    assert {rule["key"] for rule in behind(table, key)[key]["rules"]} <= set(rules_of(paper(table, key)))
    assert behind(table, key)[key]["rules"]


def test_nothing_stands_behind_what_is_not_concluded_or_waits_for_a_human(table, key):
    assert behind(table, key) == {}
    table.conclude(key, "external_factors")
    last = table.store.scalars(select(Evaluation).order_by(Evaluation.id.desc())).first()
    table.store.add(
        Evaluation(
            diagnosis_id=key, evaluated_at=NOW, as_of=date(2017, 12, 29), pack_name=last.pack_name,
            pack_version=last.pack_version, pack_sha256=last.pack_sha256, outcome="handed_over", leading=None,
            snapshot={}, result={"outcome": "handed_over"},
        )
    )  # fmt: skip
    table.store.flush()
    assert behind(table, key) == {}


def test_what_stands_behind_many_conclusions_takes_as_many_statements_as_behind_one(table, key):
    table.conclude(key, "external_factors")
    other = replace(table).open()
    table.answer(other, "sara", **HINDERED)
    table.conclude(other, "external_factors")
    behind(table, key)
    with counted_statements() as one:
        behind(table, key)
    with counted_statements() as two:
        found = behind(table, key, other)
    assert set(found) == {key, other}
    assert one.count == two.count == 3  # conclusions with their looks, newest outcomes, contests
