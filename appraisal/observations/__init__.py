"""Observations: dated evidence of what was seen, who wrote it, and what the person says to it."""
