"""People: employees, units, job families, and who leads whom on which day.

Owns the organisation as dated facts. Leaves accounts and roles to ``accounts``, and everything that
is said about a person's work to the slices above. Pure centre: ``chart`` (chains, circles, everyone below).
"""
