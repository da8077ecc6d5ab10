"""Reviews: self-review and manager's review written apart, opened together, talked about, signed by both.

Owns parts, the conversation mark, signatures with the text as it was signed, and contests. Leaves the
paper to ``documents``.
"""
