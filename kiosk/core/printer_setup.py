"""Which printer prints what on this laptop, and how its paper lies."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from kiosk.core.print_job import Paper

TURNS = ("auto", "0", "90", "180", "270")
"""How a page is turned before it goes to the printer, in degrees clockwise; ``auto`` stands a wide page upright, which
is what printers of labels and cards expect: their paper is as wide as their head and comes out lengthways."""

FARTHEST = 50.0
"""Millimetres; a larger offset is a slip of the finger."""


class Mode(StrEnum):
    """What a scan at this desk does about badges."""

    OFF = "off"  # nothing by itself
    ON_CHECK_IN = "on_check_in"  # checks in, and prints a badge that is owed
    PRINT_ONLY = "print_only"  # prints a badge that is owed, and checks nobody in
    PRINT_AGAIN = "print_again"  # prints a badge whether or not there was one, and checks nobody in


@dataclass(frozen=True, slots=True)
class PrinterSetup:
    """One printer: how far the picture is moved on the paper (millimetres to the right and down), how it is turned, how
    many pages of paper are ``left`` (None: not counted), at how many to warn, and whether it is paused.
    """

    right: float = 0.0
    down: float = 0.0
    turn: str = "auto"
    left: int | None = None
    warn_at: int = 20
    paused: bool = False

    @property
    def runs_out(self) -> bool:
        """Whether somebody should fetch paper now."""
        return self.left is not None and self.left <= self.warn_at


@dataclass(frozen=True, slots=True)
class PaperSetup:
    """One kind of paper: its printer, and the layout that goes on it (empty: the usual one)."""

    printer: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """All about printing on one laptop.  ``at_check_in`` is the paper a badge is printed on at the door."""

    mode: Mode = Mode.OFF
    at_check_in: Paper = Paper.BADGE
    papers: Mapping[Paper, PaperSetup] = field(default_factory=dict)
    printers: Mapping[str, PrinterSetup] = field(default_factory=dict)

    def printer_for(self, paper: Paper) -> str:
        """The printer assigned to a kind of paper; empty when there is none."""
        return self.papers.get(paper, PaperSetup()).printer

    def layout_for(self, paper: Paper) -> str:
        """The layout for a kind of paper; empty for the one the event has chosen for its badges."""
        return self.papers.get(paper, PaperSetup()).layout or _LAYOUTS.get(paper, "")

    def of(self, printer: str) -> PrinterSetup:
        """How one printer is set up."""
        return self.printers.get(printer, PrinterSetup())

    def assigned(self) -> dict[Paper, str]:
        """The printer of each kind of paper that has one."""
        return {paper: chosen.printer for paper, chosen in self.papers.items() if chosen.printer}

    def paused(self) -> set[str]:
        """Printers that a person paused."""
        return {name for name, printer in self.printers.items() if printer.paused}

    def with_paper(self, paper: Paper, **changes: Any) -> "PrintSetup":
        """The set-up with changes to one kind of paper."""
        return replace(
            self, papers=dict(self.papers) | {paper: replace(self.papers.get(paper, PaperSetup()), **changes)}
        )

    def with_printer(self, printer: str, **changes: Any) -> "PrintSetup":
        """The set-up with changes to one printer."""
        return replace(self, printers=dict(self.printers) | {printer: replace(self.of(printer), **changes)})

    def after_printing(self, printer: str, pages: int) -> "PrintSetup":
        """The set-up with ``pages`` of paper used up."""
        left = self.of(printer).left
        return self if left is None else self.with_printer(printer, left=max(0, left - pages))


_LAYOUTS = {Paper.LABEL: "badge-label-100x62"}


def as_values(setup: PrintSetup) -> dict[str, object]:
    """The set-up as plain values, to be written down."""
    return {
        "mode": setup.mode,
        "at_check_in": setup.at_check_in,
        "papers": {paper: asdict(chosen) for paper, chosen in setup.papers.items()},
        "printers": {name: asdict(printer) for name, printer in setup.printers.items()},
    }


def from_values(values: object) -> PrintSetup:
    """The set-up that was written down; what is missing or makes no sense takes its default."""
    given = values if isinstance(values, dict) else {}
    papers, printers = (_section(given.get(name)) for name in ("papers", "printers"))
    known = {paper.value: paper for paper in Paper}
    at_check_in = given.get("at_check_in")
    return PrintSetup(
        mode=Mode(given["mode"]) if given.get("mode") in [mode.value for mode in Mode] else Mode.OFF,
        at_check_in=Paper.LABEL if at_check_in == Paper.LABEL else Paper.BADGE,
        papers={known[name]: _paper(chosen) for name, chosen in papers.items() if name in known},
        printers={name: _printer(printer) for name, printer in printers.items()},
    )


def _section(value: object) -> dict[str, dict[str, Any]]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {str(name): fields for name, fields in pairs if isinstance(fields, dict)}


def _paper(fields: dict[str, Any]) -> PaperSetup:
    return PaperSetup(*(fields[name] if isinstance(fields.get(name), str) else "" for name in ("printer", "layout")))


def _printer(fields: dict[str, Any]) -> PrinterSetup:
    default = PrinterSetup()
    right, down = (_length(fields.get(name)) for name in ("right", "down"))
    turn = fields["turn"] if fields.get("turn") in TURNS else default.turn
    left, warn_at = (_count(fields.get(name)) for name in ("left", "warn_at"))
    return PrinterSetup(
        right, down, turn, left, default.warn_at if warn_at is None else warn_at, fields.get("paused") is True
    )


def _length(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    return float(value) if abs(value) <= FARTHEST else 0.0


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
