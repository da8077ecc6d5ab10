"""Plans: what the organisation wants to reach, split until each part has an owner and a day.

Owns the plan tree (strategic, tactical, operational, contingency), the arithmetic of splitting a
target and the stated method behind every number. Leaves a person's own goal, and results, to ``goals``
and all words to the catalogs. Extra rooms: ``node_pages`` and ``splits`` (what the page of a node and the
split wizard show), ``wizard`` and ``halves`` (what a person chose, or the first half brought, made parts),
``shares`` (season and inputs, for many shares at once), ``pictures`` (a split as bars that add up), ``groups``
(whose total gives nobody away), ``holdings`` (who holds which share, many at once), ``in_force`` (what was agreed of each node, and since when), ``lineage`` (the line up to the strategy), ``remarks`` (what the pack
of plans says of nodes). Pure centres: ``tree`` (nodes and
what stands against them), ``reconciliation`` (whether parts add up), ``decomposition`` (the shape of a
split, and exact allocation), ``methods`` (ways to split), ``bottom_up`` (estimates kept, the rest
spread), ``seasonality``, ``capacity``, ``funnel`` (from revenue back to activity), ``feasibility``
(needed, possible, gap, reserve), ``market`` (potential, penetration, new and existing customers),
``rhythm`` (a year to a month, a week, a day) and ``half_year`` (a second half planned from the first).
"""
