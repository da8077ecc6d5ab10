"""The table of Sara and Omid, as the tests of diagnoses set it."""

from tests.diagnosis.conftest import pack, table

__all__ = ["pack", "table"]
