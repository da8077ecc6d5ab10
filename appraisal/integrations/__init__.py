"""Files and systems of others, translated at the border into the product's own rows.

Owns how a list from outside is read (``encodings``, ``tables``), what its columns and values mean
(``fields``, ``synonyms``, ``mapping``), the typed rows that come of it (``people_rows``, ``crm_lines``,
``reporting_lines``, ``crm_rows``), what is said about each line (``remarks``, ``wording``, ``telling``)
and what a person sees before anything changes (``reading``, ``preview``). The rooms ``cells``, ``days`` and
``period_names`` read one cell; ``workbooks`` and ``header_bands`` make a spreadsheet the lines of a list,
``opening`` opens a file as one. Plans go out (``plan_outline``, ``plan_files``, ``plan_views``, ``plan_keys``,
``signs``) and come in: ``plan_rows`` are nodes row by row, ``share_rows`` and ``share_plan`` people and periods,
``agreed_numbers`` are the versions that their dated numbers come to,
``plan_facts``, ``plan_asking`` and ``plan_weighing`` hold them against the plan, ``plan_wording`` and
``workbook_wording`` say what is wrong, ``field_wording`` what fields are called. A ``batch`` is the files brought in together; ``steps`` are the pages on which a
person decides about it, ``memory`` is what was decided once for all, ``delivery`` carries it into the
tables, and ``results`` are what is kept of it. ``measured`` makes results of the deals: ``monthly`` by
seller and month, ``told_apart`` by product, segment, territory and kind of customer, with what ``customers``
tell of each deal. What a system tells by itself comes in
through ``api`` and becomes readings in ``reported``. Leaves to ``people`` and ``actuals`` what is done with the rows: they take the same road as a click, with its policy and history.
"""
