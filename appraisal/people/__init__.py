"""People: employees, units, job families, and who leads whom on which day.

Owns the organisation as dated facts. Leaves accounts and roles to ``accounts``, and everything that
is said about a person's work to the slices above. Four rooms beside the usual: ``chart`` is the
reporting line as a pure graph, ``lines`` reads who leads whom, ``intake`` takes in a whole list of people at
once, and ``workplaces`` says where many people stand on a day.
"""
