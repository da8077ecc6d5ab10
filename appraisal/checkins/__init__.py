"""Check-ins: talks through the year. Preparation, agenda, notes, outcomes, moves; obstacles and answers.

Owns what two people said to each other and when. Action items stand in ``goals``; what was seen stands
in ``observations``; causes stand in ``diagnosis``.

Extra rooms, each a noun of a talk: ``cadence`` (pure: how often people talk, and the picture of the year),
``preparation`` (pure: what follows from what the employee wrote before), ``preparation_inputs`` (its form as
typed input), ``preparing`` (its page), ``reading`` (the preparation as it is read), ``talks`` (a talk's dates,
facts and state), ``table`` (the page of the two at the table), ``lines`` (what stands on it), ``saying`` (what is
put into a talk in words), ``agenda`` (what is carried over), ``answers`` (to the questions behind facts),
``obstacles`` (the register), ``node_obstacles`` (the register at parts of the plan, and its
pages: ``node_views``), ``letters`` (who is told of moves), ``team`` (the manager's page), ``remarks`` (what
the pack of process says of two people) and ``numbers`` (the pack's numbers that arrange talks; pure).
``queries`` and ``operations`` hand on what other slices may use of them.
"""
