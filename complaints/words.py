"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {}
