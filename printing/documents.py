"""Whole batches: check them before printing, and write them as PDF."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kiosk.whole_files import put, take_away
from printing import draw
from printing.compose import Composer
from printing.errors import PrintingError, cannot_write
from printing.fonts import Fonts, Weight
from printing.items import POINTS, Frame
from printing.layout import Layout
from printing.paint import Painter
from printing.setting import Finding, Trouble
from printing.sheet import SINGLE, Arrangement, Sheet, arrange
from printing.structure import Structure
from printing.whole_file import beside

# The PDF library keeps every page until it saves; what goes beyond one of these goes into further files.
PART_PAGES = 2000
PART_RECORDS = 5000
_MARK_WIDTH = 0.1  # millimetres

Record = Mapping[str, str]
Finish = Callable[[Path, Structure], None]
"""Makes of a file just drawn what it is to be, in its place."""

# Streams as bytes instead of ASCII text: 15 % smaller, and up to 30 % less work.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What a person should look at, in the order of the records; the layout's own troubles come first."""

    all: tuple[Finding, ...]

    def of(self, *troubles: Trouble) -> tuple[Finding, ...]:
        """Only the findings of these kinds."""
        return tuple(finding for finding in self.all if finding.trouble in troubles)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written: the files in order, their sheets in all, the records in all, and the findings."""

    files: tuple[Path, ...]
    pages: int
    documents: int
    findings: Findings


def check(layout: Layout, records: Iterable[Record], fonts: Fonts) -> Findings:
    """Everything to be known before ``records`` are printed: characters no font has, texts shrunk or cut, gaps.

    Raises ``printing.code_too_long`` for a code that no QR symbol can hold.
    """
    composer = Composer(layout, fonts)
    found = list(composer.findings(composer.clean({}), 0))
    for document, record in enumerate(records, start=1):
        found.extend(composer.findings(composer.clean(record), document))
    return Findings(tuple(found))


def write_pdf(
    layout: Layout,
    records: Iterable[Record],
    out: Path,
    *,
    fonts: Fonts,
    title: str,
    sheet: Sheet | None = None,
    start: int = 1,
    author: str = "",
    made_at: datetime | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> Printed:
    """Write one page of ``layout`` for every record, arranged on sheets, to ``out``.

    ``start`` is the place of the first on the first sheet, counted from 1: labels before it are used up already.

    ``records`` are read one by one.  More than ``PART_PAGES`` sheets or ``PART_RECORDS`` records become
    ``NAME-001.pdf``, ``NAME-002.pdf`` and so on beside ``out``.  The files appear when all are complete; after a
    failure or when ``cancelled`` says so (asked before every record) nothing has changed on disk.  ``progress`` is told
    the number of records done.  The same arguments give the same bytes; ``made_at`` (aware) is the date shown in the
    file's properties.

    ``finish`` is handed each file before it appears, with what its parts are; a layout on sheets or folded has none.

    Raises ``printing.cancelled``, ``printing.nothing_to_print``, ``printing.start_beyond_sheet``,
    ``printing.picture_unreadable``, ``printing.code_too_long``, and what ``arrange`` and ``cannot_write`` tell.
    """
    batch = _Batch(layout, arrange(sheet or SINGLE, layout), fonts, progress, cancelled)
    batch.begin_at(start, title)
    remaining = iter(records)
    with _unfinished(out) as parts:
        while (first := next(remaining, None)) is not None:
            part = beside(out)
            parts.append(part)
            canvas = _open_canvas(part, layout, batch.arrangement, fonts)
            _describe(canvas, layout, title, author, made_at)
            structure = Structure() if finish else None
            batch.draw(canvas, chain((first,), islice(remaining, batch.part_size() - 1)), structure)
            canvas.save()
            if finish and structure is not None:
                finish(part, structure)
        if not batch.documents:
            raise PrintingError("printing.nothing_to_print")
        files = _put_in_place(parts, out)
    return Printed(files, batch.pages, batch.documents, Findings(tuple(batch.found)))


class _Batch:
    """One run of ``write_pdf``: what it draws with and what it has counted."""

    def __init__(
        self,
        layout: Layout,
        arrangement: Arrangement,
        fonts: Fonts,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.arrangement = arrangement
        self._layout = layout
        self._fonts = fonts
        self._progress = progress
        self._cancelled = cancelled
        self._composer = Composer(layout, fonts)
        self._openings = [_opening(cell, arrangement, layout) for cell in arrangement.cells]
        self.cells = len(self._openings)
        self.skipped = 0
        self._title = ""
        self.found = list(self._composer.findings(self._composer.clean({}), 0))
        self.pages = 0
        self.documents = 0

    def begin_at(self, start: int, title: str) -> None:
        """Leave out the cells before ``start`` on the first sheet; ``title`` is for the sheets' heading.

        Raises ``PrintingError`` when the sheet has no such cell.
        """
        if not 1 <= start <= self.cells:
            raise PrintingError("printing.start_beyond_sheet", start=start, most=self.cells)
        self.skipped, self._title = start - 1, title

    def part_size(self) -> int:
        """How many records go into the next file: full sheets, but for the cells left out."""
        sheets = max(1, min(PART_PAGES, PART_RECORDS // self.cells))
        return sheets * self.cells - self.skipped

    def draw(self, canvas: Canvas, records: Iterable[Record], structure: Structure | None) -> None:
        """Draw ``records`` on the pages of one file."""
        painter = Painter(canvas, self._layout, self._fonts, self._composer, structure)
        begun = False
        remaining = iter(records)
        while sheet := list(islice(remaining, self.cells - self.skipped)):
            if begun:
                canvas.showPage()
            begun = True
            if structure is not None:
                structure.begin_page()
            self._draw_sheet(canvas, painter, sheet)
            self.skipped = 0
        canvas.showPage()

    def _draw_sheet(self, canvas: Canvas, painter: Painter, sheet: Sequence[Record]) -> None:
        self.pages += 1
        if self.arrangement.marks:
            canvas._code.append(_marks(self.arrangement))
        if self.arrangement.heading:
            # A list is looked through by its names: first and last stand at the top, as in a telephone book.
            ends = dict.fromkeys(record.get("name", "") for record in (sheet[0], sheet[-1]))
            shown = " – ".join(filter(None, ends))
            canvas._code.extend(
                painter.heading(self.arrangement.heading, self.arrangement.height, self._title, shown, self.pages)
            )
        for opening, record in zip(self._openings[self.skipped :], sheet, strict=False):
            if self._cancelled and self._cancelled():
                raise PrintingError("printing.cancelled", done=self.documents)
            self._draw_record(canvas, painter, opening, record)
            if self._progress:
                self._progress(self.documents)

    def _draw_record(self, canvas: Canvas, painter: Painter, opening: str, record: Record) -> None:
        self.documents += 1
        clean = self._composer.clean(record)
        self.found.extend(self._composer.findings(clean, self.documents))
        if opening:
            canvas._code.append(opening)
        painter.paint(clean)
        if opening:
            canvas._code.append("Q")


def _opening(cell: Frame, arrangement: Arrangement, layout: Layout) -> str:
    """Operators that move the origin to a cell, turned and scaled as it asks, and keep it off the neighbours."""
    page = Frame(0, 0, layout.width, layout.page_height)
    if (cell, arrangement.width, arrangement.height) == (page, page.width, page.height):
        return ""
    x, y = cell.x * POINTS, (arrangement.height - cell.y - cell.height) * POINTS
    scale = f"{arrangement.scale:.5g}"
    if arrangement.turned:
        matrix = f"0 {scale} -{scale} 0 {draw.number(x + cell.width * POINTS)} {draw.number(y)}"
    else:
        matrix = f"{scale} 0 0 {scale} {draw.number(x)} {draw.number(y)}"
    edge = arrangement.bleed / arrangement.scale
    clip = Frame(-edge, -edge, page.width + 2 * edge, page.height + 2 * edge)
    return f"q {matrix} cm {draw.rectangle(clip, page.height)} W n"


def _marks(arrangement: Arrangement) -> str:
    lines = []
    for x1, y1, x2, y2 in arrangement.marks:
        points = (x1, arrangement.height - y1, x2, arrangement.height - y2)
        lines.append("{} {} m {} {} l".format(*(draw.number(length * POINTS) for length in points)))
    return f"0 G {draw.number(_MARK_WIDTH * POINTS)} w {' '.join(lines)} S"


def _open_canvas(file: Path, layout: Layout, arrangement: Arrangement, fonts: Fonts) -> Canvas:
    # The first font is an embedded one: otherwise every page would name Helvetica, which is not embedded.
    first = fonts.chains[Weight.REGULAR][0].ttf
    pdfmetrics.registerFont(first)
    return Canvas(
        str(file),
        pagesize=(arrangement.width * POINTS, arrangement.height * POINTS),
        pageCompression=1,
        invariant=1,
        initialFontName=first.fontName,
        lang=layout.language,
    )


def _describe(canvas: Canvas, layout: Layout, title: str, author: str, made_at: datetime | None) -> None:
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(layout.label.get(layout.language, layout.name))
    canvas.setCreator("")
    if made_at:
        stamp = f"D:{made_at:%Y%m%d%H%M%S%z}"
        canvas.setDateFormatter(lambda *_: f"{stamp[:-2]}'{stamp[-2:]}'")


@contextmanager
def _unfinished(out: Path) -> Iterator[list[Path]]:
    """A list of files being written; whatever of them is still there at the end goes away."""
    parts: list[Path] = []
    try:
        yield parts
    except OSError as error:
        raise cannot_write(out, error) from error
    finally:
        for part in parts:
            take_away(part)


def _put_in_place(parts: list[Path], out: Path) -> tuple[Path, ...]:
    """Give the finished parts their names; if one is refused (open in a viewer), take the others back."""
    numbered = [out.with_name(f"{out.stem}-{number:03d}{out.suffix}") for number in range(1, len(parts) + 1)]
    files = (out,) if len(parts) == 1 else tuple(numbered)
    placed: list[Path] = []
    try:
        for part, file in zip(parts, files, strict=True):
            put(part, file)
            placed.append(file)
    except OSError:
        for file in placed:
            take_away(file)
        raise
    return files
