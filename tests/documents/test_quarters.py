"""The report of a quarter review on paper: in four languages, readable by machines, and without anybody's name."""

import io
import json
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from appraisal.documents.press import print_quarter
from appraisal.i18n.languages import LANGUAGES
from appraisal.people import queries as people
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import EntrustNode, MakeRoot, SplitChoice, SplitNode
from appraisal.plans.models import PlanNode
from appraisal.plans.tree import Axis
from appraisal.steering import operations, queries
from appraisal.steering.domain import Decide, Decision, NameCause, OpenReview, PlanCause
from tests.conftest import NOW
from tests.documents.test_press import A4, text_layer, types_in

FIRST, LAST, REVIEW = date(2017, 7, 1), date(2017, 12, 31), date(2018, 1, 10)


@pytest.fixture
def report(store, company):
    """Leila's plan, its first part called after Omid who owns it; closed with names within the words."""
    leila, omid = company.actor("leila"), people.names_of(store, [company.omid])[company.omid]
    wish = MakeRoot("Deals of 2017", "deals_won", Decimal(48), FIRST, LAST, REVIEW, company.leila)
    root = plans.make_root(store, leila, wish, at=NOW)
    choice = SplitChoice(Axis.PERIOD, MethodName.EVEN, review_on=REVIEW)
    plans.split_node(store, leila, SplitNode(root, choice), at=NOW)
    part = plan_facts.parts_rows(store, root)[0]
    store.get_one(PlanNode, part.key).title = omid  # as a list of teams brings it
    plans.entrust_node(store, leila, EntrustNode(part.key, company.omid, REVIEW), at=NOW)
    review = operations.open_review(store, leila, OpenReview(root, FIRST), at=NOW)
    operations.name_cause(
        store, leila, NameCause(review, root, PlanCause.SUPPLY, f"{omid} got no leads"), at=NOW
    )
    operations.decide(store, leila, Decide(review, root, Decision.KEEP), at=NOW)
    change = Decide(review, part.key, Decision.CHANGE, f"The accounts of {omid}, as he asked")
    operations.decide(store, leila, change, at=NOW)
    operations.close_review(store, leila, review, at=NOW)
    return queries.report_data(store, leila, review, NOW.date())


def printed(report, language):
    return print_quarter(report, language, LANGUAGES[language].calendar)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_a4_tagged_and_says_its_language_and_title(report, language):
    with pikepdf.open(io.BytesIO(printed(report, language))) as paper:
        assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in paper.pages} == {A4}
        assert str(paper.Root.Lang) == language
        assert "Deals of 2017" in str(paper.docinfo["/Title"])
        found = types_in(paper.Root.StructTreeRoot, [])
        assert paper.Root.MarkInfo.Marked
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
        assert found.count("/H1") == 1
        assert "pdfuaid" in paper.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_gives_the_same_bytes(report, language):
    assert printed(report, language) == printed(report, language)


def test_neither_the_paper_nor_the_data_inside_holds_the_name_of_an_employee(store, report):
    names = [person.name for person in people.everybody(store, NOW.date())]
    paper = printed(report, "en")
    with pikepdf.open(io.BytesIO(paper)) as opened:
        streams = [each.read_bytes() for each in opened.objects if isinstance(each, pikepdf.Stream)]
        (attached,) = opened.attachments.values()
        assert json.loads(attached.get_file().read_bytes()) == report
    text = " ".join(text_layer(paper).split())
    assert "… got no leads" in text
    assert "The accounts of …, as he asked" in text
    assert "Deals of 2017 · 1" in text
    for name in names:
        assert name not in text
        assert not [each for each in (paper, *streams) if name.encode() in each]
