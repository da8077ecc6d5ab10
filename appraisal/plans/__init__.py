"""Plans: what the organisation wants to reach, split until each part has an owner and a day.

Owns the plan tree (strategic, tactical, operational, contingency), the arithmetic of splitting a
target and the stated method behind every number. Leaves a person's own goal, and results, to ``goals``
and all words to the catalogs. Extra rooms:
``node_pages``, ``node_parts`` and ``splits``: what the page of a node and the split wizard show;
``wizard`` and ``halves``: what a person chose, or the first half brought, made parts;
``split_inputs``, ``step_inputs``, ``step_views`` and ``step_wording``: the pages of the wizard and of the five steps;
``supporting``, ``guidance``, ``standing``, ``step_pages`` and ``starts``: plans beside the numbers, and where a plan stands;
``splitting``, ``objections`` and ``contingencies``: changes to nodes, and what stands against them;
``gaps``, ``gap_decisions`` and ``gap_inputs``: needed, possible, and how a gap was closed;
``counting``, ``counts``, ``count_inputs`` and ``actuals_pages``: what a node itself was counted at;
``sums``, ``whole_sums``, ``below`` and ``holders``: what stands below a node, added up once, and who holds it;
``shares`` and ``holdings``: season, inputs and holders of many shares at once;
``lists``, ``outline``, ``bringing``, ``list_checks`` and ``many``: a plan as rows, many nodes made or changed at once;
``plan_list``, ``lineage`` and ``pictures``: the list of plans, the line to the strategy, a split as bars;
``earlier``: what was measured, offered to whoever splits;
``ending``: a part that stops, with everything below it;
``groups``: whose total gives nobody away;
``principles`` and ``ratchet``: what a plan that holds keeps to;
``in_force``: what was agreed of each node, and since when;
``heads``: the parts that somebody answers for, and when a plan was last touched;
``showing``: which totals may be shown, kept beside the sums;
``remarks``: what the pack of plans says of nodes.
Pure centres: ``tree`` (nodes and what stands against them), ``reconciliation`` (whether parts add up), ``allotment`` and ``forest`` (the
same for a million nodes), ``decomposition`` (the shape of a split, and exact allocation), ``methods`` (ways to
split), ``bottom_up`` (estimates kept, the rest spread), ``seasonality``, ``capacity``, ``funnel`` (from revenue back to
activity), ``feasibility`` (needed, possible, gap, reserve), ``market`` (potential, penetration, new and existing
customers), ``rhythm`` (a year to a month, a week, a day) and ``half_year`` (a second half planned from the first).
and all words to the catalogs. Extra rooms: ``node_pages`` and ``splits`` (what the page of a node and the
split wizard show), ``wizard`` and ``halves`` (what a person chose, or the first half brought, made parts),
``shares`` (season and inputs, for many shares at once), ``pictures`` (a split as bars that add up), ``groups``
(whose total gives nobody away), ``holdings`` (who holds which share, many at once), ``remarks`` (what the pack
of plans says of nodes), ``balance`` (whether volume stands alone), ``counting`` (what was counted of a node itself), with its page in ``actuals_pages``,
its inputs in ``count_inputs`` and its addresses in ``counts``. Pure centres: ``tree`` (nodes and
(whose total gives nobody away), ``below`` (who holds a share under which node), ``lists``, ``outline``,
``bringing``, ``list_checks`` and ``many`` (a plan as rows, and many nodes made or changed at once as a list has
them), ``holdings`` (who holds which share, many at once), ``remarks`` (what the pack of plans says of nodes),
``plan_list`` (the list of plans), ``earlier`` (what was measured, offered to whoever splits), ``split_inputs``.
Pure centres: ``tree`` (nodes and
(whose total gives nobody away), ``lists``, ``outline``, ``bringing``, ``list_checks`` and ``many`` (a plan as
rows, and many nodes made or changed at once as a list has them), ``holdings`` (who holds which share, many at
once), ``remarks`` (what the pack of plans says of nodes), ``plan_list`` (the list of plans), ``earlier`` (what was
measured, offered to whoever splits), ``split_inputs``, ``contingencies`` (plans for what may go
wrong, beside the sums). Pure centres: ``tree`` (nodes and
what stands against them), ``reconciliation`` (whether parts add up), ``decomposition`` (the shape of a
split, and exact allocation), ``methods`` (ways to split), ``bottom_up`` (estimates kept, the rest
spread), ``seasonality``, ``capacity``, ``funnel`` (from revenue back to activity), ``feasibility``
(needed, possible, gap, reserve), ``market`` (potential, penetration, new and existing customers),
``rhythm`` (a year to a month, a week, a day) and ``half_year`` (a second half planned from the first).
"""
