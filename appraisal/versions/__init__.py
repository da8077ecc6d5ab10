"""Versions: what of a plan was put forward, approved up the line and confirmed down it, and since when it counts.

Owns the dated versions of a plan, who said yes and in which words, and the comparison of two of them.
Leaves the tree and its working numbers to ``plans``, and the rebasing of a person's goal to ``goals``.

Extra rooms: ``standing`` (where versions and their parts stand), ``comparison`` (two versions side by side),
``agreed_before`` (versions agreed before the plan came here),
``waiting`` (what waits for whom) and ``nightly`` (the work that lets a version count from its day).
"""
