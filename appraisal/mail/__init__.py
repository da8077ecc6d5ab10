"""Letters: what the service sends by e-mail, kept until a server has taken it.

Owns the outbox, the way to an SMTP server and the look of a letter. Leaves to each slice when a letter is
due and what it says, and to ``accounts`` who it goes to: only there a role has people and a person an
address. A letter never holds what may only be read after signing in.
"""
