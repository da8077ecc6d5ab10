"""HR writes rules on pages without scripts: nothing typed is lost, and every look says what comes out."""

from __future__ import annotations

import re
from html import unescape

import pytest

from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated
from appraisal.packs.domain import AddRule, KeepDraft, KeepRule, PublishPack, UndoRule
from appraisal.packs.operations import keep_draft, publish, working_overlay
from appraisal.packs.rule_drafts import add_rule, keep_rule, undo_rule, working_rule
from appraisal.packs.writing import fields_of
from tests.conftest import DAY
from tests.factories.statements import counted_statements
from tests.packs.conftest import RULE

AREA = "/rules/packs/core/draft"
CORE = "/rules/packs/core"
E01 = "external_factors/E01-inputs-short-work-done.yaml"
LOWER = ("input_supply_ratio < inputs_short_below", "input_supply_ratio < 0.7")


def keep(desk, rule, text, seen="", actor=None):
    return keep_rule(desk.store, actor or desk.hr, KeepRule("core", rule, text, seen), DAY, at=desk.at)


def fields_in(page):
    """What a browser would send from the sheet."""
    form = page[page.index('class="editing"') : page.index("</form>", page.index('class="editing"'))]
    sent = {
        name: unescape(text).removeprefix("\r\n").removeprefix("\n")
        for name, text in re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S)
    }
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            sent[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"|<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        sent[name] = (chosen[1] or chosen[2] or "") if chosen else first[1] if first else ""
    return sent


@pytest.fixture
def client(desk, app):
    desk.store.commit()
    return desk.company.client(app, "nasrin")


@pytest.fixture
def sheet(client):
    return lambda rule="E01": fields_in(client.get(f"{AREA}/rules/{rule}").get_data(as_text=True))


def test_only_hr_writes_rules(desk):
    for act in (
        lambda actor: keep(desk, "E01", "version: 1", actor=actor),
        lambda actor: add_rule(desk.store, actor, AddRule("core", "gates", "G99", "x"), at=desk.at),
        lambda actor: undo_rule(desk.store, actor, UndoRule("core", "E01"), at=desk.at),
    ):
        with pytest.raises(NotAllowed):
            act(desk.company.actor("sara"))


def test_changed_logic_gets_the_next_version_by_itself_and_the_draft_can_be_published(desk):
    text = (
        desk.core.files[E01].replace(*LOWER).replace("input_supply_ratio: 0.79", "input_supply_ratio: 0.69")
    )
    keep(desk, "E01", text)
    assert desk.look().pack.rules["E01"].version == 2
    assert desk.look().facts.unbumped == desk.look().facts.failing == ()
    desk.tried()
    publish(desk.store, desk.hr, PublishPack("core", "Our supply is measured otherwise"), at=desk.at)
    assert desk.now().rules["E01"].version == 2
    keep(desk, "E01", desk.now().files[E01].replace("0.7 ", "0.72 "))
    assert desk.look().pack.rules["E01"].version == 3


def test_going_back_to_the_logic_in_force_goes_back_to_its_version(desk):
    keep(desk, "E01", desk.core.files[E01].replace(*LOWER))
    keep(desk, "E01", desk.core.files[E01].replace("plan practice", "own practice"))
    assert desk.look().pack.rules["E01"].version == 1


def test_of_two_people_at_one_rule_the_later_one_is_told_and_two_rules_do_not_meet(desk):
    seen = working_rule(desk.store, "core", "E01").seen
    other = working_rule(desk.store, "core", "G01").seen
    keep(desk, "E01", desk.core.files[E01].replace(*LOWER), seen)
    keep(desk, "G01", desk.core.files[RULE] + "\n", other)
    assert set(working_overlay(desk.store, "core")) == {E01, RULE}
    with pytest.raises(Outdated):
        keep(desk, "E01", desk.core.files[E01], seen)


def test_what_cannot_be_read_is_kept_as_typed_and_named(desk):
    keep(desk, "E01", "version: 1\nwhen: not (\n")
    assert working_overlay(desk.store, "core")[E01] == "version: 1\nwhen: not (\n"
    assert {problem.path for problem in desk.look().facts.problems} == {f"core/{E01}"}


def test_a_rule_is_checked_while_its_neighbours_are_broken(desk, client):
    keep_draft(desk.store, desk.hr, KeepDraft("core", {RULE: "broken"}), at=desk.at)
    desk.store.commit()
    assert "every worked case comes out" in client.get(f"{AREA}/rules/E01").get_data(as_text=True)


def test_a_begun_rule_stands_in_the_draft_and_goes_out_of_it_again(desk):
    wish = AddRule("core", "gates", "G90", "our-own")
    add_rule(desk.store, desk.hr, wish, at=desk.at)
    assert wish.file in working_overlay(desk.store, "core")
    assert not working_rule(desk.store, "core", "G90").now
    undo_rule(desk.store, desk.hr, UndoRule("core", "G90"), at=desk.at)
    assert working_overlay(desk.store, "core") == {}
    with pytest.raises(NotFound):
        working_rule(desk.store, "core", "G90")


@pytest.mark.parametrize(
    ("folder", "rule", "slug", "reason"),
    [
        ("gates", "G01", "again", "rule_id_taken"),
        ("gates", "1x", "again", "rule_id_unfit"),
        ("gates", "../x", "again", "rule_id_unfit"),
        ("gates", "G91", "../x", "rule_slug_unfit"),
        ("facts", "G91", "x", "rule_folder_unknown"),
        ("elsewhere", "G91", "x", "rule_folder_unknown"),
    ],
)
def test_a_rule_begins_only_under_a_number_of_its_own_among_other_rules(desk, folder, rule, slug, reason):
    with pytest.raises(NotReady) as refused:
        add_rule(desk.store, desk.hr, AddRule("core", folder, rule, slug), at=desk.at)
    assert reason in {each.key for each in refused.value.objections}


def test_undoing_puts_back_what_the_organisation_published(desk):
    desk.publish(desk.reworded())
    keep(desk, "G01", "nonsense")
    undo_rule(desk.store, desk.hr, UndoRule("core", "G01"), at=desk.at)
    assert working_overlay(desk.store, "core") == dict(desk.reworded())


def test_a_sheet_sent_as_it_came_changes_nothing_for_any_rule(desk, client, sheet):
    for rule in ("E01", "G01", "A01", "G13"):
        assert client.post(f"{AREA}/rules/{rule}", data=sheet(rule)).status_code == 303
    desk.store.rollback()
    after = desk.look().pack
    assert {rule: each.logic_digest for rule, each in after.rules.items()} == {
        rule: each.logic_digest for rule, each in desk.core.rules.items()
    }
    assert after.rules["E01"].texts_digest == desk.core.rules["E01"].texts_digest
    assert desk.look().differences == ()


def test_a_threshold_is_changed_checked_and_kept_without_scripts(desk, client, sheet):
    typed = {**sheet(), "when": "input_supply_ratio < 0.7 and activity_ratio >= activity_nearly_full_from"}
    page = client.post(f"{AREA}/rules/E01/checks", data=typed).get_data(as_text=True)
    assert "it becomes version 2" in page
    assert page.count("waits waits--long") == 1
    assert working_rule(desk.store, "core", "E01").text == desk.core.files[E01]
    assert client.post(f"{AREA}/rules/E01", data=typed).status_code == 303
    desk.store.rollback()
    assert "version: 2" in working_rule(desk.store, "core", "E01").text


def test_a_look_as_one_types_is_answered_with_its_part_alone(client, sheet):
    typed = {**sheet(), "when": "input_suply_ratio < 0.7"}
    page = client.post(f"{AREA}/rules/E01/checks", data=typed, headers={"HX-Request": "true"}).get_data(
        as_text=True
    )
    assert "<html" not in page
    assert "did you mean &#39;input_supply_ratio&#39;?" in page
    assert "Line 1, letter 1:" in page


def test_what_no_fields_can_hold_opens_as_a_file(desk, client):
    keep(desk, "E01", desk.core.files[E01].replace("status: active", "status: active  # since spring"))
    desk.store.commit()
    assert client.get(f"{AREA}/rules/E01").headers["Location"].endswith("/rules/E01/file")
    page = client.get(f"{AREA}/rules/E01/file").get_data(as_text=True)
    assert "# since spring" in page
    assert "says more than the fields can hold" in page


def test_a_file_is_kept_as_typed_with_the_version_it_needs(desk, client):
    text = desk.core.files[E01].replace(*LOWER) + "# a remark\n"
    page = client.post(f"{AREA}/rules/E01/file/checks", data={"text": text}).get_data(as_text=True)
    assert "it becomes version 2" in page
    assert client.post(f"{AREA}/rules/E01/file", data={"text": text}).status_code == 303
    desk.store.rollback()
    assert working_rule(desk.store, "core", "E01").text == text.replace("version: 1", "version: 2", 1)


def test_an_empty_sheet_is_kept_with_nothing_asked(desk, client):
    answer = client.post(f"{AREA}/rules/", data={"folder": "gates", "rule": "G90", "slug": "our-own"})
    assert answer.headers["Location"].endswith("/draft/rules/G90")
    page = client.get(f"{AREA}/rules/G90").get_data(as_text=True)
    assert "A new rule: version 1." in page
    assert client.post(f"{AREA}/rules/G90", data=fields_in(page)).status_code == 303
    desk.store.rollback()
    assert "status: draft" in working_rule(desk.store, "core", "G90").text


def test_the_list_beside_the_condition_offers_facts_values_and_numbers_by_label(client):
    page = client.get(f"{AREA}/rules/E01?lang=fa").get_data(as_text=True)
    assert 'data-insert="tools_available"' in page
    assert 'data-insert="&#39;missing&#39;"' in page
    assert 'data-insert="inputs_short_below"' in page
    assert 'data-words="موانع باز obstacle_open_count"' in page


def test_a_new_case_is_told_with_fitting_inputs_and_expects_what_came_out(desk, client):
    page = client.get(f"{AREA}/rules/E01/cases/new").get_data(as_text=True)
    assert 'name="fact-input_supply_ratio"' in page
    told = {
        "name": "a third came, all was done",
        "fact-input_supply_ratio": "0.33",
        "fact-activity_ratio": "۱",
    }
    tried = client.post(f"{AREA}/rules/E01/cases/checks", data=told, headers={"HX-Request": "true"})
    assert "It applies" in tried.get_data(as_text=True)
    assert client.post(f"{AREA}/rules/E01/cases", data=told).status_code == 303
    desk.store.rollback()
    fields = fields_of(working_rule(desk.store, "core", "E01").text)
    assert fields is not None
    last = fields.cases[-1]
    assert (last.name, last.given, last.expect) == (
        told["name"], "input_supply_ratio: 0.33, activity_ratio: 1", "yes"
    )  # fmt: skip


def test_a_case_with_a_value_that_cannot_be_is_named_and_not_kept(desk, client):
    told = {"name": "too much", "fact-input_supply_ratio": "plenty"}
    answer = client.post(f"{AREA}/rules/E01/cases", data=told)
    assert answer.status_code == 422
    assert "is a number, not &#39;plenty&#39;" in answer.get_data(as_text=True)
    assert 'value="plenty"' in answer.get_data(as_text=True)
    assert working_rule(desk.store, "core", "E01").text == desk.core.files[E01]


def test_a_case_waits_until_the_condition_can_be_read(desk, client):
    keep(desk, "E01", desk.core.files[E01].replace(LOWER[0], "not ("))
    desk.store.commit()
    assert client.get(f"{AREA}/rules/E01/cases/new").status_code == 422


def test_the_pages_lead_hr_to_the_editor(desk, client):
    keep(desk, "E01", desk.core.files[E01].replace("plan practice", "own practice"))
    desk.store.commit()
    door = f'href="{AREA}/rules/E01"'
    assert door in client.get(f"{CORE}/E01").get_data(as_text=True)
    assert door in client.get(AREA).get_data(as_text=True)


def test_nobody_else_is_led_to_the_editor_or_let_in(desk, app):
    desk.store.commit()
    sara = desk.company.client(app, "sara")
    page = sara.get(f"{CORE}/E01").get_data(as_text=True)
    assert "Worked cases" in page
    assert f"{AREA}/rules" not in page
    assert sara.get(f"{AREA}/rules/E01").status_code == 403


def test_every_rule_that_ships_opens_as_fields(desk, client):
    found = {rule: client.get(f"{AREA}/rules/{rule}").status_code for rule in desk.core.rules}
    assert {rule: status for rule, status in found.items() if status != 200} == {}


def test_a_look_asks_the_database_a_constant_number_of_times(desk, client, sheet):
    typed = sheet()
    longer = {**typed, **{f"case-{at}-name": f"story {at}" for at in range(40)}}
    counts = []
    for body in (typed, typed, longer):
        with counted_statements() as statements:
            client.post(f"{AREA}/rules/E01/checks", data=body, headers={"HX-Request": "true"})
        counts.append(len(statements.texts))
    assert counts[1] == counts[2] <= 12


def test_no_door_of_the_draft_leads_to_a_rule_that_is_not_in_force_yet(desk, client):
    whole = desk.core.files[RULE].replace("version: 1", "version: 1\n# a rule of our own", 1)
    overlay = {"gates/G90-our-own.yaml": whole}
    keep_draft(desk.store, desk.hr, KeepDraft("core", overlay), at=desk.at)
    desk.store.commit()
    page = client.get(AREA).get_data(as_text=True)
    assert "new rule" in page
    assert f'href="{CORE}/G90"' not in page
    assert f'href="{AREA}/rules/G90"' in page
