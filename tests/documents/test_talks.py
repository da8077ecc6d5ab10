"""A talk on paper, and what a signed review keeps of it: readable in four languages, for the two alone."""

import io
import json

import pikepdf
import pytest

from appraisal.documents.press import print_appraisal, print_talk
from appraisal.documents.wording import WORDS
from appraisal.i18n.languages import LANGUAGES, Calendar
from appraisal.reviews.domain import Side
from appraisal.reviews.schemas import text_of
from appraisal.storage.database import db
from tests.diagnosis.conftest import BEHIND, agree_goal, measure
from tests.documents.example import NAMES, signed_review
from tests.documents.test_press import A4, text_layer, types_in
from tests.factories.example_talk import behind, contests_in, told

_printed: dict[str, bytes] = {}


def printed(language: str) -> bytes:
    """The example on paper, printed once for all tests."""
    if language not in _printed:
        _printed[language] = print_talk(told(language), language, LANGUAGES[language].calendar)
    return _printed[language]


def opened(paper: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(paper))


def review(language: str, *, with_behind: bool) -> bytes:
    """A signed review as it is signed now, or as it was before."""
    signed = signed_review(language)
    if with_behind:
        signed["shape"] = 2
        signed["findings"][0]["behind"] = behind(language)
    return print_appraisal(signed, language, LANGUAGES[language].calendar, is_cut=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_a4_tagged_and_says_its_language_and_title(language):
    with opened(printed(language)) as paper:
        assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in paper.pages} == {A4}
        assert str(paper.Root.Lang) == language
        assert NAMES[language] in str(paper.docinfo["/Title"])
        found = types_in(paper.Root.StructTreeRoot, [])
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/L"} <= set(found)
        assert found.count("/H1") == 1
        assert "pdfuaid" in paper.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_talk_gives_the_same_bytes(language):
    assert print_talk(told(language), language, LANGUAGES[language].calendar) == printed(language)


@pytest.mark.parametrize("language", ["en", "ru", "vi"])
def test_every_rule_that_spoke_has_a_block_with_its_source_its_version_and_its_facts(language):
    text = " ".join(text_layer(printed(language)).split())
    rules = told(language)["looks"][0]["rules"]
    assert len(rules) >= 5
    for rule in rules:
        assert rule["title"][language] in text
        assert f"{rule['key']} ·" in text
        assert rule["condition"].split()[0] in text


def test_values_days_origins_and_authors_stand_beside_each_fact():
    text = " ".join(text_layer(printed("en")).split())
    for expected in (
        "Inputs received against plan: 55%",
        "the employee’s answer, Sara Ahmadi · 29 Dec 2017",
        "said on 3 Mar 2017, too old to count",
        "people in the same work together, without names",
        "Market has shifted: Yes",
        "contested, does not count",
        "Yes, this is not right: it does not count",
        "9 working days do not count",
        "This came first: begin here.",
    ):
        assert expected in text


def test_a_persian_paper_counts_in_persian_and_dates_in_jalali():
    text = text_layer(printed("fa"))
    assert "۱۳۹۶" in text
    assert "2017" not in text.replace("SHA-256", "")


def test_the_data_lies_inside_whole():
    with opened(printed("vi")) as paper:
        (attached,) = paper.attachments.values()
        assert json.loads(attached.get_file().read_bytes()) == told("vi")


def test_a_talk_without_a_conclusion_or_a_manager_is_printed_as_it_stands():
    bare = told("en")
    bare["after"] = {"conclusion": None, "promises": [], "reply": None, "follow_ups": []}
    bare |= {"manager": "", "picture": None, "said_by_manager": [], "said_by_employee": [], "contests": []}
    bare["looks"][0]["shown"] |= {"outcome": "no_diagnosis", "leading": None, "line": [], "factors": []}
    bare["looks"][0]["rules"] = []
    text = text_layer(print_talk(bare, "en", Calendar.GREGORIAN))
    assert "There is nothing to diagnose here." in text
    assert "What you two found" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_behind_a_finding_takes_one_page_at_most(language):
    with (
        opened(review(language, with_behind=False)) as before,
        opened(review(language, with_behind=True)) as after,
    ):
        assert len(after.pages) == len(before.pages) + 1


def test_more_rules_than_fit_are_counted_and_stand_in_the_data():
    signed = signed_review("en")
    kept = behind("en")
    kept["rules"] = [{**kept["rules"][0], "key": f"E{number}"} for number in range(9)]
    signed["findings"][0]["behind"] = kept
    text = text_layer(print_appraisal(signed, "en", Calendar.GREGORIAN, is_cut=False))
    assert "3 more rules spoke" in text
    assert "E5 ·" in text
    assert "E6 ·" not in text


def test_a_review_signed_before_rules_were_part_of_it_prints_without_them():
    assert text_of(signed_review("en")).shape == 1
    assert "Annex" not in text_layer(review("en", with_behind=False))
    assert "Annex: what the rules said" in text_layer(review("en", with_behind=True))


def test_every_word_that_a_talk_needs_is_worded_for_printers():
    keys = {f"factor.{each['key']}" for each in told()["looks"][0]["shown"]["factors"]}
    keys |= {f"contest_outcome.{each.outcome}" for each in contests_in("en")}
    keys |= {f"origin.{fact['origin']}" for rule in told()["looks"][0]["rules"] for fact in rule["facts"]}
    assert keys <= set(WORDS)
    assert Side.EMPLOYEE.value in {key.split(".")[1] for key in WORDS if key.startswith("origin.")}


@pytest.fixture
def place(app, company):
    """The talk of Sara and Omid about her goal."""
    with app.app_context():
        goal = agree_goal(db.session(), company)
        measure(db.session(), company.sara, BEHIND)
        db.session.commit()
    return company.client(app, "omid").post(f"/goals/{goal}/diagnosis").location


def test_the_two_print_their_talk_from_its_page_and_nobody_else_does(app, company, place):
    for name in ("sara", "omid"):
        client = company.client(app, name)
        assert f'href="{place}/paper.pdf"' in client.get(place).text
        answer = client.get(f"{place}/paper.pdf?language=ru")
        assert answer.mimetype == "application/pdf"
        with opened(answer.data) as paper:
            assert str(paper.Root.Lang) == "ru"
    for name in ("kian", "leila", "nasrin", "vera"):
        assert company.client(app, name).get(f"{place}/paper.pdf").status_code == 403


def test_while_a_talk_is_being_arranged_there_is_nothing_to_print(app, company, place):
    sara = company.client(app, "sara")
    sara.post("/confidential/", data={"raises": "health_disclosed", "text": "I would like to talk."})
    answer = company.client(app, "omid").get(f"{place}/paper.pdf")
    assert answer.status_code == 422
    assert "A talk is being arranged. Until it has taken place, there is nothing to print." in answer.text
    assert "paper.pdf" not in company.client(app, "omid").get(place).text
