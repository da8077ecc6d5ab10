"""A contingency plan over Sara's goal."""

import pytest

from tests.contingency.plans import Scene


@pytest.fixture
def scene(store, company) -> Scene:
    """Leila's plan of deals, Sara's share of it as an agreed goal, and Omid's plan for a failing CRM."""
    return Scene.made(store, company)
