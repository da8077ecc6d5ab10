"""Actions: who does what by when, under a goal or a part of the plan, and whether their time allows it.

Owns action plans with their steps, what became of an overdue step, and the load on a person.
Leaves what was agreed in a talk to ``goals`` and its own short list of action items.
"""
