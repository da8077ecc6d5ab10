"""Steering: the plan looked at together every quarter, and what is kept, changed or stopped after it.

Owns the quarter review of a part of the plan and the report upward, which names no person.
Leaves the numbers to ``plans`` and ``outlook``, causes to ``diagnosis`` and the new version to ``versions``.
Extra rooms: ``quarters`` (pure: which quarter, when it is due), ``fairness`` (pure: whether attainment follows
potential), ``material`` (what a review is filled with), ``telling`` (a review as plain data),
``naming`` (a report without anybody's name), ``records``
potential), ``numbers`` (of the pack of plans), ``causes`` (counts of people that give nobody away), ``material`` (what a review is filled with), ``telling`` (a review as plain data), ``records``
(what is stored of one), ``pictures`` (pure:
the bars of a report), ``standing`` (what is due, overdue and untouched) and ``letters`` (who is told).
"""
