"""Jobs: work that outlives a request. The row in the database is the truth: claim, lease, progress, done."""
