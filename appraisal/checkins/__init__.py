"""Check-ins: talks through the year. Preparation, agenda, notes, outcomes, moves; obstacles and answers.

Owns what two people said to each other and when. Action items stand in ``goals``; what was seen stands
in ``observations``; causes stand in ``diagnosis``.
"""
