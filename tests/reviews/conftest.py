"""What the tests of reviews share."""

import pytest

from tests.factories.reviews import formbook


@pytest.fixture
def book():
    """The forms of the checkout."""
    return formbook()
