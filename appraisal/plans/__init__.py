"""Plans: one tree from strategy to a person's share of a quarter, whose parts add up to the whole.

Owns nodes, targets, how each number came about. Leaves a person's agreed goal to ``goals``.
Pure centres: ``tree`` (wholeness), ``decomposition`` and its methods (numbers).
"""
