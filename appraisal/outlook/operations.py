"""Changes of the outlook: a month's forecasts are kept. Nothing here changes a goal."""

from __future__ import annotations

from appraisal.outlook.keeping import keep_forecasts

__all__ = ["keep_forecasts"]
