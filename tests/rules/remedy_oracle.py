"""What each remedy comes to, told a second time: from the law's rows and from plain principles.

Nothing here reads `restitution`. Answers are y, n, p (pending), u (unsure), r (rather not say) and
"-" (nobody asked); an oracle asks them in the order of what closes a door, where the tables list
what stands open.
"""

CODE = {"y": "yes", "n": "no", "p": "pending", "u": "unsure", "r": "rather_not", "-": ""}
SUPPORT, NEEDS, UNLIKELY = "support", "needs", "unlikely"
NOT_ROUTE, UNSURE = "not_route", "unsure"
IN_DOUBT = "ur"
UNTOLD = "ur-"


def usc2255(minor, predicate, injury, barred, settled):
    """law.md 4.1; each answer as above, `barred` read from the days by the test."""
    if minor != "y":
        return {"n": NOT_ROUTE, "-": NEEDS}.get(minor, UNSURE)
    for needed in (predicate, injury):
        if needed != "y":
            return UNLIKELY if needed == "n" else NEEDS
    if barred != "n":
        return {"y": UNLIKELY, "-": NEEDS}.get(barred, UNSURE)
    return SUPPORT if settled in "n-" else NEEDS


def federal(court, convicted, identified, stage):
    """law.md 4.2, and the same for 223(h): f, s(tate only), x(none); b(efore), a(fter)."""
    told_of_one = convicted in "yp"
    if court in "sx":
        return UNSURE if told_of_one else NOT_ROUTE
    if not told_of_one:
        return {"n": NOT_ROUTE, "-": NEEDS}.get(convicted, UNSURE)
    if identified != "y":
        return NEEDS
    if stage == "b":
        return SUPPORT
    return UNSURE if (stage, convicted) == ("a", "p") else NEEDS


def federal_urgent(court, convicted, identified, stage, is_window_open):
    """Whether waiting may cost the survivor the step: before sentencing, or while days run."""
    if court in "sx":
        return convicted in "yp"
    if convicted not in "yp":
        return False
    if stage != "a":
        return True
    if identified != "y":
        return False
    return convicted == "p" or is_window_open


def reserve(identified, trafficking, paid, received, collector):
    """law.md 4.3: received is b(elow), a(bove), u, r, -; collector y (may), n (barred), u, r, -."""
    if paid == "y":
        return NOT_ROUTE
    if identified != "y":
        return UNSURE if identified in IN_DOUBT else NEEDS
    if trafficking != "y":
        return UNSURE if trafficking in IN_DOUBT else NEEDS
    if received == "a":
        return UNLIKELY
    if paid != "n":
        return UNSURE if paid in IN_DOUBT else NEEDS
    return SUPPORT if received == "b" and collector in "y-" else NEEDS


def usc6851(said):
    """law.md 4.4: commercial n, c(oerced), f(ree); disclosed t(hreat); image real y, forged n;
    when l(ive), o(ld), p(ast four years), u, r, -."""
    sale, disclosed, identifiable, image, known, when, exception = said
    doubts = [NEEDS] if sale in IN_DOUBT or exception in "yur" else []
    judged = (
        UNLIKELY if sale == "f" else "",
        {"t": NOT_ROUTE, "n": UNLIKELY, "y": ""}.get(disclosed, NEEDS),
        {"n": UNLIKELY, "y": ""}.get(identifiable, NEEDS),
        {"-": NEEDS, "y": ""}.get(image, UNSURE),
        "" if known == "y" else NEEDS,
        {"l": "", "o": UNLIKELY, "-": NEEDS}.get(when, UNSURE),
        *doubts,
        SUPPORT,
    )
    return next(one for one in judged if one)


# fmt: off
# The law's own tables, cell by cell (law.md 4.1 to 4.4): "*" is any answer, "u" also stands for r.
LAW_2255 = """
n * * * not_route
y y y n support
y y y y unlikely
y y u * needs
y u * * needs
u * * * unsure
y y y u unsure
"""
LAW_2259 = """
y y b support!
p y b support!
y y a needs
y n * needs
y u * needs
n * * not_route
"""
LAW_RESERVE = """
y y n b support
y y n a unlikely
y y y * not_route
y n n * needs
y p n * needs
n * n * needs
u u n u unsure
"""
LAW_6851 = """
y y y y l support
y y y y o unlikely
y y n y * needs
y y y n * unsure
y u * * * needs
"""
# fmt: on


def rows_of(table):
    """Give (cells, outcome, urgent) of each line; the last word is the outcome, `!` is urgent."""
    for line in table.split("\n"):
        *cells, outcome = line.split() or [""]
        if cells:
            yield cells, outcome.rstrip("!"), outcome.endswith("!")
