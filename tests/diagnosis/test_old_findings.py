"""What was found last year reads the same after the rules have changed, byte for byte."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from appraisal.diagnosis.drift import Drifts, compared
from appraisal.diagnosis.models import Evaluation
from appraisal.diagnosis.queries import findings_of
from appraisal.packs import operations as packs
from appraisal.packs.domain import KeepDraft, KeepTrial, PublishPack, SetNumber
from appraisal.packs.queries import draft_for_trial, in_force
from appraisal.reviews.schemas import FindingSchema
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import FIRST, LAST


@pytest.fixture
def old(app, table):
    """A talk that was concluded, and a rule that spoke in it."""
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.answer(key, "omid", market_shift=True, gap_matters=True)
    table.conclude(key, "external_factors")
    table.store.commit()
    return Old(app, table, key)


class Old:
    def __init__(self, app, table, key):
        self.app, self.table, self.store, self.key = app, table, table.store, key
        result = table.store.scalars(select(Evaluation).order_by(Evaluation.id.desc())).first().result
        self.rule = next(rule for found in result["factors"].values() for rule in found["for"])

    def read(self):
        """Everything that shows the finding: the rule's explanation, the talk, the review's data, the own file."""
        self.store.commit()
        sara = self.table.company.sara
        seen = {"review": FindingSchema(many=True).dump(findings_of(self.store, sara, FIRST, LAST))}
        for name in ("sara", "omid"):
            client = self.table.company.client(self.app, name)
            for address in (
                f"/diagnoses/{self.key}",
                f"/diagnoses/{self.key}/rules/{self.rule}",
                f"/people/{sara}/file.json",
            ):
                answer = client.get(address)
                assert answer.status_code == 200, address
                seen[name + address] = answer.data
        return seen

    def publish_everything_otherwise(self):
        """Other words, other logic and another number for the rule that spoke."""
        store, hr = self.store, self.table.company.actor("nasrin")
        pack = in_force(store, "diagnosis", DAY)
        [file] = [name for name in pack.files if name.split("/")[-1].startswith(f"{self.rule}-")]
        rule = pack.rules[self.rule]
        text = pack.files[file]
        text = text.replace(f"version: {rule.version}", f"version: {rule.version + 1}", 1)
        text = text.replace("title:\n  en: ", "title:\n  en: Quite otherwise. ", 1)
        text = text.replace("follow_up_days: ", "follow_up_days: 1", 1)
        text = text.replace("weak", "strong", 1) if "weak" in text else text.replace("moderate", "weak", 1)
        packs.keep_draft(store, hr, KeepDraft("core", {file: text}), at=NOW)
        wish = SetNumber("core", "gap_met_from", DAY - timedelta(days=1), Decimal("0.5"), "We agreed on it")
        packs.set_number(store, hr, wish, at=NOW)
        digest = draft_for_trial(store, "core").digest
        packs.keep_trial(store, hr, KeepTrial("core", digest, None), at=NOW)
        packs.publish(store, hr, PublishPack("core", "We know more now"), at=NOW)
        store.commit()
        return pack, in_force(store, "diagnosis", DAY)


def test_an_old_finding_reads_byte_for_byte_the_same_after_its_rules_have_changed(old):
    before = old.read()
    then, now = old.publish_everything_otherwise()
    assert now.rules[old.rule].logic_digest != then.rules[old.rule].logic_digest
    assert now.rules[old.rule].title["en"].startswith("Quite otherwise.")
    assert now.values_on(DAY)["gap_met_from"] == 0.5
    assert old.read() == before
    assert before["review"]


def test_an_old_finding_would_be_said_again_by_its_own_rules(old):
    old.publish_everything_otherwise()
    found = Drifts()
    for row, said in compared(old.store):
        found.add(row, said)
    told = found.told()
    assert told["looked"] == told["same"] > 0
