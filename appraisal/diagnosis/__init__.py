"""Diagnosis: seven-factor findings on a goal that fell behind, the next question, the joint conclusion, the remedy.

Owns evaluations (facts as they stood and what the rules said), conclusions in people's own words and
whether the remedy helped. It names hypotheses; people decide. Matters for a human go to their own store.

Extra rooms: ``signs`` (pure: what a row of readings says), ``results`` (what readings say of a goal),
``evidence`` (all facts from life: goals, readings, talks, answers), ``evaluation`` (one look, and what is
kept of it), ``edition`` (a pack as plain texts, kept once, so that an evaluation reads without any engine),
``records`` (rows, found by their key), ``findings`` (pure: an evaluation and its edition, put together for a
reader), ``conversation`` (the page of the two), ``explanations`` (one rule
in plain words, and what it said here), ``letters`` (who is told that something waits), ``matters`` (what only the case handler and the person read) and
``rulebook`` (the pack that the service runs on).
"""
