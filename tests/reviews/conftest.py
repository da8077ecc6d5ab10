"""What the tests of reviews share."""

import pytest

from tests.diagnosis.conftest import pack, table
from tests.factories.reviews import formbook

__all__ = ["pack", "table"]


@pytest.fixture
def book():
    """The forms of the checkout."""
    return formbook()
