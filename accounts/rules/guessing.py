"""Codes refused in a row, though the password before them was right: who hears, what is taken."""

from accounts.rules.factors import is_from_an_app, plain

ODD = 20  # then its owner and the administrators are told, and strange devices get no more guesses
MOST = 100  # in a row, from wherever: NIST SP 800-63B section 5.2.2

SHUT = (
    "Too many wrong codes were typed for this account. Here only a passkey or a recovery code is"
    " taken now, until you sign in on a device you used before or your second factor is reset."
)


def most(*, known: bool) -> int:
    """Give up to how many a device may guess: one that never signed in cannot use up the rest."""
    return MOST if known else ODD


def is_looked_at(code: str, *, refused: int, known: bool) -> bool:
    """Tell whether a code is looked at; a recovery code always is, for nobody guesses those."""
    return refused < most(known=known) or not is_from_an_app(plain(code))


def counted(refused: int, *, known: bool) -> int:
    return max(refused, min(refused + 1, most(known=known)))


def is_forgotten(refused: int, *, known: bool) -> bool:
    """Tell whether a right code ends the count: once it is odd, only on a device used before."""
    return known or refused < ODD
