"""Actions: who does what by when, under a goal or a part of the plan, and whether their time allows it.

Owns action plans with their steps, what became of an overdue step, and the load on a person.
Leaves what was agreed in a talk to ``goals`` and its own short list of action items.

Extra rooms, each a noun of a plan of action: ``rhythm`` (pure: when a step is due, again and again or as a promise
of service), ``burden`` (pure: planned hours against hours there are), ``reasons`` (pure: why something cannot
stand), ``starts`` (pure: plans of action to begin from), ``steps`` (steps read from the tables, with what is late),
``grounds`` (what a plan of action hangs under), ``loads`` (the load on people), ``pages`` (what views show of
plans), ``step_pages`` (of one step, and of one person's time), ``delays`` (what came first when a step was late),
``marks`` (done, missed, kept in a month) and ``step_inputs`` (what is typed about one step and one person's time).
``queries`` and ``operations`` hand on what other slices may use of them.
"""
