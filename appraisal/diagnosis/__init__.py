"""Diagnosis: seven-factor findings on a goal that fell behind, the next question, the joint conclusion, the remedy.

Owns evaluations (facts as they stood and what the rules said), conclusions in people's own words and
whether the remedy helped. It names hypotheses; people decide. Matters for a human go to their own store.
"""
