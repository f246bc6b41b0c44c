"""A finished PDF put on the paper of one printer: turned, and moved by as much as that printer misses.

Vectors stay vectors, and the page keeps its exact size.
"""

from dataclasses import dataclass
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject, RectangleObject

from printing.errors import PrintingError, cannot_write
from printing.items import POINTS


@dataclass(frozen=True, slots=True)
class Placement:
    """Millimetres to the right and down on the paper as it comes out, and how the page is turned before: degrees
    clockwise.
    """

    right: float = 0.0
    down: float = 0.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a PDF has, and the size of the first in millimetres."""

    count: int
    width: float
    height: float

    def turned(self, degrees: int) -> "Pages":
        """The same pages turned by a multiple of a right angle."""
        return self if degrees % 180 == 0 else Pages(self.count, self.height, self.width)


def measure(file: Path) -> Pages:
    """Count and measure the pages of a PDF.  Raises ``printing.unreadable`` for what is none."""
    try:
        reader = PdfReader(file)
        width, height = _size(reader.pages[0])
        return Pages(len(reader.pages), width / POINTS, height / POINTS)
    except (PyPdfError, OSError, IndexError, ValueError) as trouble:
        raise PrintingError("printing.unreadable", file=file.name) from trouble


def place(file: Path, out: Path, placement: Placement) -> Path:
    """Write ``file`` to ``out`` as it has to lie on the paper; returns ``file`` itself when there is nothing to do.

    Raises ``PrintingError`` for a file that is no readable PDF.
    """
    if placement == Placement():
        return file
    try:
        writer = PdfWriter(clone_from=file)
        for page in writer.pages:
            _place(page, placement)
        writer.write(out)
    except PyPdfError as trouble:
        raise PrintingError("printing.unreadable", file=file.name) from trouble
    except OSError as trouble:
        raise cannot_write(out, trouble) from trouble
    return out


def _place(page: PageObject, placement: Placement) -> None:
    page.transfer_rotation_to_content()
    width, height = _size(page)
    # The matrices of PDF turn counter-clockwise with y upwards; after each the page lies in the first quadrant again.
    turned, paper = {
        0: ((1, 0, 0, 1, 0, 0), (width, height)),
        90: ((0, -1, 1, 0, 0, width), (height, width)),
        180: ((-1, 0, 0, -1, width, height), (width, height)),
        270: ((0, 1, -1, 0, height, 0), (height, width)),
    }[placement.turn]
    moved = Transformation(turned).translate(placement.right * POINTS, -placement.down * POINTS)
    page.add_transformation(moved)
    for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box == "/MediaBox" or box in page:
            page[NameObject(box)] = RectangleObject((0, 0, *paper))


def _size(page: PageObject) -> tuple[float, float]:
    """Width and height in points as the page is seen."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    return (height, width) if page.rotation % 180 else (width, height)
