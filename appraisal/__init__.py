"""Appraisal: performance talks and appraisals that two people have, and paper that writes itself.

Reading order, from the middle outwards; a package imports only from those before it:
``kernel``, ``rulebook``, ``formbook`` (what is decided), ``i18n``, ``storage``, ``jobs``, ``web``, ``mail``
(the ground), ``people``, ``packs``, ``plans``, ``goals``, ``checkins``, ``observations``, ``training``, ``diagnosis``,
``reviews``, ``documents``, ``integrations``, ``accounts``, ``home`` (the slices), and ``settings``,
``app``, ``cli`` (the edge).
"""

__version__ = "0.1.0"
