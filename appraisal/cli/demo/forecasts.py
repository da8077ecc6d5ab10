"""What was forecast in the demo, kept as it was said in each month."""

from __future__ import annotations

from datetime import date

from appraisal.cli.demo.stage import Stage, moment
from appraisal.outlook import operations as outlook


def keep_what_is_forecast(stage: Stage, day: date) -> None:
    """The forecast of every part of the plan whose sum may be shown, as it stands on the day."""
    outlook.keep_forecasts(stage.store, day, at=moment(day, 3))
