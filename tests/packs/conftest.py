"""Nasrin of HR and the rules she keeps: short words for what she changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.packs import operations
from appraisal.packs.domain import KeepDraft, KeepTrial, PublishPack
from appraisal.packs.drafts import DraftLook, draft_digest, find_draft, look_at
from appraisal.packs.queries import in_force, shelf
from appraisal.rulebook import Pack
from tests.conftest import DAY, NOW
from tests.factories.company import Company

RULE = "gates/G01-result-is-met.yaml"
NUMBER = "parameters/gap_met_from.yaml"


@dataclass
class Desk:
    """Where HR works on the pack ``core``."""

    store: Session
    company: Company
    hr: Actor
    at: datetime = NOW
    changes: dict[str, str] = field(default_factory=dict)

    @property
    def core(self) -> Pack:
        """The pack as it ships."""
        return shelf().shipped["diagnosis"]

    def file(self, name: str, *changes: tuple[str, str]) -> dict[str, str]:
        """A file of the core with passages replaced; each of them must be there."""
        text = self.core.files[name]
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return {name: text}

    def reworded(self) -> dict[str, str]:
        """The first gate with another English title, and nothing else."""
        return self.file(RULE, ("title:\n  en: ", "title:\n  en: Ours. "))

    def stricter(self, version: int = 2) -> dict[str, str]:
        """The first gate with other logic: a second look at the same number."""
        return self.file(
            RULE, ("gap_ratio >=", "gap_ratio >= 0.5 and gap_ratio >="), ("version: 1", f"version: {version}")
        )

    def draft(self, overlay: Mapping[str, str], **kw: int) -> int:
        """Keep a draft."""
        self.at += timedelta(minutes=1)
        return operations.keep_draft(self.store, self.hr, KeepDraft("core", overlay), at=self.at, **kw)

    def look(self) -> DraftLook:
        """The draft as HR sees it."""
        draft = find_draft(self.store, "core")
        assert draft is not None
        return look_at(self.store, draft)

    def tried(self) -> None:
        """A dry run of the draft as it stands."""
        digest = draft_digest("diagnosis", self.look().overlay)
        operations.keep_trial(
            self.store, self.hr, KeepTrial("core", digest, None, {"same": True}), at=self.at
        )

    def publish(self, overlay: Mapping[str, str], reason: str = "We agreed on it with the council") -> int:
        """Draft, dry run and publication."""
        self.draft(overlay)
        self.tried()
        return operations.publish(self.store, self.hr, PublishPack("core", reason), at=self.at)

    def now(self) -> Pack:
        """The pack in force."""
        return in_force(self.store, "diagnosis", DAY)


@pytest.fixture
def desk(store: Session, company: Company) -> Desk:
    """Nasrin at her desk."""
    return Desk(store, company, company.actor("nasrin"))
