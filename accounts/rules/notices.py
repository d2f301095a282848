"""What people are told of at once; the words that Today says of it."""

KINDS = {
    "break_glass": "{about} opened all of {code}, for an hour at most.",
    "codes_refused": (
        "Many codes in a row were refused for {about}. If {about} did not type them, somebody else"
        " knows the password: have a new one chosen."
    ),
    "many_openings": "{about} opened many cases within an hour, and was asked to confirm.",
    "factors_reset": "What you sign in with besides the password was reset by {about}.",
    "purge_stopped": "The purge of {code} that you proposed stopped before it began.",
    "password_link": "{about} had a link for a new password sent to you.",
    "three_sessions": "You signed in on a fourth device: the oldest session was ended.",
}

OF_NEWER = "Something was told to you that this release has no words for. The newer one says what."

# Somebody else may be in the account then and read Today first: the letter itself says what to do.
OF_SIGNING_IN = ("factors_reset", "password_link", "three_sessions")


def said(kind: str, *, about: str, code: str) -> str:
    """Give the words of a notice; one that a newer release wrote is told of all the same."""
    return KINDS.get(kind, OF_NEWER).format(about=about, code=code)
