"""What stops a backup or a restore, said to a person."""


class NotDone(Exception):
    """One sentence that says what is in the way; what was begun is taken back."""
