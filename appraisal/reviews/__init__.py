"""Reviews: self-review and manager's review written apart, opened together, talked about, signed by both.

Owns cycles, parts, the conversation mark, signatures with the text as it was signed, and contests. Leaves
the paper to ``documents``.

Extra rooms, each a noun of a review: ``facts`` (pure: where it stands), ``agenda`` (pure: where two views
differ, what was never mentioned), ``text`` (what a signature covers, as values), ``material`` (what the year
left behind in other slices), ``pages`` (what queries hand to templates), ``standing`` and ``cycles`` (reads
of lists, without content), ``signed`` (reads of what was signed), ``signing`` (signatures and contests),
``said`` (pure: the texts of a part by field), ``part_inputs`` (a form as it is typed into), ``sense`` (pure: what a
review says of itself, as facts), ``goal_schemas`` (a goal as plain data) and ``remarks`` (what the pack of process says to those).
``queries`` and ``operations`` hand on what other slices may use of them.
"""
