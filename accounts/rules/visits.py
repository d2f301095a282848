"""How long a person may stay signed in, on how many devices, and why a visit ended."""

MOST = 3

# What the sign-in page says to whoever was signed out; the trail says the same code.
ENDS = {
    "asked": "You signed out.",
    "idle": "You were away, so you were signed out.",
    "day": "Your session's day was over.",
    "three": f"You signed in on a {MOST + 1}th device, so the oldest session ended: this one.",
    "elsewhere": "You ended this session from another device.",
    "administrator": "An administrator of your agency ended this session.",
    "password": "Your password was changed.",
    "factor": "What you sign in with besides the password was changed.",
    "closed": "This account was changed.",
}

# Families alone, in the order in which their words hide in one another.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrom", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
    ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def families(agent: str) -> tuple[str, str]:
    """Give the browser's and the system's family by the words that a browser says of itself."""
    found = [
        next((name for word, name in known if word in agent), "") for known in (BROWSERS, SYSTEMS)
    ]
    return found[0], found[1]


def said(browser: str, system: str) -> str:
    """Give `Firefox on Windows`, or as much of it as is known."""
    return " on ".join(part for part in (browser, system) if part) or "An unknown browser"
