"""What the parts of a page are, for whoever has it read aloud: headings, paragraphs, tables, pictures, in their order.

Operators between ``opened`` and ``closed`` are one part; what is in none of them is decoration.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The names that PDF has for parts."""

    DECORATION = "Artifact"  # no part of any reading
    HEADING = "H1"
    TEXT = "P"
    FIGURE = "Figure"
    TABLE = "Table"
    ROW = "TR"
    HEADING_CELL = "TH"
    CELL = "TD"


@dataclass(slots=True)
class Part:
    """A part of a page: the number of its marked operators there, or the parts it consists of.

    ``alternative`` is what a picture is told by.
    """

    role: Role
    number: int | None = None
    alternative: str = ""
    parts: list["Part"] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """The parts of the pages of one file, gathered while they are drawn."""

    pages: list[list[Part]] = field(default_factory=list)
    _within: list[Part] = field(default_factory=list)
    _count: int = 0

    def begin_page(self) -> None:
        """What follows is on the next page."""
        self.pages.append([])
        self._count = 0

    def opened(self, role: Role, alternative: str = "") -> str:
        """The operator that begins a part."""
        part = Part(role, self._count, alternative)
        self._add(part)
        self._count += 1
        return f"/{role} <</MCID {part.number}>> BDC"

    @contextmanager
    def group(self, role: Role) -> Iterator[None]:
        """What is opened in the block makes up one part."""
        part = Part(role)
        self._add(part)
        self._within.append(part)
        try:
            yield
        finally:
            self._within.pop()

    def _add(self, part: Part) -> None:
        (self._within[-1].parts if self._within else self.pages[-1]).append(part)


DECORATION = f"/{Role.DECORATION} BMC"
CLOSED = "EMC"
