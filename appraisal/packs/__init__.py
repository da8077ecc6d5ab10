"""Rule packs as an organisation runs them: which one is in force, what the organisation changed, and since when.

Owns editions (published packs, never changed), the organisation's overlay over the core files, drafts, and the
remarks that packs make where people type or decide. Leaves the language of rules to ``rulebook`` and the facts
to the slices that know them.

Rooms of its own: ``edition`` (a pack as plain texts, kept once), ``shelf`` (the packs that ship, and an overlay
laid over one), ``force`` (which pack is in force), ``comparing`` (what differs between two states of a pack),
``drafts`` (a draft looked at whole), ``starting`` (what must hold when the service starts), ``demands`` (what the
service needs of a pack), ``numbers`` (a parameter's file with one more value), ``bundle`` (a pack as a zip or a
folder), ``plainly`` (a condition in plain words), ``figures`` (counts of a rule that another slice offers), ``rule_texts`` (a rule from the texts of an edition), ``lineage``
(which line came from whom), ``telling`` (a remark as a page shows it), ``keeping`` (what stays although a remark was
made, and why), ``eyes`` (a text as facts), ``weighing`` (words before they are kept), ``watching`` (the address that
looks at words while they are typed), the writing of rules (``editing``: a rule as it is being typed, looked at;
``writing``: fields into the text of a file and back; ``rule_drafts``: changes of one rule in the draft; ``offers``:
what a condition may name; ``rule_sheet``: the fields; ``rule_pages`` and ``editor``: the pages), and the pages:
``catalogue`` (packs and rules), ``editions`` (versions), ``number_pages`` (the numbers).
"""
