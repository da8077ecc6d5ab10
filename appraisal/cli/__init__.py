"""The command line: ``appraisal serve | demo | import | diagnose | rules check | export pdf``.

Exit codes, the same for every command: 0 it is done; 1 it is done and something needs a person (a rule
that answers otherwise than its case, rows that were refused, a PDF that could not be printed); 2 it
could not begin (settings, files or facts that cannot be used; each is named).
"""

from appraisal.cli.commands import main

__all__ = ["main"]
