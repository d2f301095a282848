"""Whom a complaint is to, by the law that its clock is of; the codes are those of releases."""

FTC = "FTC"
REGULATOR_OF = {"US-TIDA": FTC}


def regulator_of(statute: str) -> str:
    """Give the regulator's code; a complaint without a clock rests on the same Act."""
    return REGULATOR_OF.get(statute, FTC)
