"""Files and systems of others, translated at the border into the product's own rows.

Owns how a list from outside is read (``encodings``, ``tables``), what its columns and values mean
(``fields``, ``synonyms``, ``mapping``), the typed rows that come of it (``people_rows``, ``crm_lines``,
``reporting_lines``, ``crm_rows``), what is said about each line (``remarks``, ``wording``, ``telling``)
and what a person sees before anything changes (``reading``, ``preview``). The rooms ``cells`` and
``days`` read one cell. A ``batch`` is the files brought in together; ``steps`` are the pages on which a
person decides about it, ``memory`` is what was decided once for all, ``delivery`` carries it into the
tables, and ``results`` are what is kept of it. ``measured`` makes results of the deals: ``monthly`` by
seller and month, ``told_apart`` by product, segment, territory and kind of customer, with what ``customers``
tell of each deal. Leaves to ``people`` and ``actuals`` what is done with the rows: they take the same road as a click, with its policy and history.
"""
