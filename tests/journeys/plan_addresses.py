"""The addresses of plans: nodes, numbers, steps, versions, contingency plans and spreadsheets."""

from __future__ import annotations

from tests.journeys.who import EVERYONE, MANAGERS, TWO, get, only, post

PAGES = (
    get("/plans/", MANAGERS | {"ali", "nasrin"}),
    get("/plans/{plan}", EVERYONE),
    get("/plans/{share}", TWO | {"leila", "ali"}),
    get("/plans/{plan}/sheet", EVERYONE),
    get("/plans/sheet", MANAGERS | {"ali", "nasrin"}),
    get("/plans/{plan}/sheet.csv", EVERYONE),
    get("/plans/sheet.csv", MANAGERS | {"ali", "nasrin"}),
    get("/plans/{plan}/sheet.xlsx", EVERYONE),
    get("/plans/sheet.xlsx", MANAGERS | {"ali", "nasrin"}),
    get("/plans/{plan}/actuals", EVERYONE),
    get("/plans/{share}/actuals", only()),
    get("/plans/{plan}/actuals/{count}", only("omid", "ali")),
    get("/plans/{plan}/results", EVERYONE),
    get("/plans/{share}/results", only()),
    get("/plans/{plan}/versions/", EVERYONE),
    get("/plans/{share}/versions/", TWO | {"leila", "ali"}),
    get("/plans/{plan}/versions/1", EVERYONE),
    get("/plans/{share}/versions/1", TWO | {"leila", "ali"}),
    get("/plans/{plan}/contingency", EVERYONE),
    get("/plans/{share}/contingency", TWO | {"leila", "ali"}),
    get("/plans/contingency/{precaution}", EVERYONE),
    get("/plans/contingency/events/{happening}", EVERYONE),
    get("/plans/{plan}/funnel", EVERYONE),
    get("/plans/{share}/funnel", TWO),
    get("/plans/{plan}/season", EVERYONE),
    get("/plans/{share}/season", only()),
    get("/plans/{plan}/split", only("omid", "ali")),
    get("/plans/{plan}/steps", EVERYONE),
    get("/plans/{plan}/purpose", EVERYONE),
    get("/plans/{plan}/beside", EVERYONE),
    get("/plans/{plan}/words", EVERYONE),
    get("/plans/{share}/words", TWO | {"leila", "ali"}),
    get("/plans/{share}/steps", TWO | {"leila", "ali"}),
    get("/plans/{share}/split", only("omid", "ali")),
)
_day, _later, _past = "2018-01-05", "2018-01-31", "2017-12-04"
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
_trigger = {
    "watch": "vacancy", "comparison": "at_least", "threshold": "25", "span": "once", "periods": "1", "near": "10",
    "measure": "deals_won", "meaning": "vacancy",
}  # fmt: skip
_count = {
    "measure": "complaints_open", "value": "3", "starts_on": "2017-12-01", "ends_on": "2017-12-20", "source": "Desk",
}  # fmt: skip
CHANGES = (
    post("/plans/", MANAGERS | {"ali", "nasrin"}, **_root),
    post("/plans/{plan}/contingency", only("omid", "ali"), title="No leads", owner="{omid}"),
    post("/plans/contingency/{precaution}/triggers", only("omid", "ali"), **_trigger),
    post("/plans/contingency/{precaution}/steps", only("omid", "ali"), step="Call the provider", doer="{kian}"),
    post("/plans/contingency/{precaution}/steps/{first_step}/removals", only("omid", "ali")),
    post("/plans/contingency/{precaution}/effects", only("omid", "ali"), goals_of="deals_won", done="suspend"),
    post("/plans/contingency/{precaution}/effects/{effect}/removals", only("omid", "ali")),
    post("/plans/contingency/triggers/{trigger}/signals", only("omid", "ali"), first=_past, value="9"),
    post("/plans/contingency/triggers/{trigger}/events", only("omid", "ali"), began_on=_past, words="It fails"),
    post("/plans/contingency/triggers/{unwatched}/removals", only("omid", "ali")),
    post("/plans/contingency/events/{happening}/endings", only("omid", "ali"), how="none", ending_words="None"),
    post("/plans/{plan}/actuals", only("omid", "ali"), **_count),
    post("/plans/{plan}/actuals/{count}/corrections", only("omid", "ali"), value="5", source="Report", because="No"),
    post("/plans/{plan}/actuals/{count}/withdrawals", only("omid", "ali"), **{"back-because": "Not ours"}),
    post("/plans/{plan}/parts", only("omid", "ali"), **_split),
    post("/plans/{plan}/care", only("omid", "ali"), owner="{omid}", review_on=_later),
    post("/plans/{plan}/reasons", only("omid", "ali"), rule="PL20", because="The service team plans it"),
    post("/plans/{plan}/funnel", only("omid", "ali"), goal="30", people="3", working_days="20"),
    post("/plans/{share}/funnel", only("omid"), goal="30", working_days="20"),
    post("/plans/{plan}/target", only("omid", "ali"), target="30", because="One customer more"),
    post("/plans/{plan}/estimates", only("omid", "ali"), value="20", basis="capacity", said="Two people"),
    post("/plans/{share}/estimates", only("sara"), value="10", basis="accounts", said="Counted"),
    post(
        "/plans/{plan}/decisions", only("omid", "ali"), way="accepted_risk", because="We try", until="2017-12-31"
    ),
    post("/plans/{plan}/purpose", only("omid", "ali"), statement="Customers stay", rhythm="monthly", reporter=""),
    post(
        "/plans/{plan}/assumptions",
        only("omid", "ali"),
        topic="market_analysis", said="The market grows", source="A study", as_of="2017-12-01",
    ),
    post("/plans/{plan}/beside", only("omid", "ali"), **_beside),
    post("/plans/{plan}/instruction", only("omid", "ali"), instruction="Call every lead the same day"),
    post("/plans/{plan}/words", only("omid"), words="I bring it by talking to old customers"),
    post("/plans/{share}/words", TWO, words="I win back three customers"),
    post("/plans/{share}/target", only("omid", "ali"), target="30", because="One customer more"),
    post("/plans/{plan}/versions/", only("omid"), reason="A new year", counts_from=_day),
    post("/plans/{plan}/versions/1/parts", only("omid"), words="As we said"),
    post("/plans/{plan}/versions/1/answers", only(), answer="yes"),
    post("/plans/{plan}/versions/1/decisions", only("leila"), answer="yes"),
    post("/plans/{plan}/versions/1/withdrawals", only("omid"), because="The market moved"),
    post("/plans/{plan}/versions/1/confirmations", only("omid"), own_words="Twelve deals each"),
)  # fmt: skip
