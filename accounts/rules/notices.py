"""What people are told of at once; the words that Today says of it."""

KINDS = {
    "break_glass": "{about} opened all of {code}, for an hour at most.",
    "codes_refused": (
        "Many codes in a row were refused for {about}. If {about} did not type them, somebody else"
        " knows the password: have a new one chosen."
    ),
    "many_openings": "{about} opened many cases within an hour, and was asked to confirm.",
    "factors_reset": "What you sign in with besides the password was reset by {about}.",
    "password_link": "{about} had a link for a new password sent to you.",
    "three_sessions": "You signed in on a fourth device: the oldest session was ended.",
}

INVENTED = (".example", ".test", ".invalid")  # nobody has such an address (RFC 2606)


def said(kind: str, *, about: str, code: str) -> str:
    return KINDS[kind].format(about=about, code=code)
