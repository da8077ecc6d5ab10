"""Every address of the service, who may open it, and what the right person would send there.

The matrix is data: whoever is not named is refused. ``{goal}`` and the like are keys of the world.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.journeys.world import NAMES

EVERYONE = frozenset(NAMES)
VISITORS = EVERYONE | {"visitor"}


def only(*names: str) -> frozenset[str]:
    """These people and nobody else."""
    return frozenset(names)


TWO = only("sara", "omid")
HR = only("nasrin")
KEEPERS = only("nasrin", "vera")
MANAGERS = only("omid", "leila", "parisa")


@dataclass(frozen=True)
class Address:
    """One address with a method. ``who`` may open it; ``sent`` is what a POST would carry."""

    method: str
    pattern: str
    who: frozenset[str]
    sent: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.pattern}"


def _get(pattern: str, who: frozenset[str]) -> Address:
    return Address("GET", pattern, who)


def _post(pattern: str, who: frozenset[str], **sent: Any) -> Address:
    return Address("POST", pattern, who, sent)


PAGES = (
    _get("/", EVERYONE),
    _get("/health", VISITORS),
    _get("/session", VISITORS),
    _get("/static/css/parts.css", VISITORS),
    _get("/invitations/{token}", VISITORS),
    _get("/setup/", only()),
    _get("/setup/next", EVERYONE),
    _get("/account/", EVERYONE),
    _get("/accounts/", KEEPERS),
    _get("/api/v1/measures", only()),
    _get("/api/v1/openapi.json", VISITORS),
    _get("/accounts/systems/", only("vera")),
    _get("/accounts/{account}", KEEPERS),
    _get("/accounts/new/{newcomer}", KEEPERS),
    _get("/archives/{job}", HR),
    _get("/archives/{job}/file", HR),
    _get("/checkins/{talk}", TWO),
    _get("/checkins/{talk}/preparation", only("sara")),
    _get("/confidential/", EVERYONE),
    _get("/contests/", MANAGERS | HR),
    _get("/diagnoses/{diagnosis}", TWO),
    _get("/diagnoses/{diagnosis}/contests/fact/{fact}", only("sara")),
    _get("/diagnoses/{diagnosis}/contests/rule/{rule}", only("sara")),
    _get("/diagnoses/{diagnosis}/paper.pdf", TWO),
    _get("/diagnoses/{diagnosis}/rules/{rule}", TWO),
    _get("/file", EVERYONE),
    _get("/goals/{goal}", TWO),
    _get("/goals/{goal}/change", TWO),
    _get("/goals/{goal}/diagnosis", TWO),
    _get("/imports/", KEEPERS | {"ali"}),
    _get("/imports/{open_run}/columns", KEEPERS),
    _get("/imports/{open_run}/preview", KEEPERS),
    _get("/imports/{run}/result", KEEPERS),
    _get("/imports/{run}/files/{file}/refused.csv", KEEPERS),
    _get("/jobs/{job}", HR),
    _get("/jobs/{job}/progress", HR),
    _get("/matters/", only("roya")),
    _get("/people/", EVERYONE),
    _get("/people/{sara}/checkins", TWO | {"leila", "nasrin"}),
    _get("/people/{sara}/details", EVERYONE),
    _get("/people/{sara}/diagnoses", TWO),
    _get("/people/{sara}/file", TWO),
    _get("/people/{sara}/file.json", TWO),
    _get("/people/{sara}/goals", TWO),
    _get("/people/{sara}/goals/proposal", TWO),
    _get("/people/{sara}/observations", TWO | {"leila"}),
    _get("/people/{sara}/obstacles", TWO),
    _get("/people/{sara}/training", TWO),
    _get("/plans/", MANAGERS | {"ali", "nasrin"}),
    _get("/plans/{plan}", EVERYONE),
    _get("/plans/{share}", TWO | {"leila", "ali"}),
    _get("/plans/{plan}/sheet", EVERYONE),
    _get("/plans/sheet", MANAGERS | {"ali", "nasrin"}),
    _get("/plans/{plan}/sheet.csv", EVERYONE),
    _get("/plans/sheet.csv", MANAGERS | {"ali", "nasrin"}),
    _get("/plans/{plan}/sheet.xlsx", EVERYONE),
    _get("/plans/sheet.xlsx", MANAGERS | {"ali", "nasrin"}),
    _get("/plans/{plan}/actuals", EVERYONE),
    _get("/plans/{share}/actuals", only()),
    _get("/plans/{plan}/actuals/{count}", only("omid", "ali")),
    _get("/plans/{plan}/results", EVERYONE),
    _get("/plans/{share}/results", only()),
    _get("/plans/{plan}/versions/", EVERYONE),
    _get("/plans/{share}/versions/", TWO | {"leila", "ali"}),
    _get("/plans/{plan}/versions/1", EVERYONE),
    _get("/plans/{share}/versions/1", TWO | {"leila", "ali"}),
    _get("/plans/{plan}/contingency", EVERYONE),
    _get("/plans/{share}/contingency", TWO | {"leila", "ali"}),
    _get("/plans/contingency/{precaution}", EVERYONE),
    _get("/plans/contingency/events/{happening}", EVERYONE),
    _get("/plans/{plan}/funnel", EVERYONE),
    _get("/plans/{share}/funnel", TWO),
    _get("/plans/{plan}/season", EVERYONE),
    _get("/plans/{share}/season", only()),
    _get("/plans/{plan}/split", only("omid", "ali")),
    _get("/plans/{plan}/steps", EVERYONE),
    _get("/plans/{plan}/purpose", EVERYONE),
    _get("/plans/{plan}/beside", EVERYONE),
    _get("/plans/{plan}/words", EVERYONE),
    _get("/plans/{share}/words", TWO | {"leila", "ali"}),
    _get("/plans/{share}/steps", TWO | {"leila", "ali"}),
    _get("/plans/{share}/split", only("omid", "ali")),
    _get("/reviews/", EVERYONE),
    _get("/reviews/{review}", TWO),
    _get("/reviews/{signed}", TWO | HR),
    _get("/reviews/{review}/parts/employee", only("sara")),
    _get("/reviews/{review}/parts/manager", only("omid")),
    _get("/reviews/{review}/parts/somebody", only()),
    _get("/reviews/{signed}/pdf", TWO | HR),
    _get("/reviews/cycles", HR),
    _get("/reviews/cycles/{cycle}", HR),
    _get("/reviews/cycles/{signed_cycle}/archives", HR),
    _get("/rules/", EVERYONE),
    _get("/rules/{rule}", EVERYONE),
    _get("/rules/drift", HR),
    _get("/rules/packs/core/", EVERYONE),
    _get("/rules/packs/core/{rule}", EVERYONE),
    _get("/rules/packs/core/comparison", EVERYONE),
    _get("/rules/packs/core/draft", HR),
    _get("/rules/packs/core/draft/trial", HR),
    _get("/rules/packs/core/draft/new", HR),
    _get("/rules/packs/core/draft/rules/{rule}", HR),
    _get("/rules/packs/core/draft/rules/{rule}/cases/new", HR),
    _get("/rules/packs/core/draft/rules/{rule}/file", HR),
    _get("/rules/packs/core/files", EVERYONE),
    _get("/rules/packs/core/files.zip", EVERYONE),
    _get("/rules/packs/core/numbers", EVERYONE),
    _get("/rules/packs/core/numbers/gap_met_from", EVERYONE),
    _get("/rules/packs/core/statistics", HR),
    _get("/rules/packs/core/versions", EVERYONE),
    _get("/rules/packs/core/versions/{edition}", EVERYONE),
    _get("/team/", MANAGERS),
    _get("/team/obstacles", EVERYONE),
)
_day, _later = "2018-01-05", "2018-01-31"
_goal = {
    "statement": "Win six thousand", "measure": "practice_done", "target": "6", "starts_on": "2018-01-01",
    "ends_on": "2018-03-31", "why_it_matters": "Customers get their answer",
}  # fmt: skip
_count = {
    "measure": "complaints_open", "value": "3", "starts_on": "2017-12-01", "ends_on": "2017-12-20", "source": "Desk",
}  # fmt: skip
_person = {"name": "Sara Ahmadi", "job_family": "sales_seller", "unit": "", "hired_on": "2015-03-01"}
_conclusion = {
    "text": "The leads came late", "factors": ["external_factors"], "first_text": "Send the leads",
    "first_owner": "{omid}", "first_due": _day, "second_owner": "{omid}", "third_owner": "{omid}",
    "follow_up_on": _later,
}  # fmt: skip
_root = {
    "title": "Deals 2018", "measure": "deals_won", "target": "10", "starts_on": "2018-01-01",
    "ends_on": "2018-12-31", "review_on": "2019-01-15", "owner": "{ali}",
}  # fmt: skip
_beside = {
    "title": "Leads of marketing", "kind": "operational", "measure": "leads_qualified", "target": "40",
    "starts_on": "{plan_start}", "ends_on": "{plan_end}", "review_on": _later, "owner": "{omid}",
    "instruction": "Answer every lead the same day",
}  # fmt: skip
_split = {"axis": "person", "method": "even", "review_on": _later}
_cycle = {"name": "2018", "starts_on": "2018-01-01", "ends_on": "2018-12-31", "whose": "everyone"}
_practice = {
    "practice_task": "another", "practice_other": "First talk", "practised_on": "2017-12-28", "result": "ok",
}  # fmt: skip
_course = {
    "training_title": "First talks", "training_form": "course", "training_task": "another",
    "training_other": "First talk", "ends_on": _later,
}  # fmt: skip
_aid = {"aid_title": "Ten questions", "aid_place": "Wiki", "aid_task": "another", "aid_other": "First talk"}
_trigger = {
    "watch": "vacancy", "comparison": "at_least", "threshold": "25", "span": "once", "periods": "1", "near": "10",
    "measure": "deals_won", "meaning": "vacancy",
}  # fmt: skip
_past = "2017-12-04"
_passwords = {"current": "wrong", "wished": "four words put together"}

_sheet = {
    "status": "draft", "when": "gap_ratio > 1", "role": "gate", "gate": "escalate", "source": "A decision of ours",
    "title_en": "A rule", "group": "", "asks": "", "follow_up_days": "3", "notes": "Some notes",
    "weight_aptitude": "for weak", "block_aptitude": "y", "case-0-name": "all of it", "case-0-given": "gap_ratio: 1",
    "case-0-expect": "no", "case-0-as_of": "",
}  # fmt: skip
CHANGES = (
    _post("/session", VISITORS, email="sara@example.org", password="wrong"),
    _post("/session/end", VISITORS),
    _post("/reading", VISITORS, language="fa", calendar="jalali"),
    _post("/invitations/{token}", VISITORS, wished="x"),
    _post("/setup/", only(), code="x"),
    _post("/account/letters", EVERYONE, wanted="checkins.moved_again"),
    _post("/account/password", EVERYONE, **_passwords),
    _post("/account/reading", EVERYONE, language="fa", calendar="jalali", time_zone="UTC"),
    _post("/account/sessions/end", EVERYONE),
    _post("/accounts/new/{newcomer}", KEEPERS, email="newcomer@example.org"),
    _post("/accounts/{account}/invitations", KEEPERS),
    _post("/accounts/{account}/closing", KEEPERS),
    _post("/accounts/{account}/opening", KEEPERS),
    _post("/accounts/{account}/roles", only("vera"), role="hr"),
    _post("/accounts/{account}/roles/hr/end", only("vera")),
    _post("/action-items/{item}/closing", TWO),
    _post("/checkins/{talk}/agenda", TWO, agenda_text="My leads"),
    _post("/checkins/{talk}/agenda/{agenda}/talks", TWO),
    _post("/checkins/{talk}/drafts", only("sara"), q_how_is_it_going="Well"),
    _post("/checkins/{talk}/holding", TWO, next_on=_later, next_at="10:00", useful="yes"),
    _post("/checkins/{talk}/moves", TWO, move_on=_day, move_at="10:00", move_reason="Board"),
    _post("/checkins/{talk}/notes/private", TWO, private_text="A word"),
    _post("/checkins/{talk}/notes/shared", TWO, shared_text="A word"),
    _post("/checkins/{talk}/outcomes", TWO, outcome_text="Ask", outcome_owner="{omid}", outcome_due=_day),
    _post("/checkins/{talk}/outcomes/{item}/closings", TWO),
    _post("/checkins/{talk}/preparation", only("sara"), q_how_is_it_going="Well"),
    _post("/confidential/", EVERYONE, raises="health_disclosed", text="My back"),
    _post("/contests/{contest}/answers", HR | {"leila"}, outcome="upheld", words="We looked"),
    _post("/diagnoses/{diagnosis}/contests/rule/{rule}", only("sara"), reason="It was asked"),
    _post("/diagnoses/{diagnosis}/answers", TWO, goal_restated_correctly="yes"),
    _post("/diagnoses/{diagnosis}/conclusions", only("omid"), **_conclusion),
    _post("/diagnoses/{diagnosis}/evaluations", TWO),
    _post("/diagnoses/{diagnosis}/follow-ups", TWO, helped="yes", line="It did"),
    _post("/diagnoses/{diagnosis}/replies", only("sara"), agrees="agree"),
    _post("/goals/{goal}/change", TWO, **_goal),
    _post("/goals/{proposed}/confirmations", TWO, own_words="Twelve by December"),
    _post("/goals/{goal}/diagnosis", TWO),
    _post("/goals/{goal}/disagreements", only("sara"), words="Two accounts are gone"),
    _post("/goals/{goal}/notices", TWO),
    _post("/goals/{goal}/numbers", TWO),
    _post("/goals/{goal}/readings", TWO, starts_on="2017-12-01", ends_on="2017-12-02", value="3"),
    _post("/goals/{goal}/withdrawals", TWO, because="The plan changed"),
    _post("/imports/", KEEPERS | {"ali"}),
    _post("/imports/{open_run}/columns", KEEPERS),
    _post("/imports/{open_run}/discards", KEEPERS),
    _post("/imports/{open_run}/files/{open_file}/readings", KEEPERS, has_header="y"),
    _post("/imports/{open_run}/meanings", KEEPERS),
    _post("/imports/{open_run}/results", KEEPERS),
    _post("/jobs/{job}/resumptions", HR),
    _post("/jobs/{job}/stops", HR),
    _post("/matters/{matter}/closings", only("roya"), words="A new chair"),
    _post("/people/{sara}/checkins", TWO, booking_on=_later, booking_at="10:00"),
    _post("/people/{sara}/details", KEEPERS, **_person),
    _post("/people/{sara}/goals", TWO, **_goal),
    _post("/people/{sara}/goals/reasons", TWO, rule="GO21", because="One goal at a time"),
    _post("/people/{sara}/observations", TWO | {"leila"}, kind="result", seen_on="2017-12-28", text="She called"),
    _post("/people/{sara}/observations/{observation}/answers", only("sara"), answer="Yes"),
    _post("/people/{sara}/training/practice", TWO, **_practice),
    _post("/people/{sara}/training/practice/{practice}/strikes", only("omid")),
    _post("/people/{sara}/training/courses", TWO, **_course),
    _post("/people/{sara}/training/courses/{course}/completions", TWO, **{"course{course}-done_on": "2017-12-28"}),
    _post("/people/{sara}/training/courses/{course}/strikes", only("omid")),
    _post("/people/{sara}/training/job-aids", TWO, **_aid),
    _post("/people/{sara}/training/job-aids/{aid}/removals", TWO),
    _post("/people/{sara}/obstacles", TWO, obstacle_kind="tools", obstacle_text="No licence"),
    _post("/people/{sara}/obstacles/{obstacle}/confirmations", TWO),
    _post("/people/{sara}/obstacles/{obstacle}/owners", TWO, taking_owner="{omid}", taking_due=_day),
    _post("/people/{sara}/obstacles/{obstacle}/removals", TWO),
    _post("/team/obstacles/{obstacle}/confirmations", TWO),
    _post("/team/obstacles/{obstacle}/owners", TWO, taking_owner="{omid}", taking_due=_day),
    _post("/team/obstacles/{obstacle}/removals", TWO),
    _post("/plans/", MANAGERS | {"ali", "nasrin"}, **_root),
    _post("/api/v1/readings", only()),
    _post("/accounts/systems/", only("vera"), name="Web shop", scope="readings", expires_on=_later),
    _post("/accounts/systems/{system}/ends", only("vera")),
    _post("/plans/{plan}/contingency", only("omid", "ali"), title="No leads", owner="{omid}"),
    _post("/plans/contingency/{precaution}/triggers", only("omid", "ali"), **_trigger),
    _post("/plans/contingency/{precaution}/steps", only("omid", "ali"), step="Call the provider", doer="{kian}"),
    _post("/plans/contingency/{precaution}/steps/{first_step}/removals", only("omid", "ali")),
    _post("/plans/contingency/{precaution}/effects", only("omid", "ali"), goals_of="deals_won", done="suspend"),
    _post("/plans/contingency/{precaution}/effects/{effect}/removals", only("omid", "ali")),
    _post("/plans/contingency/triggers/{trigger}/signals", only("omid", "ali"), first=_past, value="9"),
    _post("/plans/contingency/triggers/{trigger}/events", only("omid", "ali"), began_on=_past, words="It fails"),
    _post("/plans/contingency/triggers/{unwatched}/removals", only("omid", "ali")),
    _post("/plans/contingency/events/{happening}/endings", only("omid", "ali"), how="none", ending_words="None"),
    _post("/plans/{plan}/actuals", only("omid", "ali"), **_count),
    _post("/plans/{plan}/actuals/{count}/corrections", only("omid", "ali"), value="5", source="Report", because="No"),
    _post("/plans/{plan}/actuals/{count}/withdrawals", only("omid", "ali"), **{"back-because": "Not ours"}),
    _post("/plans/{plan}/parts", only("omid", "ali"), **_split),
    _post("/plans/{plan}/care", only("omid", "ali"), owner="{omid}", review_on=_later),
    _post("/plans/{plan}/reasons", only("omid", "ali"), rule="PL20", because="The service team plans it"),
    _post("/plans/{plan}/funnel", only("omid", "ali"), goal="30", people="3", working_days="20"),
    _post("/plans/{share}/funnel", only("omid"), goal="30", working_days="20"),
    _post("/plans/{plan}/target", only("omid", "ali"), target="30", because="One customer more"),
    _post("/plans/{plan}/estimates", only("omid", "ali"), value="20", basis="capacity", said="Two people"),
    _post("/plans/{share}/estimates", only("sara"), value="10", basis="accounts", said="Counted"),
    _post(
        "/plans/{plan}/decisions", only("omid", "ali"), way="accepted_risk", because="We try", until="2017-12-31"
    ),
    _post("/plans/{plan}/purpose", only("omid", "ali"), statement="Customers stay", rhythm="monthly", reporter=""),
    _post(
        "/plans/{plan}/assumptions",
        only("omid", "ali"),
        topic="market_analysis", said="The market grows", source="A study", as_of="2017-12-01",
    ),
    _post("/plans/{plan}/beside", only("omid", "ali"), **_beside),
    _post("/plans/{plan}/instruction", only("omid", "ali"), instruction="Call every lead the same day"),
    _post("/plans/{plan}/words", only("omid"), words="I bring it by talking to old customers"),
    _post("/plans/{share}/words", TWO, words="I win back three customers"),
    _post("/plans/{share}/target", only("omid", "ali"), target="30", because="One customer more"),
    _post("/plans/{plan}/versions/", only("omid"), reason="A new year", counts_from=_day),
    _post("/plans/{plan}/versions/1/parts", only("omid"), words="As we said"),
    _post("/plans/{plan}/versions/1/answers", only(), answer="yes"),
    _post("/plans/{plan}/versions/1/decisions", only("leila"), answer="yes"),
    _post("/plans/{plan}/versions/1/withdrawals", only("omid"), because="The market moved"),
    _post("/plans/{plan}/versions/1/confirmations", only("omid"), own_words="Twelve deals each"),
    _post("/rules/drift/checks", HR),
    _post("/rules/packs/core/draft/ends", HR),
    _post("/rules/packs/core/draft/trials", HR),
    _post("/rules/packs/core/draft/rules/", HR, folder="gates", rule="G77", slug="our-own"),
    _post("/rules/packs/core/draft/rules/{rule}", HR, **_sheet),
    _post("/rules/packs/core/draft/rules/{rule}/cases", HR, name="all was reached"),
    _post("/rules/packs/core/draft/rules/{rule}/cases/checks", HR, name="all was reached", as_of="2017-01-01"),
    _post("/rules/packs/core/draft/rules/{rule}/checks", HR, **_sheet),
    _post("/rules/packs/core/draft/rules/{rule}/file", HR, text="version: 1\nwhen: not known yet"),
    _post("/rules/packs/core/draft/rules/{rule}/file/checks", HR, text="version: 1\nwhen: not known yet"),
    _post("/rules/packs/core/draft/rules/{rule}/undoings", HR),
    _post("/rules/packs/core/files", HR),
    _post("/rules/packs/core/numbers/gap_met_from/values", HR, since=_day, value="0.9", source="A decision"),
    _post("/rules/packs/core/versions", HR, reason="Clearer words"),
    _post("/rules/packs/core/versions/{edition}/returns", HR, reason="The words before were clearer"),
    _post("/reviews/cycles", HR, **_cycle),
    _post("/reviews/cycles/{cycle}/reviews", HR, employees="{dara}"),
    _post("/reviews/cycles/{signed_cycle}/archives", HR, language="en", calendar="gregorian"),
    _post("/reviews/{review}/parts/employee", only("sara"), q__learned="Much"),
    _post("/reviews/{review}/parts/manager", only("omid"), q__what_i_owe="Much"),
    _post("/reviews/{review}/parts/employee/submission", only("sara"), q__learned="Much"),
    _post("/reviews/{review}/parts/manager/submission", only("omid"), q__what_i_owe="Much"),
    _post("/reviews/{review}/meetings", TWO, meeting_on=_day),
    _post("/reviews/{review}/conversation", TWO, held_on="2017-12-28", agreed="Two visits"),
    _post("/reviews/{review}/reasons", TWO, rule="PR20", because="She was on leave"),
    _post("/reviews/{review}/steps", TWO, step_text="Join", step_owner="{omid}", step_due=_day),
    _post("/reviews/{review}/signatures", TWO, comment="Yes"),
    _post("/reviews/{review}/contests", TWO, reason="Two months are missing"),
    _post("/reviews/{signed}/contests/answer", HR | {"leila"}, answer="We looked"),
    _post(
        "/wording/remarks", TWO | {"leila"}, watched="text", place="observation", about="{sara}", text="He is lazy"
    ),
)  # fmt: skip
