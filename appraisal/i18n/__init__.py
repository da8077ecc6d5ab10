"""Languages, calendars, digits and wording; the catalogs with every sentence in four languages.

Jalali dates live here and nowhere else: between an input and a filter a day is a ``date``.
"""
