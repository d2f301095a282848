"""The released part of a case's record, for whoever a release names: exactly that, and why no more.

No module here knows the privileged notes, the determinations or the ledger (ADR 0060).
"""
