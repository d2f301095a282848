"""Courts by a code: the 94 federal districts (28 U.S.C. 81-131) as they abbreviate themselves."""

from restitution.rules.states import STATES

WITHOUT = {"AS"}  # American Samoa has no federal district court
LETTERS = {"MP": "nmi"}  # where a court's letters are not those of the post
SPLIT = {
    "al": "mns", "ar": "ew", "ca": "cens", "fl": "mns", "ga": "mns", "il": "cns", "in": "ns",
    "ia": "ns", "ky": "ew", "la": "emw", "mi": "ew", "ms": "ns", "mo": "ew", "ny": "ensw",
    "nc": "emw", "oh": "ns", "ok": "enw", "pa": "emw", "tn": "emw", "tx": "ensw", "va": "ew",
    "wa": "ew", "wv": "ns", "wi": "ew",
}  # fmt: skip
SIDES = {"c": "Central", "e": "Eastern", "m": "Middle", "n": "Northern", "s": "Southern"} | {
    "w": "Western"
}


def _federal() -> dict[str, str]:
    found = {}
    for post, name in STATES.items():
        letters = LETTERS.get(post, post.lower())
        for side in SPLIT.get(letters, " ") if post not in WITHOUT else "":
            part = f"{SIDES[side]} District of" if side in SIDES else "District of"
            found[f"{letters}{side.strip()}d"] = f"{part} {name}"
    return found | {"dcd": "District of Columbia"}


FEDERAL: dict[str, str] = _federal()
OF_STATES: dict[str, str] = {
    f"us-{post.lower()}": f"Courts of {name}" for post, name in STATES.items()
}
COURTS: dict[str, str] = FEDERAL | OF_STATES


def court_name(code: str) -> str:
    """Give a court's name; nothing where it was not said."""
    return COURTS.get(code, code)
