"""What a report is made of, whatever it is written to: headings, figures, bars, curves, tables, boxes to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | int | float | None
"""Of a table; None where nothing is counted."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; never left alone at the foot of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that is read; ``quiet`` for notes."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Boxes in which those who approve sign: ``word`` stands before them, a title above each."""

    word: str
    titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is called so, and what it is."""

    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers to be seen at once, side by side: each the number, what it counts, and a line below that."""

    figures: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, the lengths of its parts, the length they are held against, and what stands at its end."""

    label: str
    parts: Sequence[int]
    whole: int
    note: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below one another on one scale; ``colours`` and ``legend`` say what their parts are."""

    bars: Sequence[Bar]
    colours: Sequence[str]
    legend: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers one after another in time, and the curve of all until then, held against ``whole``.

    ``colours`` and ``legend`` are those of the columns and of the curve.
    """

    columns: Sequence[tuple[str, int]]
    whole: int
    colours: tuple[str, str]
    legend: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; ``shares`` divide the width, ``right`` are the columns set to the right."""

    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    shares: Sequence[float]
    right: frozenset[int] = field(default_factory=frozenset)


Block = Heading | Paragraph | NewPage | Approval | Facts | Figures | Bars | Columns | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A title, lines below it, the blocks, and what stands at the foot of each page beside its number."""

    title: str
    lines: Sequence[str]
    blocks: Sequence[Block]
    foot: str
    language: str = "ko"


def shown(cell: Cell) -> str:
    """A number with its thousands apart, a mean to one decimal, a dash where nothing is counted."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:,.1f}"
    return f"{cell:,}" if isinstance(cell, int) else cell
