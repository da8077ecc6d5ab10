"""The third quarter's diagnosis of the demo, from the first question to "did it help?"."""

from __future__ import annotations

from datetime import timedelta

from appraisal.cli.demo import words
from appraisal.cli.demo.company import goal_of
from appraisal.cli.demo.stage import Stage, moment
from appraisal.diagnosis import operations as diagnosis
from appraisal.diagnosis.domain import (
    Agreement,
    AnswerQuestions,
    Conclude,
    DiagnosisKey,
    GiveReply,
    Helped,
    OpenDiagnosis,
    Promise,
    QuestionAnswer,
    WriteFollowUp,
)

ANSWER_TO = {"employee": words.SELLER, "manager": words.MANAGER}


def look_for_the_cause(stage: Stage) -> DiagnosisKey:
    """The goal of the third quarter is far behind; the two answer, conclude, and each say what they think."""
    day, store, pack = words.DIAGNOSED_ON, stage.store, stage.pack
    opening = OpenDiagnosis(goal_of(stage, words.SELLER, 3))
    key = diagnosis.open_diagnosis(store, stage.actor(words.MANAGER), opening, pack=pack, at=moment(day))
    for name, answers in words.ANSWERS_Q3.items():
        given = tuple(QuestionAnswer(fact, value) for fact, value in answers.items())
        wish = AnswerQuestions(key, given)
        diagnosis.answer_questions(store, stage.actor(name), wish, pack=pack, at=moment(day, 10))
    promises = tuple(
        Promise(stage.key(ANSWER_TO[side]), text, due_on) for side, text, due_on in words.STEPS_Q3
    )
    conclusion = Conclude(key, words.CONCLUSION_Q3, words.FACTORS_Q3, promises, words.FOLLOW_UP_Q3)
    diagnosis.conclude(store, stage.actor(words.MANAGER), conclusion, at=moment(day, 11))
    reply = GiveReply(key, Agreement.AGREE, words.REPLY_Q3)
    diagnosis.reply(store, stage.actor(words.SELLER), reply, at=moment(day + timedelta(days=1)))
    return key


def ask_whether_it_helped(stage: Stage, key: DiagnosisKey) -> None:
    """Both say on the follow-up day whether the remedy helped."""
    for name, (helped, text) in ((words.MANAGER, words.HELPED_Q3), (words.SELLER, words.HELPED_Q3_SELLER)):
        wish = WriteFollowUp(key, Helped(helped), text)
        diagnosis.follow_up(stage.store, stage.actor(name), wish, at=moment(words.FOLLOW_UP_Q3, 12))
