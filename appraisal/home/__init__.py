"""Home: what waits for this person today, and the file of a person. Gathers from the slices below, owns nothing.

Extra rooms: ``gathering`` (each slice's waiting things as lines of one list), ``doing`` (the lines of steps and
obstacles), ``file`` (all that the
service holds about one person, as the person and their manager see it) and ``own_data`` (the same, whole, to take
along).
"""
