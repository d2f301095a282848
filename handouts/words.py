"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {
    "handouts.made_sheet": "Sheet for the survivor made: {form}, {names}",
}
