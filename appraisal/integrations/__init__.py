"""Integrations: files of other systems become commands at the border and take the same road as a click.

Owns import runs, remembered mappings, opportunities as the CRM knows them. Pure rooms: ``tables``,
``mapping``, ``people_rows``, ``crm_rows``, ``preview``.
"""
