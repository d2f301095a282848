"""Each table as a picture: drawn for a desk and for a phone, and said in a sentence."""

from reports.pictures.drawn import (
    Picture,
    back,
    complained,
    disputed,
    ended,
    half_gone,
    how_fast,
    kept,
    month_by_month,
    reminded,
)

__all__ = [
    "Picture",
    "back",
    "complained",
    "disputed",
    "ended",
    "half_gone",
    "how_fast",
    "kept",
    "month_by_month",
    "reminded",
]
