"""What a person was taught for a task: courses, cycles of teaching and practice, and what practice showed.

Owns training records and practice attempts, with author and day. Leaves to ``diagnosis`` what they say about
skill and aptitude; no record here means nothing was recorded, and never that somebody cannot learn.
"""
