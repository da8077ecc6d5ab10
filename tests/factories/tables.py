"""Every table, known before tables are created."""

import importlib

for _slice in (
    "people",
    "packs",
    "plans",
    "goals",
    "checkins",
    "observations",
    "diagnosis",
    "reviews",
    "integrations",
    "jobs",
    "accounts",
):
    importlib.import_module(f"appraisal.{_slice}.models")
