"""Outlook: where a part of the plan, or a goal, is heading, always beside the goal and never instead of it.

Owns the forecasts with their range and past error, the funnel worked back from the goal, and the season.
Leaves what was measured to ``actuals`` and what is wanted to ``plans`` and ``goals``.
"""
