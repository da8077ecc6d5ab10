"""Actuals: what was measured, by whom or which system, and what was corrected since.

Owns the measures, the readings of persons, of parts of their results, of nodes and units, what stands open,
and the way all of it comes in: a correction is a new row, and the same delivery twice changes nothing.
Leaves to ``plans`` and ``goals`` what was wanted, and to ``integrations`` how a file is read. Extra rooms:
``measuring`` (many readings at once, corrected without loss), ``groups`` (readings of
nodes and units), ``parts`` (results told apart, and what stands open).
"""
