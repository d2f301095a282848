"""What stops a command, said to a person."""


class Trouble(Exception):
    """One sentence that says what is in the way and what to do about it."""
