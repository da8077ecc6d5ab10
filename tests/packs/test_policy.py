"""Who reads rules and drafts, and who changes them."""

import pytest

from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.packs import policy

SARA = Actor(EmployeeKey(1), "Sara")
NASRIN = Actor(EmployeeKey(2), "Nasrin", frozenset({Role.HR}))
AUDITOR = Actor(None, "The works council", frozenset({Role.AUDITOR}))
VERA = Actor(EmployeeKey(3), "Vera", frozenset({Role.ADMINISTRATOR}))


@pytest.mark.parametrize("actor", [SARA, NASRIN, AUDITOR, VERA], ids=lambda actor: actor.name)
def test_everybody_here_and_whoever_looks_over_the_service_reads_the_rules(actor):
    assert not policy.may_read_packs(actor)


def test_nobody_from_outside_reads_them():
    assert policy.may_read_packs(Actor(None, "Nobody"))


@pytest.mark.parametrize(
    ("actor", "reads", "changes"), [(SARA, 0, 0), (NASRIN, 1, 1), (AUDITOR, 1, 0), (VERA, 0, 0)]
)
def test_the_draft_is_read_by_hr_and_the_auditor_and_changed_by_hr_alone(actor, reads, changes):
    assert bool(policy.may_read_drafts(actor)) != bool(reads)
    assert bool(policy.may_change_packs(actor)) != bool(changes)
