"""How the rules did, in counts that give nobody away."""

from __future__ import annotations

import importlib.util
from datetime import date

import pytest
from sqlalchemy import select

from appraisal.app import MIGRATIONS
from appraisal.checkins.models import CheckIn, CheckInUse
from appraisal.diagnosis.models import (
    Diagnosis,
    DiagnosisContest,
    Evaluation,
    FollowUp,
    RuleFiring,
)
from appraisal.diagnosis.small_groups import Crowd, cell, cells
from appraisal.diagnosis.statistics import figures_of_rule, statistics_page
from appraisal.kernel.refusals import NotAllowed
from appraisal.packs.operations import keep_edition
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements

PEOPLE = ("sara", "kian", "omid", "leila", "nasrin", "vera")
RULE = "S01"


def test_nought_is_told_and_few_people_are_not():
    assert [cell(0, 0), cell(3, 3), cell(9, 3), cell(4, 4)] == [0, None, None, 4]


def test_of_a_small_whole_not_even_a_nought_is_told():
    of_three = {"yes": (0, 0), "partly": (1, 1), "no": (2, 2)}
    assert cells(of_three) == {"yes": None, "partly": None, "no": None}
    assert cells({"yes": (5, 5), "partly": (1, 1), "no": (0, 0)}) == {"yes": 5, "partly": None, "no": 0}
    assert cells({"yes": (0, 0), "no": (0, 0)}) == {"yes": 0, "no": 0}
    assert cells({"fired": (6, 3), "overridden": (0, 0)}, 3) == {"fired": None, "overridden": None}


def test_a_crowd_counts_talks_and_looks_at_people():
    crowd = Crowd[str]()
    for person in (1, 1, 1, 1, 2, 3):
        crowd.add("x", person)
    assert (crowd.told("x"), crowd.told("y")) == (None, 0)
    crowd.add("x", 4)
    assert (crowd.told("x"), crowd.by_count()) == (7, ["x"])


class Book:
    """Concluded talks of six people, written down as the conclusion would."""

    def __init__(self, table):
        self.table, self.store = table, table.store
        keep_edition(self.store, table.pack, at=NOW)
        self.rule = table.pack.rules[RULE]

    def talk(self, name, *, overridden=False, advised=True, version=None, logic=None):
        employee = getattr(self.table.company, name)
        talk = Diagnosis(
            employee_id=employee, goal_id=self.table.goal, opened_by_id=self.table.company.omid, opened_at=NOW
        )
        self.store.add(talk)
        self.store.flush()
        self.store.add(
            RuleFiring(
                diagnosis_id=talk.id, pack_name="core", rule=RULE, version=version or self.rule.version,
                logic=logic or self.rule.logic_digest, overridden=overridden, advised=advised,
            )
        )  # fmt: skip
        self.store.flush()
        return talk

    def help(self, talk, helped, *, by_manager=False):
        author = self.table.company.omid if by_manager else talk.employee_id
        self.store.add(FollowUp(diagnosis_id=talk.id, author_id=author, written_at=NOW, helped=helped))
        self.store.flush()

    def contest(self, talk, outcome=None):
        look = Evaluation(
            diagnosis_id=talk.id, evaluated_at=NOW, as_of=DAY, pack_name="core", pack_version="1",
            pack_sha256=self.table.pack.sha256, outcome="more_info", snapshot={}, result={},
        )  # fmt: skip
        self.store.add(look)
        self.store.flush()
        self.store.add(
            DiagnosisContest(
                diagnosis_id=talk.id, evaluation_id=look.id, about="rule", name=RULE, reason="No",
                raised_by_id=talk.employee_id, raised_at=NOW, due_on=DAY, outcome=outcome,
            )
        )  # fmt: skip
        self.store.flush()

    def page(self, name="nasrin"):
        return statistics_page(self.store, self.table.company.actor(name), "core", DAY)

    def line(self):
        [found] = self.page().rules
        return found


@pytest.fixture
def book(table):
    return Book(table)


def test_a_rule_is_counted_by_version_with_what_the_two_made_of_it(book):
    for name in PEOPLE:
        book.talk(name, overridden=name not in ("sara", "kian"))
    line = book.line()
    assert (line.key, line.version, line.is_today) == (RULE, book.rule.version, True)
    assert (line.figures["fired"], line.figures["overridden"]) == (6, 4)
    assert line.share == pytest.approx(4 / 6)


def test_a_count_of_fewer_than_four_people_is_not_told_and_no_share_either(book):
    for name in ("sara", "sara", "sara", "kian", "omid", "leila"):
        book.talk(name, overridden=name == "sara")
    line = book.line()
    assert (line.figures["fired"], line.figures["overridden"], line.share) == (6, None, None)


def test_other_logic_under_the_same_id_is_counted_apart(book):
    book.talk("sara")
    book.talk("kian", version=7, logic="other")
    assert [(each.version, each.is_today) for each in book.page().rules] == [
        (7, False),
        (book.rule.version, True),
    ]


def test_a_rule_that_is_often_overridden_is_listed_for_review(book):
    for name in PEOPLE + PEOPLE[:4]:
        book.talk(name, overridden=name in PEOPLE[:5])
    assert [each.key for each in book.page().review] == [RULE]


@pytest.mark.parametrize(
    ("talks", "against"),
    [(PEOPLE + PEOPLE[:3], PEOPLE), (PEOPLE + PEOPLE[:4], (*PEOPLE[:2], "vera"))],
    ids=["fewer firings than the number", "not over the share"],
)
def test_a_rule_that_spoke_seldom_or_is_seldom_overridden_is_not_listed(book, talks, against):
    for name in talks:
        book.talk(name, overridden=name in against)
    assert book.page().review == ()


def test_exactly_the_share_is_not_more_than_the_share(book):
    names = PEOPLE + PEOPLE[:4]
    for place, name in enumerate(names):
        book.talk(name, overridden=place < 4)
    assert book.line().share == pytest.approx(0.4)
    assert book.page().review == ()


def test_whether_advice_helped_is_told_from_both_sides(book):
    for name in PEOPLE:
        talk = book.talk(name)
        book.help(talk, "yes")
        if name != "omid":
            book.help(talk, "no", by_manager=True)
    figures = book.line().figures
    assert (figures["employee_yes"], figures["manager_no"]) == (6, 5)
    assert (figures["employee_no"], figures["manager_yes"]) == (0, 0)


def test_advice_that_nobody_took_up_is_not_judged(book):
    for name in PEOPLE:
        book.help(book.talk(name, advised=False), "yes")
    assert book.line().figures["employee_yes"] == 0


def test_contests_are_counted_with_their_answers(book):
    for name in PEOPLE:
        book.contest(book.talk(name), "upheld" if name in PEOPLE[:4] else None)
    figures = book.line().figures
    assert (figures["contested"], figures["contest_upheld"], figures["contest_stands"]) == (6, 4, 0)
    assert figures["contest_open"] is None


def test_the_page_of_a_rule_shows_the_same_figures_to_hr_and_nothing_to_others(book):
    for name in PEOPLE:
        book.talk(name)
    company = book.table.company
    [version] = figures_of_rule(book.store, company.actor("nasrin"), "core", RULE, DAY)
    assert {each.key: each.count for each in version.figures} == dict(book.line().figures)
    assert figures_of_rule(book.store, company.actor("sara"), "core", RULE, DAY) == ()


def test_no_more_statements_for_more_talks(book):
    book.contest(book.talk("sara"))
    book.page()
    with counted_statements() as few:
        book.page()
    for name in PEOPLE * 3:
        talk = book.talk(name, version=3, logic=name)
        book.help(talk, "yes")
        book.contest(talk)
    with counted_statements() as many:
        book.page()
    assert few.count == many.count


@pytest.mark.parametrize("name", ["sara", "omid", "leila"])
def test_only_hr_and_the_auditor_read_the_figures(book, name):
    with pytest.raises(NotAllowed):
        book.page(name)


def test_what_people_say_of_their_talks_is_counted_for_a_year_and_never_of_few(book):
    company, store = book.table.company, book.store
    for place, name in enumerate((*PEOPLE, "sara")):
        talk = CheckIn(
            employee_id=company.sara,
            manager_id=company.omid,
            starts_at=NOW,
            booked_by_id=company.omid,
            held_at=NOW,
        )
        store.add(talk)
        store.flush()
        old = place == 6
        store.add(
            CheckInUse(
                checkin_id=talk.id, employee_id=getattr(company, name), useful="yes" if place < 4 else "no",
                said_at=NOW.replace(year=2015) if old else NOW,
            )
        )  # fmt: skip
    store.flush()
    assert book.page().useful == {"yes": 4, "partly": 0, "no": None}


def test_the_numbers_come_from_the_pack(book):
    page = book.page()
    values = book.table.pack.values_on(date(2017, 12, 29))
    assert (page.override_share, page.firings_needed) == (
        values["review_overridden_from"],
        values["review_firings_from"],
    )


def test_what_was_concluded_before_there_were_figures_is_counted_the_same_way(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, tools_available="missing", info_access_ok=False)
    table.conclude(key, "external_factors")
    place = MIGRATIONS / "versions" / "2026_11_22_rule_figures.py"
    spec = importlib.util.spec_from_file_location("rule_figures", place)
    step = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(step)

    table.store.flush()
    written = _figures(table.store)
    step.count_concluded(table.store.connection())

    assert written
    assert _figures(table.store) == sorted(written * 2)


def _figures(store):
    rows = store.scalars(select(RuleFiring).execution_options(populate_existing=True))
    return sorted((row.rule, row.version, row.logic, row.overridden, row.advised) for row in rows)
