"""The addresses of plans of action and of obstacles of the plan."""

from __future__ import annotations

from tests.journeys.who import EVERYONE, TWO, get, only, post

PAGES = (
    get("/action-plans/{action_plan}", EVERYONE),
    get("/action-plans/{goal_actions}", TWO),
    get("/action-steps/{step}", TWO | {"ali"}),
    get("/action-steps/{weekly}", TWO | {"ali"}),
    get("/action-steps/{promise}", TWO | {"ali"}),
    get("/goals/{goal}/actions", TWO),
    get("/people/{sara}/time", TWO),
    get("/plans/{plan}/actions", EVERYONE),
    get("/plans/{share}/actions", TWO | {"leila", "ali"}),
    get("/plans/{plan}/obstacles", EVERYONE),
    get("/plans/{share}/obstacles", only()),
)
_later, _day = "2018-01-31", "2018-01-05"
_objective = {"objective": "Stories appear", "count": "2", "plan_due_on": _later}
_step = {"what": "sends two releases", "owner": "{sara}", "step_due_on": "2018-01-20", "hours": "4"}
_delay = {"cause": "other_duty", "words": "The audit", "way": "prioritise"}
CHANGES = (
    post("/action-plans/{action_plan}/counts", only("omid", "ali"), reached="1"),
    post("/action-plans/{action_plan}/steps", only("omid", "ali"), **_step),
    post("/action-plans/{goal_actions}/steps", TWO, **_step),
    post("/action-steps/{step}/closings", TWO | {"ali"}),
    post("/action-steps/{promise}/counts", TWO | {"ali"}, month="2017-11-01", kept="9", total="10"),
    post("/action-steps/{step}/delays", TWO | {"ali"}, **_delay),
    post("/action-steps/{step}/drops", only("omid", "ali"), drop_because="No longer needed"),
    post("/action-steps/{weekly}/turns", TWO | {"ali"}, turn_on="2017-12-25", turn="done"),
    post("/goals/{goal}/actions", TWO, **_objective),
    post("/people/{sara}/time", TWO, share_starts_on=_day, share_ends_on=_later, share="0"),
    post("/people/{sara}/time/{time_share}/strikes", TWO),
    post("/plans/{plan}/actions", only("omid", "ali"), **_objective),
    post("/plans/{plan}/obstacles", EVERYONE, obstacle_kind="tools", obstacle_text="No licences"),
    post("/plans/{plan}/obstacles/{node_obstacle}/confirmations", EVERYONE),
    post(
        "/plans/{plan}/obstacles/{node_obstacle}/owners",
        only("omid", "ali"),
        taking_owner="{omid}",
        taking_due=_day,
    ),
    post("/plans/{plan}/obstacles/{node_obstacle}/removals", only("omid", "ali")),
)
