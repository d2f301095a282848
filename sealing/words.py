"""What the trail says of the keys, in words for a timeline."""

WORDS: dict[str, str] = {
    "sealing.made_key": "A new {kind} key put first: {key}",
    "sealing.rewrapped": "{keys} keys wrapped again under the agency's key {key}",
    "sealing.retired_key": "The agency's key {key} retired: refused from now on",
    "sealing.filled_indexes": "Blind indexes filled under the index key {key}: {changed} rows"
    " changed",
    "sealing.dropped_index_key": "The index key of before dropped",
    "sealing.renewed_cases": "Every case's key made new: {cases} cases",
}
