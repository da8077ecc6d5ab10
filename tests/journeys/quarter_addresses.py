"""The addresses of quarter reviews."""

from __future__ import annotations

from tests.journeys.who import EVERYONE, get, only, post

READERS = only("omid", "ali", "leila")
HOLDERS = only("omid", "ali")
PAGES = (
    get("/plans/{plan}/quarter", EVERYONE),
    get("/plans/{share}/quarter", only()),
    get("/plans/quarter/{quarter}", READERS),
    get("/plans/quarter/{report}", READERS),
    get("/plans/quarter/{report}/data.json", READERS),
    get("/plans/quarter/{report}/report.pdf", READERS),
)
CHANGES = (
    post("/plans/{plan}/quarter", HOLDERS, starts_on="{plan_start}"),
    post("/plans/quarter/{quarter}/decisions", HOLDERS, node="{plan}", decision="keep"),
    post("/plans/quarter/{quarter}/causes", HOLDERS, part="{plan}", cause="market", words="Slow"),
    post("/plans/quarter/{quarter}/answers", HOLDERS, change="1", worked="yes", answer="So it is"),
    post("/plans/quarter/{quarter}/closings", HOLDERS),
    post("/plans/quarter/{report}/reads", only("leila")),
    post("/plans/quarter/{report}/questions", only("leila"), said="Which leads?"),
    post("/plans/quarter/{report}/replies", HOLDERS, said="Those of the fair"),
)
