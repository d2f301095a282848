"""How the words of an item are said to a person."""

from evidence.rules.items import Category, FactKind, How, HowKnown, Identifiable, SeenBy, Synthetic

# fmt: off
CATEGORIES: dict[Category, str] = {
    Category.IMAGE:         "Image",
    Category.VIDEO:         "Video",
    Category.LIVESTREAM:    "Livestream",
    Category.ALBUM:         "Album or folder",
    Category.PROFILE:       "Profile or account",
    Category.SEARCH_RESULT: "Search result",
    Category.OTHER:         "Something else",
}

SEEN_BY: dict[SeenBy, str] = {
    SeenBy.SURVIVOR:    "The survivor",
    SeenBy.ADVOCATE:    "An advocate",
    SeenBy.THIRD_PARTY: "Someone else",
}

HOW_KNOWN: dict[HowKnown, str] = {
    HowKnown.SAW_IT:        "Saw it there",
    HowKnown.SAW_ACCOUNT:   "Saw the account, not the item",
    HowKnown.TOLD:          "Was told of it",
    HowKnown.SEARCH_RESULT: "Saw a search result",
}

IDENTIFIABLE: dict[Identifiable, str] = {
    Identifiable.FACE:     "Face",
    Identifiable.LIKENESS: "Likeness",
    Identifiable.MARK:     "A birthmark, tattoo or other mark",
    Identifiable.NAME:     "Name shown with it",
    Identifiable.TEXT:     "Text shown with it",
    Identifiable.OTHER:    "Something else",
}

SYNTHETIC: dict[Synthetic, str] = {
    Synthetic.YES:    "Yes, made or altered by a computer",
    Synthetic.NO:     "No, a real image",
    Synthetic.UNSURE: "Not sure",
}

FACTS: dict[FactKind, str] = {
    FactKind.SEEN_UP:      "Still up",
    FactKind.SAID_REMOVED: "The platform said it removed it",
    FactKind.PARTIAL:      "Partly gone, or gone for some",
    FactKind.SEEN_GONE:    "Seen gone",
    FactKind.BACK:         "Back again",
}

HOW: dict[How, str] = {
    How.OPENED_LINK:      "Opened the address",
    How.SURVIVOR_SAYS:    "The survivor says so",
    How.PLATFORM_MESSAGE: "The platform's message",
    How.SEARCH:           "Searched for it",
    How.OTHER:            "Another way",
}

DO_NOT_OPEN = (
    "Someone here may be under 18, so nobody opens the address. Choose another way it is known."
)

# What may be corrected on an item, as the trail says it.
FIELDS: dict[str, str] = {
    "category":           "kind of item",
    "url":                "address",
    "handle":             "handle",
    "account_name":       "account name",
    "platform_item_id":   "platform's id",
    "locator":            "where in it",
    "description":        "description",
    "seen_by":            "who saw it",
    "how_known":          "how it is known",
    "first_seen_at":      "first seen",
    "source_zone":        "time zone",
    "age_when_made":      "age when it was made",
    "is_synthetic":       "made by a computer",
    "identifiable_by":    "how the person is recognised",
    "copy_of_id":         "copy of",
    "follows_id":         "return of",
    "screenshot_held_by": "who holds a screenshot",
    "screenshot_sha256":  "the screenshot's SHA-256",
}
# fmt: on
