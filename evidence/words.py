"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "evidence.recorded": "{item} recorded",
    "evidence.corrected": "{item} corrected: {changed}",
    "evidence.opened": "Opened {item}",
    "evidence.showed_url": "Showed the address of {item}",
}
