"""Moments as a command line gives them."""

from argparse import ArgumentTypeError
from datetime import datetime


def moment(text: str) -> datetime:
    """Read an ISO 8601 moment; one without an offset is refused, never guessed."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no ISO 8601 moment") from error
    if at.tzinfo is None:
        raise ArgumentTypeError(f"give the offset too, as in {text}Z")
    return at
