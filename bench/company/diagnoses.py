"""Diagnoses of a team: what the rules say of one seller's facts is said of the others too."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from appraisal.diagnosis.edition import to_kept_snapshot, to_result
from appraisal.diagnosis.evidence import gather
from appraisal.diagnosis.models import Conclusion, Diagnosis, DiagnosisContest, Evaluation, Reply
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries as goals
from appraisal.packs.operations import keep_edition
from appraisal.rulebook import Pack, diagnose
from bench.company.people import PlacedTeam
from bench.company.plan import moment, tell
from bench.company.rows import Rows
from bench.company.shape import DAY


class Diagnoses:
    """Diagnoses by one pack, with the evaluation of one goal for all."""

    def __init__(self, store: Session, rows: Rows, pack: Pack, goal: int) -> None:
        keep_edition(store, pack, at=moment(DAY, 8))
        facts = gather(store, sight_of(goals.goal_state(store, goal, DAY), pack, DAY))
        found = diagnose(pack, facts, DAY)
        self._rows = rows
        self.fact = next(name for name, fact in facts.items() if fact.value is not None)
        self._said: dict[str, Any] = {
            "as_of": DAY,
            "pack_name": pack.name,
            "pack_version": pack.version,
            "pack_sha256": pack.sha256,
            "outcome": found.outcome.value,
            "leading": found.leading,
            "snapshot": to_kept_snapshot(pack.schema, facts),
            "result": to_result(pack, found),
        }

    def look(self, team: PlacedTeam, seller: int, goals_of_seller: list[int]) -> int:
        """Older goals were talked about and concluded, the newest is open; answers the open one's key.

        In each of them the seller says that a fact is not right; only the newest contest waits for its answer.
        """
        for goal in goals_of_seller[:-2:2]:
            key = self._open(team, seller, goal)
            self._contest(team, seller, key, is_answered=True)
            self._conclude(team, seller, key)
        newest = self._open(team, seller, goals_of_seller[-2])
        self._contest(team, seller, newest, is_answered=False)
        return newest

    def _open(self, team: PlacedTeam, seller: int, goal: int) -> int:
        at = moment(date(2017, 12, 20))
        key = self._rows.add(
            Diagnosis, employee_id=seller, goal_id=goal, opened_by_id=team.manager, opened_at=at
        )
        for hour in (9, 15):
            self._rows.add(
                Evaluation, diagnosis_id=key, evaluated_at=moment(date(2017, 12, 20), hour), **self._said
            )
        tell(self._rows, team.manager, "diagnosis_opened", "diagnosis", key, at)
        return key

    def _contest(self, team: PlacedTeam, seller: int, diagnosis: int, *, is_answered: bool) -> None:
        """The employee says that a fact is not right; the manager's manager answers."""
        answer = {
            "outcome": "upheld",
            "words": "The CRM counted a deal twice.",
            "answered_by_id": team.above,
            "answered_at": moment(date(2017, 12, 27)),
        }
        self._rows.add(
            DiagnosisContest,
            diagnosis_id=diagnosis,
            evaluation_id=self._rows.next_key(Evaluation) - 1,
            about="fact",
            name=self.fact,
            reason="A deal is missing there.",
            raised_by_id=seller,
            raised_at=moment(date(2017, 12, 21)),
            due_on=date(2018, 1, 4),
            **(answer if is_answered else {}),
        )

    def _conclude(self, team: PlacedTeam, seller: int, diagnosis: int) -> None:
        at = moment(date(2017, 12, 21))
        self._rows.add(
            Conclusion,
            diagnosis_id=diagnosis,
            evaluation_id=self._rows.next_key(Evaluation) - 1,
            author_id=team.manager,
            written_at=at,
            text="The price list was late; we ask for it together.",
            factors=["external_factors"],
            follow_up_on=date(2018, 1, 20),
        )
        self._rows.add(
            Reply, diagnosis_id=diagnosis, author_id=seller, written_at=at, agrees="agree", text="Yes."
        )
