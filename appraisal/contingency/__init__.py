"""Contingency: what is watched for, what is done first when it happens, and which goals wait or change meanwhile.

Owns triggers, events and their effects on goals, until the event is over and everything is restored.
Leaves the tree to ``plans``, and every judgement of a gap to ``diagnosis``, which reads the events as facts.
"""
