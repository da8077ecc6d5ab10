"""Jobs: work that outlives a request. The row in the database is the truth: claim, lease, progress, done.

Owns the queue, the worker that runs inside ``appraisal serve``, what a page may know of a job, and the
``schedule`` of what the service asks itself for every day.
Leaves the work itself to the slices, which hand in their handlers with ``registry.work``.
"""
