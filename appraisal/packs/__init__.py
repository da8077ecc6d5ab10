"""Rule packs as an organisation runs them: which one is in force, what the organisation changed, and since when.

Owns editions (published packs, never changed), the organisation's overlay over the core files, drafts, and the
remarks that packs make where people type or decide. Leaves the language of rules to ``rulebook`` and the facts
to the slices that know them.

Rooms of its own: ``shelf`` (the packs that ship, and an overlay laid over one), ``edition`` (a pack as plain
texts, kept once), ``telling`` (a remark as a page shows it), ``keeping`` (what stays although a remark was made, and
why), ``demands`` (what the service needs of a pack), ``eyes`` (a text as facts), ``weighing`` (words before they
are kept), ``watching`` (the address that looks at words while they are typed).
"""
