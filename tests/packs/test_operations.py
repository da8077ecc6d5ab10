"""Packs are drafted, tried, published and set aside."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from appraisal.app import create_app
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated
from appraisal.packs import operations
from appraisal.packs.domain import BringFiles, KeepDraft, PublishPack, ReturnTo, SetNumber
from appraisal.packs.drafts import find_draft
from appraisal.packs.models import PackEdition
from appraisal.packs.queries import edition_of, in_force, shelf
from appraisal.rulebook import Schema
from appraisal.storage.database import db
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements
from tests.packs.conftest import NUMBER, RULE, Desk


def refused(error):
    return error.value.objections.keys()


def test_the_core_is_in_force_until_somebody_publishes(desk):
    assert desk.now() is desk.core
    assert in_force(desk.store, "no such kind", DAY) is None


def test_what_hr_publishes_is_in_force_at_once_with_a_version_of_its_own(desk):
    desk.publish(desk.reworded())
    assert desk.now().rules["G01"].title["en"].startswith("Ours. ")
    assert desk.now().version == "1+1"
    desk.publish({**desk.reworded(), **desk.file(NUMBER, ("0.95", "0.9"))})
    assert desk.now().version == "1+2"
    assert desk.now().values_on(DAY)["gap_met_from"] == 0.9


def test_another_process_sees_a_publication_at_once(desk, app):
    other = create_app(app.config["APPRAISAL"])
    with other.app_context():
        assert in_force(db.session(), "diagnosis", DAY).version == "1"
        db.session.remove()
    desk.publish(desk.reworded())
    desk.store.commit()
    with other.app_context():
        assert in_force(db.session(), "diagnosis", DAY).rules["G01"].title["en"].startswith("Ours. ")
        db.session.remove()
        db.engine.dispose()


def test_asking_what_is_in_force_takes_one_small_statement_for_all_packs(desk):
    desk.publish(desk.reworded())
    desk.now()
    desk.store.commit()
    with counted_statements() as asked:
        assert desk.now() is desk.now()
        for kind in shelf().shipped:
            in_force(desk.store, kind, DAY)
    assert asked.count == 1


def test_what_was_asked_before_a_commit_is_asked_again(desk, app):
    desk.publish(desk.reworded())
    desk.store.commit()
    assert desk.now().version == "1+1"
    with app.app_context():
        elsewhere = Session(db.engine)
        other = Desk(elsewhere, desk.company, desk.hr, at=desk.at)
        other.publish({**desk.reworded(), **desk.file(NUMBER, ("0.95", "0.9"))})
        elsewhere.commit()
        elsewhere.close()
    desk.store.commit()
    assert desk.now().version == "1+2"


def test_a_day_before_the_publication_has_the_pack_of_that_day(desk):
    desk.publish(desk.reworded())
    assert in_force(desk.store, "diagnosis", DAY - timedelta(days=2)) is desk.core
    assert in_force(desk.store, "diagnosis", DAY).version == "1+1"


def test_a_draft_says_nothing_before_it_is_published(desk):
    desk.draft(desk.reworded())
    assert desk.now() is desk.core
    assert [each.key for each in desk.look().differences] == ["G01"]
    assert desk.look().differences[0].changes == ("texts",)


@pytest.mark.parametrize("name", ["sara", "omid", "vera"])
def test_only_hr_changes_the_rules(desk, name):
    actor = desk.company.actor(name)
    with pytest.raises(NotAllowed) as error:
        operations.keep_draft(desk.store, actor, KeepDraft("core", desk.reworded()), at=NOW)
    assert refused(error) == {"only_hr_keeps_rules"}


def test_a_publication_needs_a_reason_a_dry_run_and_something_new(desk):
    desk.draft({})
    with pytest.raises(NotReady) as error:
        operations.publish(desk.store, desk.hr, PublishPack("core", " "), at=NOW)
    assert refused(error) == {"publish_without_reason", "draft_changes_nothing", "dry_run_missing"}


def test_a_dry_run_counts_for_exactly_the_draft_that_was_tried(desk):
    desk.draft(desk.reworded())
    desk.tried()
    assert desk.look().facts.is_tried
    desk.draft({**desk.reworded(), **desk.file(NUMBER, ("0.95", "0.9"))})
    assert not desk.look().facts.is_tried


def test_changed_logic_under_the_same_version_is_refused_with_the_mend(desk):
    desk.draft(desk.stricter(version=1))
    assert "write version: 2" in str(desk.look().facts.unbumped[0])
    assert str(desk.look().facts.unbumped[0]).startswith("core/gates/G01-result-is-met.yaml:1:1")
    desk.tried()
    with pytest.raises(NotReady) as error:
        operations.publish(desk.store, desk.hr, PublishPack("core", "Why not"), at=NOW)
    assert refused(error) == {"draft_version_not_raised"}


def test_changed_logic_under_a_version_that_was_published_long_ago_is_refused_too(desk):
    desk.publish(desk.stricter())
    operations.return_to(desk.store, desk.hr, ReturnTo("core", 0, "It was too strict"), at=desk.at)
    other = desk.file(
        RULE, ("gap_ratio >=", "gap_ratio >= 0.6 and gap_ratio >="), ("version: 1", "version: 2")
    )
    desk.draft(other)
    assert "write version: 3" in str(desk.look().facts.unbumped[0])


def test_a_worked_case_that_comes_out_otherwise_is_refused(desk):
    desk.draft(desk.file(RULE, ("{gap_ratio: 1.1}, expect: yes", "{gap_ratio: 1.1}, expect: no")))
    desk.tried()
    assert "expected no, got yes" in str(desk.look().facts.failing[0])
    with pytest.raises(NotReady) as error:
        operations.publish(desk.store, desk.hr, PublishPack("core", "Because"), at=NOW)
    assert refused(error) == {"draft_case_fails"}


def test_a_broken_draft_is_kept_and_named_with_its_place_but_never_published(desk):
    desk.draft(desk.file(RULE, ("gap_ratio >=", "gap_rato >=")))
    assert "did you mean 'gap_ratio'?" in str(desk.look().facts.problems[0])
    with pytest.raises(NotReady) as error:
        operations.publish(desk.store, desk.hr, PublishPack("core", "Because"), at=NOW)
    assert "draft_is_broken" in refused(error)
    assert desk.now() is desk.core


def test_a_draft_without_a_number_that_the_service_needs_is_refused(desk):
    desk.draft(desk.file("parameters/peers_needed.yaml", ("from: 2000-01-01", "from: 2999-01-01")))
    assert any("peers_needed" in str(each) for each in desk.look().facts.failing)


def test_a_pack_must_know_every_fact_that_a_form_asks_for(desk):
    known = {name: spec for name, spec in desk.core.facts.items() if name != "external_checklist_done"}
    poorer = replace(desk.core, schema=Schema(known))
    asked = [str(each) for each in shelf().demands["diagnosis"](poorer, "core")]
    assert asked
    assert all("forms/" in each and "external_checklist_done" in each for each in asked)
    assert list(shelf().demands["diagnosis"](desk.core, "core")) == []


def test_setting_aside_goes_back_to_the_software_and_keeps_what_was(desk):
    first = desk.publish(desk.reworded())
    key = operations.return_to(
        desk.store, desk.hr, ReturnTo("core", 0, "The old words were clearer"), at=desk.at
    )
    assert desk.now().rules["G01"].title == desk.core.rules["G01"].title
    assert desk.now().version == "1+2"
    kept = desk.store.get_one(PackEdition, first)
    assert edition_of(desk.store, kept.sha256)["rules"]["G01"]["title"]["en"].startswith("Ours. ")
    back = operations.return_to(desk.store, desk.hr, ReturnTo("core", 1, "After all"), at=desk.at)
    assert desk.now().rules["G01"].title["en"].startswith("Ours. ")
    assert [line.verb for line in lines_of(desk.store, "pack_edition", back)] == ["pack_published"]
    assert lines_of(desk.store, "pack_edition", key)[0].details["reason"] == "The old words were clearer"


def test_going_back_to_what_is_in_force_changes_nothing(desk):
    with pytest.raises(NotReady) as error:
        operations.return_to(desk.store, desk.hr, ReturnTo("core", 0, "Just so"), at=NOW)
    assert refused(error) == {"edition_in_force_already"}
    with pytest.raises(NotFound):
        operations.return_to(desk.store, desk.hr, ReturnTo("core", 7, "Just so"), at=NOW)


def test_two_who_work_on_the_draft_at_once_notice(desk):
    desk.draft(desk.reworded())
    seen = desk.look().version
    desk.draft(desk.stricter())
    with pytest.raises(Outdated):
        desk.draft(desk.reworded(), seen_version=seen)
    with pytest.raises(Outdated):
        operations.publish(desk.store, desk.hr, PublishPack("core", "Why"), seen_version=seen, at=NOW)
    with pytest.raises(Outdated):
        operations.throw_away(desk.store, desk.hr, "core", seen_version=seen, at=NOW)


def test_a_draft_that_is_thrown_away_leaves_what_is_in_force(desk):
    desk.publish(desk.reworded())
    desk.draft(desk.stricter())
    operations.throw_away(desk.store, desk.hr, "core", at=NOW)
    assert find_draft(desk.store, "core") is None
    assert desk.now().version == "1+1"
    with pytest.raises(NotFound):
        operations.throw_away(desk.store, desk.hr, "core", at=NOW)


def test_files_that_equal_the_core_are_no_change(desk):
    desk.draft({RULE: desk.core.files[RULE], "pack.yaml": "version: 9\n"})
    assert desk.look().overlay == {}


@pytest.mark.parametrize(
    "name",
    [
        "../G01.yaml",
        "/etc/G01.yaml",
        "gates/G01.txt",
        "gates/.G01.yaml",
        "a/b/c/d.yaml",
        "G01.yaml",
        "gates\\G.yaml",
    ],
)
def test_a_file_that_is_none_of_a_pack_is_refused(desk, name):
    with pytest.raises(NotReady) as error:
        desk.draft({name: "version: 1"})
    assert refused(error) == {"file_not_of_a_pack"}


def test_files_from_outside_join_the_draft_and_lose_nothing(desk):
    desk.draft(desk.reworded())
    operations.bring_files(
        desk.store, desk.hr, BringFiles("core", desk.file(NUMBER, ("0.95", "0.9"))), at=NOW
    )
    assert set(desk.look().overlay) == {RULE, NUMBER}


def test_a_new_number_is_a_new_line_and_the_old_one_stays(desk):
    wish = SetNumber(
        "core", "gap_met_from", date(2018, 1, 1), Decimal("0.90"), "Works agreement of 12 December"
    )
    operations.set_number(desk.store, desk.hr, wish, at=NOW)
    desk.tried()
    operations.publish(desk.store, desk.hr, PublishPack("core", "Agreed with the works council"), at=NOW)
    number = desk.now().parameters["gap_met_from"]
    assert [(each.since, each.value) for each in number.values] == [
        (date(2000, 1, 1), 0.95),
        (date(2018, 1, 1), 0.9),
    ]
    assert number.on(DAY) == 0.95
    assert number.values[1].source == "Works agreement of 12 December"


def test_a_number_needs_a_source_and_a_free_day(desk):
    wish = SetNumber("core", "gap_met_from", date(2000, 1, 1), Decimal("0.9"), " ")
    with pytest.raises(NotReady) as error:
        operations.set_number(desk.store, desk.hr, wish, at=NOW)
    assert refused(error) == {"number_without_source", "number_day_taken"}
    with pytest.raises(NotFound):
        operations.set_number(desk.store, desk.hr, SetNumber("core", "nothing", DAY, Decimal(1), "x"), at=NOW)


@pytest.mark.parametrize("statement", ["UPDATE pack_edition SET reason = 'x'", "DELETE FROM pack_edition"])
def test_an_edition_is_never_changed(desk, statement):
    desk.publish(desk.reworded())
    desk.store.commit()
    with pytest.raises(DatabaseError, match="never changed"):
        desk.store.execute(text(statement))
    desk.store.rollback()
