"""What a person was taught for a task: courses, cycles of teaching and practice, and what practice showed.

Owns training records, practice attempts and job aids, with author and day. Leaves to ``diagnosis`` what they
say about skill and aptitude; no record here means nothing was recorded, and never that somebody cannot learn.

Extra room: ``pictures`` (pure: a person's own attempts as lengths on a canvas).
"""
