"""Every table, known before tables are created."""

import importlib

for _slice in (
    "people",
    "packs",
    "actuals",
    "plans",
    "versions",
    "outlook",
    "goals",
    "actions",
    "contingency",
    "checkins",
    "observations",
    "training",
    "diagnosis",
    "reviews",
    "integrations",
    "jobs",
    "mail",
    "accounts",
):
    importlib.import_module(f"appraisal.{_slice}.models")
