"""Files and systems of others, translated at the border into the product's own rows.

Owns how a list from outside is read (``encodings``, ``tables``), what its columns and values mean
(``fields``, ``synonyms``, ``mapping``), the typed rows that come of it (``people_rows``,
``reporting_lines``, ``crm_rows``), what is said about each line (``remarks``, ``wording``) and what a
person sees before anything changes (``reading``, ``preview``). The rooms ``cells`` and ``days`` read
one cell. Leaves to ``people``, ``plans`` and ``goals`` what is done with the rows.
"""
