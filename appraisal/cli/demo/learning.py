"""What two sellers of the demo were taught and practised in the autumn of 2017. Invented words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from appraisal.cli.demo import words
from appraisal.cli.demo.stage import Stage, moment
from appraisal.training import operations
from appraisal.training.domain import (
    AddJobAid,
    AddTraining,
    Check,
    NotePractice,
    Result,
    TrainingForm,
)

TASK = "revenue_won"
OTHER, VISITS = "Vicki Laflamme", "Planning the visits of a week"


@dataclass(frozen=True)
class Try:
    """One attempt: when, how much of the standard, who was at the side, and what broke or helped."""

    on: date
    share: str
    coach: str = ""
    note: str = ""


SHOWN_ON = date(2017, 11, 2)
TRIES = (
    Try(
        date(2017, 11, 7),
        "0.5",
        "Celia Rouche",
        "Named the price before the customer had said what it is for.",
    ),
    Try(date(2017, 11, 21), "0.6", "", "Asked first this time. Forgot to agree on the next step."),
    Try(
        date(2017, 11, 29),
        "0.8",
        "Celia Rouche",
        "The three questions on the card helped; the end came too fast.",
    ),
    Try(date(2017, 12, 8), "0.8", "", "Both quotes went out with a day for the answer."),
    Try(date(2017, 12, 19), "1", "", "Nothing broke. The customer named the next step."),
)


def teach_and_practise(stage: Stage) -> None:
    """The seller learns to win back a customer who had left; a colleague begins with the plan of her week."""
    seller, manager = words.SELLER, words.MANAGER
    shown = AddTraining(
        stage.key(seller),
        TASK,
        "Winning back a customer: Celia shows it on two real calls",
        TrainingForm.DEMONSTRATION,
        completed_on=SHOWN_ON,
    )
    operations.add_training(stage.store, stage.actor(manager), shown, at=moment(SHOWN_ON, 15))
    aid = AddJobAid(stage.key(seller), TASK, "Three questions before the price", "Card beside the phone")
    operations.add_job_aid(stage.store, stage.actor(seller), aid, at=moment(SHOWN_ON, 16))
    for each in TRIES:
        author = each.coach or seller
        operations.note_practice(
            stage.store, stage.actor(author), _practice(stage, seller, each), at=moment(each.on, 17)
        )
    _plan_the_week(stage, manager)


def _plan_the_week(stage: Stage, manager: str) -> None:
    planned = AddTraining(
        stage.key(OTHER),
        VISITS,
        "A week of visits planned together",
        TrainingForm.COACHING,
        ends_on=date(2018, 1, 26),
    )
    operations.add_training(stage.store, stage.actor(manager), planned, at=moment(date(2017, 12, 12)))
    passed = AddTraining(
        stage.key(OTHER),
        VISITS,
        "Course: visits that pay",
        TrainingForm.COURSE,
        completed_on=date(2017, 12, 6),
        check=Check.PASSED,
    )
    operations.add_training(stage.store, stage.actor(OTHER), passed, at=moment(date(2017, 12, 7)))
    note = Try(
        date(2017, 12, 14), "0.7", manager, "Two visits too many; the travel on Wednesday ate the morning."
    )
    operations.note_practice(
        stage.store, stage.actor(manager), _practice(stage, OTHER, note, VISITS), at=moment(note.on, 16)
    )


def _practice(stage: Stage, name: str, each: Try, task: str = TASK) -> NotePractice:
    share = Decimal(each.share)
    return NotePractice(
        stage.key(name),
        task,
        each.on,
        with_coach=bool(each.coach),
        result=Result.OK if share >= 1 else Result.NOT_OK,
        share=share,
        coach=each.coach,
        note=each.note,
    )
