"""Queries in, answers out: processes that are killed when their time is up, and the writers of result formats.

Law of this package: nothing of a user's query is parsed or run in the server's own process.
"""
