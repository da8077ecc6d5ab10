"""People: employees, units, job families, and who leads whom on which day.

Owns the organisation as dated facts. Leaves accounts and roles to ``accounts``, and everything that
is said about a person's work to the slices above. Three rooms beside the usual: ``chart`` is the
reporting line as a pure graph, ``intake`` takes in a whole list of people at once, and ``workplaces`` says
where many people stand on a day.
"""
