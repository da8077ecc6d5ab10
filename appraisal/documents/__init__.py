"""Documents: the appraisal on paper, one or ten thousand.

Owns ``press`` (plain data -> PDF, fetching nothing) and what it needs: ``layout`` (the signed text as the
``paper`` that a template prints), ``talks`` and ``quarters`` (the same for a talk about a goal and for a quarter review), ``finding_words`` (the words of
findings, for printers that run beside the service), ``pictures`` (shapes of the charts), ``typesetting`` (days, numbers and
words of a language) and the fonts that ship with the product; ``printers`` (a process for each core) and
``archive`` (all signed reviews of a cycle, as a job). Leaves what is signed, and by whom, to ``reviews``.
"""
