"""Goals: what a person and their manager agreed, the readings against it, and who will do what next.

Owns goals, confirmations, readings and action items of every origin. Leaves where a target comes from
to ``plans`` and the talk about it to ``checkins``. Extra rooms: ``items`` (reads of action items),
``terms`` (what was agreed, for many goals at once), ``measuring`` (readings brought in and corrected),
``rebasing`` (days that do not count), ``plan_changes`` (a version of the plan changed a share), ``notices`` (what both
were told of that) and ``letters`` (that they were told), ``groups`` (sums over several people, nobody's own number),
``pauses`` (what is taken off a goal, and the target that is left), ``rebasing`` (days that do not count,
without a reason), ``easing`` (what an event takes off, with its reason), ``groups`` (sums over several people, nobody's own number),
``sense`` (what a goal says of itself, as facts; pure), ``remarks`` (what the pack of goals says to those),
``pictures`` (own result against own goal and own past; pure), ``goal_pages`` (what the pages
show).
"""
