"""Diagnosis: seven-factor findings on a goal that fell behind, the next question, the joint conclusion, the remedy.

Owns evaluations (facts as they stood and what the rules said), conclusions in people's own words and
whether the remedy helped. It names hypotheses; people decide. Matters for a human go to their own store.

Extra rooms: ``signs`` (pure: what a row of readings says), ``sight`` (what a look at a
goal needs), ``results`` (what readings say of goals), ``peers`` (pure: who worked in the same
conditions), ``group`` (a gap that a whole group shares), ``agreement``
(what a goal's record says), ``said`` (answers and obstacles), ``around`` (talks, promises, what others saw),
``learned`` (what the register of training says), ``noted`` (what notes and obstacles say by their form),
``planned``, ``reachable`` (season and inputs in the plan), ``events`` (what contingency plans saw happen), ``evidence`` (all of that put together, for many goals at once),
``planned`` (season and inputs in the plan), ``assigned`` (what plans of
action say), ``evidence`` (all of that put together, for many goals at once),
``planned`` (season and inputs in the plan), ``events`` (what contingency plans saw happen), ``evidence`` (all of that put together, for many goals at once),
``evaluation`` (one look, and what is kept of it), ``edition`` (what the rules said and the facts as they stood,
as plain data), ``scan`` (the nightly look at all goals), ``seen_signs`` (what it leaves), ``prompts`` (who looks
at which goal by when), ``records`` (rows, found by their key), ``findings`` (pure: an evaluation and its edition,
put together for a reader, whose values are in ``shown``), ``lines`` and ``pictures`` (pure: what turned first, as
a dated line and as its picture), ``conversation`` (the page of the two) and ``afterwards`` (what came of the
talk), ``explained`` (pure: what a rule said of one goal), ``explanations`` (its page), ``telling`` (a talk in full
as plain data), ``contest`` (pure: to say that something is not right), ``contested`` (what is, and does not count
meanwhile), ``contesting`` (the changes), ``contest_shown``, ``contest_pages`` and ``contest_inputs`` (its
faces), ``firings`` (which
rules applied when a talk was concluded), ``statistics`` (how the rules did), ``small_groups`` (pure: counts that
give nobody away), ``trial`` (the dry run of a draft) and ``tallies`` (pure: what it counts), ``drift`` (whether the
rules of then say the same today), ``trying`` (who asks for both, and their pages), ``rule_views`` (these pages over
HTTP), ``letters`` (who is told that something waits), ``matters`` (what only the case handler and the person read)
and ``rulebook`` (the pack that the service runs on).
"""
