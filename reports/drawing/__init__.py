"""Pictures as numbers: each gives what a template writes as SVG, for a desk and for a phone.

A drawing is handed what may be told and nothing else: a hidden row comes as its name and a word.
"""

from reports.drawing.bars import Bars, Part, PartOf, bars
from reports.drawing.curve import Curve, Path, curve
from reports.drawing.forest import Forest, Mark, Range, forest
from reports.drawing.months import Column, Months, months

__all__ = [
    "Bars",
    "Column",
    "Curve",
    "Forest",
    "Mark",
    "Months",
    "Part",
    "PartOf",
    "Path",
    "Range",
    "bars",
    "curve",
    "forest",
    "months",
]
