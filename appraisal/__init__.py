"""Appraisal: performance talks and appraisals that two people have, and paper that writes itself.

Reading order, from the middle outwards; a package imports only from those before it:
``kernel``, ``rulebook``, ``formbook`` (what is decided), ``i18n``, ``storage``, ``jobs``, ``web``, ``mail``
(the ground), ``people``, ``packs``, ``actuals``, ``plans``, ``versions``, ``outlook``,
``goals``, ``actions``, ``contingency``, ``checkins``, ``observations``, ``training``, ``diagnosis``, ``reviews``,
``steering``, ``documents``, ``integrations``, ``accounts``, ``home`` (the slices), and ``settings``,
``slices``, ``app``, ``cli`` (the edge).
"""

__version__ = "0.1.0"
