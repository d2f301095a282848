"""The same sentences in the order of the regulator's own form, as far as that is known: data."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from complaints.document import TITLES
from complaints.packet.model import Line, Paper

OURS = Path(__file__).with_name("portal.toml")
THE_REST = "Added later"


class Block(NamedTuple):
    title: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


class Order(NamedTuple):
    """How a form is believed to ask, who says so, and as of when."""

    mark: str
    as_of: date
    says: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]  # a title, and what it holds


class Portal(NamedTuple):
    order: Order
    blocks: tuple[Block, ...]


def in_order(paper: Paper) -> Portal:
    """Lay every line of a paper out by the form's order, each once; empty blocks stay away."""
    order = read_order()
    held: dict[str, list[Line]] = {title: [] for title, _ in order.blocks}
    held[THE_REST] = []
    for section in paper.sections:
        for line in section.every():
            held[_block_of(section.letter, line.key, order)].append(line)
    blocks = (Block(title, tuple(lines)) for title, lines in held.items() if lines)
    return Portal(order, tuple(blocks))


def read_order() -> Order:
    """Read the order that is in force; raises ValueError where it would lose a part."""
    path = Path(settings.PORTAL_ORDER) if settings.PORTAL_ORDER else OURS
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    blocks = tuple((one["title"], tuple(one["holds"])) for one in told["block"])
    lost = set(TITLES) - {hold for _, holds in blocks for hold in holds}
    if lost:
        raise ValueError(f"{path.name} has no block for part {', '.join(sorted(lost))}.")
    return Order(told["mark"], told["as_of"], told["says"], blocks)


def as_text(paper: Paper) -> str:
    """Give the blocks as plain text, with the mark and the day of their order."""
    order, blocks = in_order(paper)
    heads = [paper.heading, f"Our reference: {paper.reference}", paper.mark]
    if paper.is_draft:
        heads.append(paper.caution)
    heads += [f"Order of the blocks: {order.mark}, as of {order.as_of.isoformat()}. {order.says}"]
    return "\n".join([*heads, *_told(blocks)]) + "\n"


def _told(blocks: tuple[Block, ...]) -> Iterator[str]:
    for number, block in enumerate(blocks, start=1):
        yield ""
        yield f"{number}. {block.title.upper()}"
        yield block.text


def _block_of(letter: str, key: str, order: Order) -> str:
    fits = [
        (len(hold), title)
        for title, holds in order.blocks
        for hold in holds
        if hold == letter or f"{letter}/{key}".startswith(hold if "/" in hold else f"{hold}//")
    ]
    return max(fits, default=(0, THE_REST))[1]
