"""Plans: what the organisation wants to reach, split until each part has an owner and a day.

Owns the plan tree (strategic, tactical, operational, contingency), the arithmetic of splitting a
target and the stated method behind every number. Leaves a person's own goal, and results, to ``goals``
and all words to the catalogs. Extra rooms: ``node_pages`` and ``splits`` (what the page of a node and the
split wizard show), ``wizard`` and ``halves`` (what a person chose, or the first half brought, made parts),
``shares`` (season and inputs, for many shares at once), ``pictures`` (a split as bars that add up), ``groups``
(whose total gives nobody away), ``lists``, ``outline``, ``bringing``, ``list_checks`` and ``many`` (a plan as
rows, and many nodes made or changed at once as a list has them), ``holdings`` (who holds which share, many at
once), ``remarks`` (what the pack of plans says of nodes), ``plan_list`` (the list of plans), ``earlier`` (what was
measured, offered to whoever splits), ``split_inputs``, ``node_parts`` (one page of a node's parts), ``gaps``
(needed, possible, gap and what was decided) with ``gap_decisions`` (the changes of these) and ``gap_inputs``,
``sums`` (the stored row a node, kept right along its line), ``whole_sums`` (the same for a whole plan at once),
``holders`` and ``showing`` (who holds a share where, and which totals may be shown after a change).
Pure centres: ``tree`` (nodes and what stands against them), ``forest`` (sums of a whole tree on arrays),
``allotment`` (a number shared down it), ``reconciliation`` (whether parts add up), ``decomposition`` (the shape of a
split, and exact allocation), ``methods`` (ways to split), ``bottom_up`` (estimates kept, the rest
spread), ``seasonality``, ``capacity``, ``funnel`` (from revenue back to activity), ``feasibility``
(needed, possible, gap, reserve), ``market`` (potential, penetration, new and existing customers),
``ratchet`` (nobody is asked for more only because they did well), ``rhythm`` (a year to a month, a week, a day) and ``half_year`` (a second half planned from the first).
"""
