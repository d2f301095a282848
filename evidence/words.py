"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "evidence.recorded": "{item} recorded",
    "evidence.corrected": "{item} corrected: {changed}",
    "evidence.opened": "Opened {item}",
    "evidence.showed_url": "Showed the address of {item}",
    "evidence.kept_fingerprints": "Fingerprint of {item} kept: {kinds}",
    "evidence.withdrew_fingerprint": "Fingerprint of {item} withdrawn: {kinds}",
    "evidence.erased_fingerprints": "Fingerprints of {item} erased: {why}",
    "evidence.held": "{item}, {what}: in other hands since {since}",
    "evidence.opened_log": "Opened the evidence log",
    "evidence.exported_log": "Evidence log exported for the {recipient} of a release: {items}",
    "evidence.decided_match": "{first} and {second} compared: {decision}",
    "evidence.opened_match": "Compared {first} with {second}",
}
