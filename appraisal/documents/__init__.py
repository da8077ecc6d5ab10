"""Documents: the appraisal on paper, one or ten thousand.

Owns ``press`` (plain data -> PDF, fetching nothing), ``paper`` (the signed text laid out for a reader),
``pictures`` (shapes of the charts), ``archive`` (all signed reviews of a cycle, as a job) and the fonts
that ship with the product. Leaves what is signed, and by whom, to ``reviews``.
"""
