"""What the parts of a page are, for whoever has it read aloud: headings, paragraphs, tables, pictures, in their order.

Operators between ``opened`` and ``closed`` are one part; what is in none of them is decoration.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The names that PDF has for parts."""

    DECORATION = "Artifact"  # no part of any reading
    HEADING = "H1"
    SUBHEADING = "H2"
    TEXT = "P"
    FIGURE = "Figure"
    TABLE = "Table"
    ROW = "TR"
    HEADING_CELL = "TH"
    ROW_HEADING = "TH Row"  # of the cells beside it
    CELL = "TD"

    @property
    def tag(self) -> str:
        """What PDF calls it."""
        return self.split()[0]


@dataclass(slots=True)
class Part:
    """A part of a page: the number of its marked operators there, or the parts it consists of.

    ``alternative`` is what a picture is told by.
    """

    role: Role
    number: int | None = None
    alternative: str = ""
    parts: list["Part"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn in it."""
        return self.number is None and all(part.is_empty for part in self.parts)


@dataclass(slots=True)
class Structure:
    """The parts of the pages of one file, gathered while they are drawn."""

    pages: list[list[Part]] = field(default_factory=list)
    _within: list[Part] = field(default_factory=list)
    _count: int = 0

    def begin_page(self) -> None:
        """What follows is on the next page; a group that goes on there is a group of its own."""
        self.pages.append([])
        self._count = 0
        going_on, self._within = self._within, []
        for part in going_on:
            fresh = Part(part.role)
            self._add(fresh)
            self._within.append(fresh)

    def opened(self, role: Role, alternative: str = "") -> str:
        """The operator that begins a part."""
        part = Part(role, self._count, alternative)
        self._add(part)
        self._count += 1
        return f"/{role.tag} <</MCID {part.number}>> BDC"

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


class Marking(ABC):
    """A pen that says what the parts of a page are while it draws them; without a ``structure`` it says nothing."""

    def __init__(self, structure: Structure | None = None) -> None:
        self.structure = structure
        self.is_within = False
        """Whether what is drawn now is a part, or decoration, already: there is none within another."""

    @abstractmethod
    def add(self, operators: str) -> None:
        """Put operators on the page."""

    def part(self, role: Role, alternative: str = "") -> AbstractContextManager[None]:
        """What is drawn in the block is one part of the page."""
        if self.structure is None or self.is_within:
            return _UNMARKED
        return self._between(self.structure.opened(role, alternative))

    def group(self, role: Role) -> AbstractContextManager[None]:
        """The parts drawn in the block make up one."""
        return self.structure.group(role) if self.structure else _UNMARKED

    def decoration(self) -> AbstractContextManager[None]:
        """What is drawn in the block is not read."""
        if self.structure is None or self.is_within:
            return _UNMARKED
        return self._between(_DECORATION)

    @contextmanager
    def _between(self, opening: str) -> Iterator[None]:
        self.add(opening)
        self.is_within = True
        yield
        self.is_within = False
        self.add(_CLOSED)


_UNMARKED: AbstractContextManager[None] = nullcontext()
_DECORATION = f"/{Role.DECORATION} BMC"
_CLOSED = "EMC"
