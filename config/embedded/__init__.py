"""The house that starts itself: its own environment, database, queue and supervisor."""
