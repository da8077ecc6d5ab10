"""What stands around the demo's plan: its purpose, what it rests on, plans beside the sums, own words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import NodeKey
from appraisal.plans.operations import (
    GuideNode,
    HangBeside,
    InstructNode,
    NoteAssumption,
    RestateNode,
    Rhythm,
    Topic,
)
from appraisal.plans.tree import PlanKind

MADE_ON = date(2017, 7, 4)
FIRST, LAST, REVIEW = date(2017, 7, 1), date(2017, 12, 31), date(2018, 1, 15)
KNOWN = (
    (
        Topic.MARKET_ANALYSIS,
        "Demand for the GTX line holds in retail and medical; two rivals cut prices in the east.",
        "Market review of the head office, June 2017",
        date(2017, 6, 20),
    ),
    (
        Topic.STRATEGY_SESSION,
        "Fewer small deals, more customers who buy a second time.",
        "Strategy day of the six team managers, 28 June 2017",
        date(2017, 6, 28),
    ),
    (
        Topic.LEAD_PROCESS,
        "Marketing hands a lead over once need, budget and time are known.",
        "Agreement of sales and marketing, May 2017",
        date(2017, 5, 15),
    ),
)
"""The cost estimate is not agreed yet, so that the page has something to say."""
INSTRUCTION = (
    "Call the customers of last year first. Write down after each visit what the customer needs and by when. "
    "Offer the list price, and say why it is worth it."
)


def put_around_the_plan(stage: Stage, root: NodeKey) -> None:
    """The head of sales writes what the plan is for, and hangs beside it what it needs."""
    head, at = stage.actor(HEAD), moment(MADE_ON, 9)
    purpose = GuideNode(
        root,
        "By the end of December our customers of the first half have bought again, and revenue stands 5 % above it.",
        "Customers keep one person who knows their equipment, and the teams can plan their weeks.",
        "CRM export, brought in on the first day of each month",
        Rhythm.MONTHLY,
        stage.key(HEAD),
    )
    plans.guide_node(stage.store, head, purpose, at=at)
    for topic, said, source, as_of in KNOWN:
        plans.note_assumption(stage.store, head, NoteAssumption(root, topic, said, source, as_of), at=at)
    _instruct_the_teams(stage, root)
    _hang_beside(stage, root)


def _instruct_the_teams(stage: Stage, root: NodeKey) -> None:
    head, at = stage.actor(HEAD), moment(MADE_ON, 10)
    for office in plan_facts.parts_rows(stage.store, root):
        for team in plan_facts.parts_rows(stage.store, office.key):
            plans.instruct_node(stage.store, head, InstructNode(team.key, INSTRUCTION), at=at)
            owner = next(name for name, key in stage.keys.items() if key == team.owner)
            words = RestateNode(
                team.key,
                "My team looks after the customers it has, and asks each of them for the next order.",
            )
            plans.restate_node(stage.store, stage.actor(owner), words, at=at)


def _hang_beside(stage: Stage, root: NodeKey) -> None:
    head, at = stage.actor(HEAD), moment(MADE_ON, 11)
    beside = (
        ("Leads from marketing", "leads_qualified", 480, "Answer every lead the same day and note what it needs."),
        ("Customers who come back", "customers_returning", 60, "Ask each customer of the first half what is missing."),
        ("Protection of prospects’ data", "data_checks_done", 6, "Once a month look at who was kept without a purpose."),
    )  # fmt: skip
    for title, measure, target, instruction in beside:
        wish = HangBeside(
            root,
            PlanKind.OPERATIONAL,
            title,
            measure,
            Decimal(target),
            FIRST,
            LAST,
            REVIEW,
            stage.key(HEAD),
            instruction,
        )
        plans.hang_beside(stage.store, head, wish, at=at)
