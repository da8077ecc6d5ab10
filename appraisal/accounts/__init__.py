"""Accounts: sign-in, sessions and roles; turns a session into an ``Actor``.

Leaves who a person is and who leads them to ``people``.
"""
