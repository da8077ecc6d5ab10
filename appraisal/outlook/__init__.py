"""Outlook: where a part of the plan, or a goal, is heading, always beside the goal and never instead of it.

Owns the forecasts with their range and past error, the funnel worked back from the goal, and the season.
Leaves what was measured to ``actuals`` and what is wanted to ``plans`` and ``goals``. Extra rooms: ``past``
(months that are over; pure), ``deals`` (what is open, how fast it is closed; pure), ``forecasting`` (three ways to look ahead, each tried on the past; pure),
``season`` (how strong each month is; pure), ``learned`` (conversions and the average deal, and how sure they
are; pure), ``backwards`` (from the goal to the days of one person; pure), ``pictures`` (their shapes; pure),
``sources`` (where the past is read), ``results``, ``funnel_pages`` and ``season_pages`` (what the pages show),
``keeping`` (the forecast of each month, kept as it was said).
"""
