"""Accounts: sign-in, sessions and roles; turns a session into an ``Actor``.

Leaves who a person is and who leads them to ``people``. Extra rooms: ``attempts`` (passwords tried and
the pause after too many), ``founding`` (the first administrator of an empty service), ``sessions`` (the
one place that knows Flask-Security), ``register`` (the pages on which accounts are kept), ``demo`` (the
five persons of the demo), ``addresses`` (where letters go, and which are wanted), ``letters`` (whom a letter
is for, and its sending), ``tokens`` (what other systems show), ``entrance`` (how one comes in with it) and
``systems`` (the page on which an administrator keeps them).
"""
