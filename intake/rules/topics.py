"""Each question in two or three words, for a list of answers and for the trail."""

TOPICS: dict[str, str] = {
    "danger_now": "Danger now",
    "extortion": "Demands and threats",
    "age_when_made": "Age when the image was made",
    "age_now": "Age now",
    "country": "Country",
    "is_synthetic": "Made by a computer",
    "made_by": "Who took it",
    "happened": "What has happened",
    "where": "Where it is",
    "file_on_own_device": "File on their own device",
    "series_known": "Known series",
    "spreads": "Spreading",
    "contact": "Safe contact",
    "language": "Language",
    "needs": "What else would help",
    "words": "Anything else",
}
