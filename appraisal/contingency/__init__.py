"""Contingency: what is watched for, what is done first when it happens, and which goals wait or change meanwhile.

Owns triggers, events and their effects on goals, until the event is over and everything is restored.
Leaves the tree to ``plans``, the targets to ``goals``, and every judgement of a gap to ``diagnosis``, which reads
the events as facts. Extra rooms: ``verdicts`` (pure: what a trigger says of its values), ``watching`` (where the
values come from), ``firing`` (what an event does, and how that ends), ``nightly`` (the look every night),
``numbers`` (what a trigger starts with), ``letters`` (who is told), ``events`` (events for other slices) and
``event_pages`` (the page of one).
"""
