"""The company of the demo: brought in from the CRM's export as a customer would, and a year of talks.

``words`` is what its people wrote, ``stage`` lets one of them act on a day, ``company`` brings in people,
results, plan and goals, ``talks`` the check-ins and the diagnosis of the third quarter, ``doing`` the plans of action, ``reviews`` the
signed reviews, and ``seeding`` plays it all once in an empty service. Nothing here knows a table: every
act is an operation that a click would call.
"""
