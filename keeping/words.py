"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {}
