"""What every decision is made of: actors, objections, refusals, periods, measures.

Pure: standard library only. Knows no slice, no database and no web.
"""
