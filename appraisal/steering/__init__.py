"""Steering: the plan looked at together every quarter, and what is kept, changed or stopped after it.

Owns the quarter review of a part of the plan and the report upward, which names no person.
Leaves the numbers to ``plans`` and ``outlook``, causes to ``diagnosis`` and the new version to ``versions``.
"""
