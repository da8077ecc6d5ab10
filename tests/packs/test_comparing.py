"""What differs between two editions, by digests."""

from appraisal.packs.comparing import State, differences
from appraisal.packs.queries import comparison_page, edition_page, editions_page, texts_of
from appraisal.rulebook import read_pack
from tests.packs.conftest import RULE

LOAD = "parameters/overload_above.yaml"


def changes(found):
    return {(each.what, each.key): each.changes for each in found}


def test_logic_words_numbers_and_new_rules_are_told_apart(desk):
    first = desk.publish(desk.reworded())
    second = desk.publish(
        {
            **desk.stricter(),
            **desk.file(LOAD, ("1.2", "1.25")),
            "gates/G90-ours.yaml": desk.core.files[RULE],
        }
    )
    page = comparison_page(desk.store, desk.company.actor("sara"), "core", first, second)
    assert changes(page.differences) == {
        ("rule", "G01"): ("logic", "texts"),
        ("rule", "G90"): ("added",),
        ("number", "overload_above"): ("other",),
    }
    number = page.differences[-1]
    assert (number.before, number.after) == ("1.2", "1.25")
    assert changes(comparison_page(desk.store, desk.hr, "core", second, first).differences)[
        "rule", "G90"
    ] == ("removed",)


def test_other_cases_alone_are_said_to_be_just_that(desk):
    desk.draft(desk.file(RULE, ("the goal was passed", "the goal was surpassed")))
    assert changes(desk.look().differences) == {("rule", "G01"): ("other",)}


def test_a_rule_that_is_switched_off_is_said_to_be(desk):
    desk.draft(desk.file(RULE, ("status: active", "status: retired")))
    assert changes(desk.look().differences) == {("rule", "G01"): ("status",)}


def test_an_edition_kept_before_there_were_digests_is_compared_by_its_texts(desk):
    core, ours = texts_of(desk.core), texts_of(read_pack({**desk.core.files, **desk.reworded()}, "core"))
    assert differences(State({}, core, {}), State({}, core, {})) == ()
    assert changes(differences(State({}, core, {}), State({}, ours, {}))) == {("rule", "G01"): ("texts",)}


def test_an_edition_says_what_it_changed_and_offers_the_way_back_to_hr_alone(desk):
    first = desk.publish(desk.reworded())
    second = desk.publish(desk.stricter())
    page = edition_page(desk.store, desk.hr, "core", second)
    assert page.before.key == first
    assert page.files == (RULE,)
    assert not page.may_return
    assert edition_page(desk.store, desk.hr, "core", first).may_return
    assert not edition_page(desk.store, desk.company.actor("sara"), "core", first).may_return
    assert editions_page(desk.store, desk.company.actor("sara"), "core").in_force == second
