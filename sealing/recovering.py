"""Bring the keys back from a copy that two people open together: without settings, or any keys."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from audit.rules import NotAllowed
from sealing import escrow, sources


def main(words: list[str], *, home: Path) -> None:
    """Write the keys where they were; never over a file that is there."""
    parser = ArgumentParser(
        "manage.py recover_keys",
        description="Bring the keys back from a copy that two people open together (keep_keys).",
    )
    parser.add_argument("copy", type=Path, help="a file that keep_keys wrote")
    parser.add_argument(
        "--identity", type=Path, action="append", required=True, metavar="FILE",
        help="the age identity of each of the two people",
    )  # fmt: skip
    parser.add_argument(
        "--to", type=Path, default=home / "keys.json", metavar="FILE", help="else the home's own"
    )
    asked = parser.parse_args(words)
    if asked.to.exists():
        sys.exit(f"{asked.to} is there already: it is not written over.")
    try:
        keys = escrow.opened(asked.copy.read_bytes(), asked.identity)
    except (NotAllowed, OSError) as no:
        sys.exit(str(no))
    sources.write(asked.to, keys)
    sys.stdout.write(f"The keys are in {asked.to}.\n")
