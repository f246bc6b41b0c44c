"""The printers of this computer.  The one module of this package that uses Qt.

On Linux paper goes through CUPS; on Windows and macOS through Qt, which draws each page at the printer's own
resolution.  Qt takes an unknown printer for its PDF writer and says nothing: each is looked for by name before.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from printing import cups
from printing.errors import PrintingError
from printing.placing import Pages, Placement, measure, place
from printing.spooled import Fate, Handed, Status

AUTO = "auto"
_BY_CUPS = sys.platform.startswith("linux")


def names() -> list[str]:
    """The printers of this computer by name; raises ``printer.no_service`` when that cannot be asked."""
    return cups.names() if _BY_CUPS else list(QPrinterInfo.availablePrinterNames())


def status(printer: str) -> Status:
    """How a printer is now; raises ``printer.missing`` when there is none of this name, and ``printer.no_service``."""
    if _BY_CUPS:
        return cups.status(printer)
    info = _found(printer)
    return Status(
        printer,
        "printer.stopped" if info.state() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error) else "",
    )


def hand_over(file: Path, printer: str, title: str, *, turn: str, right: float = 0.0, down: float = 0.0) -> Handed:
    """Print a PDF on paper of exactly its own size, without asking.

    ``turn`` is ``auto`` or degrees clockwise, ``right`` and ``down`` move the picture on the paper by millimetres.
    Raises ``printer.missing``, ``printer.no_service``, ``printer.rejects``, ``printer.refused`` and
    ``printer.no_such_paper``; nothing was printed then.
    """
    pages = measure(file)
    with tempfile.TemporaryDirectory(prefix="kiosk-print-") as folder:
        placed = Path(folder) / "page.pdf"
        if _BY_CUPS:
            ready = cups.status(printer)
            if ready.trouble == "printer.rejects":
                raise PrintingError("printer.rejects", printer=printer, why=ready.message)
            degrees, options = _for_cups(pages, cups.media(printer), printer, turn)
            paper = place(file, placed, Placement(right, down, degrees))
            return Handed(cups.hand_over(paper, printer, title, options), pages.count)
        paper = place(file, placed, Placement(right, down, _upright(pages) if turn == AUTO else int(turn)))
        draw(paper, printer, title)
        return Handed("", pages.count)


def fate(spool_id: str, title: str) -> Fate:
    """What became of a job; where the system does not tell, what it has taken counts as printed."""
    if not _BY_CUPS:
        return Fate.PRINTED
    return cups.fate(spool_id, title) if spool_id else Fate.GONE


def cancel(spool_id: str) -> bool:
    """Take a job back from the printer's queue; whether that was possible."""
    return bool(spool_id) and _BY_CUPS and cups.cancel(spool_id)


def draw(file: Path, printer: str, title: str) -> None:
    """Print by Qt: page by page as a picture at the printer's resolution, from edge to edge.

    Raises ``PrintingError`` when the printer is not there or refuses, and for a file that is no readable PDF.
    """
    paper, info = measure(file), _found(printer)
    if QCoreApplication.instance() is None:
        QGuiApplication([])
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    if device.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        raise PrintingError("printer.missing", printer=printer)
    device.setDocName(title)
    device.setFullPage(True)
    size = QPageSize(
        QSizeF(paper.width, paper.height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    document, painter = QPdfDocument(), QPainter()
    if document.load(str(file)) != QPdfDocument.Error.None_:
        raise PrintingError("printing.unreadable", file=file.name)
    if not painter.begin(device):
        raise PrintingError("printer.refused", printer=printer, why=title)
    try:
        for number in range(document.pageCount()):
            if number:
                device.newPage()
            points, dots = document.pagePointSize(number), device.resolution() / 72
            picture = document.render(number, QSizeF(points.width() * dots, points.height() * dots).toSize())
            painter.drawImage(QPointF(0, 0), picture)
    finally:
        painter.end()


def _found(printer: str) -> QPrinterInfo:
    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise PrintingError("printer.missing", printer=printer)
    return info


def _for_cups(pages: Pages, media: cups.Media, printer: str, turn: str) -> tuple[int, tuple[str, ...]]:
    """How to turn the page, and the options that name its paper; upright first where the turn is left to us."""
    for degrees in (_upright(pages), 0) if turn == AUTO else (int(turn),):
        sideways = degrees % 180 != 0
        width, height = (pages.height, pages.width) if sideways else (pages.width, pages.height)
        options = media.options(width, height)
        if options is not None:
            # A queue without a driver gets the page as it is: whoever reads it there knows its paper.
            return (0 if media.is_raw and turn == AUTO else degrees), options
    raise PrintingError(
        "printer.no_such_paper", printer=printer, width=f"{pages.width:.0f}", height=f"{pages.height:.0f}"
    )


def _upright(pages: Pages) -> int:
    return 90 if pages.width > pages.height else 0
