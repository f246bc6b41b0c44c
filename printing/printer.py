"""The printers of this computer.  The one module of this package that uses Qt.

On Linux paper goes through CUPS; on Windows and macOS through Qt, which draws each page at the printer's own
resolution, and on Windows the spooler is asked what became of it.  Qt takes an unknown printer for its PDF writer and
says nothing: each is looked for by name before.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.whole_files import scratch
from printing import cups, windows_spooler
from printing.errors import PrintingError
from printing.placing import Pages, Placement, measure, place
from printing.spooled import Fate, Handed, Status

AUTO = "auto"
_BY_CUPS, _BY_SPOOLER = sys.platform.startswith("linux"), sys.platform == "win32"
_GAVE_UP = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
_NEAR = 1.0  # millimetres by which a driver may round a size of its own


def names() -> list[str]:
    """The printers of this computer by name; raises ``printer.no_service`` when that cannot be asked."""
    return cups.names() if _BY_CUPS else list(QPrinterInfo.availablePrinterNames())


def status(printer: str) -> Status:
    """How a printer is now; raises ``printer.missing`` when there is none of this name, and ``printer.no_service``."""
    if _BY_CUPS:
        return cups.status(printer)
    info = _found(printer)
    if _BY_SPOOLER:
        return windows_spooler.status(printer)
    return Status(
        printer,
        "printer.stopped" if info.state() in _GAVE_UP else "",
    )


def hand_over(file: Path, printer: str, title: str, *, turn: str, right: float = 0.0, down: float = 0.0) -> Handed:
    """Print a PDF on paper of exactly its own size, without asking.

    ``turn`` is ``auto`` or degrees clockwise, ``right`` and ``down`` move the picture on the paper by millimetres.
    Raises ``printer.missing``, ``printer.no_service``, ``printer.rejects``, ``printer.refused`` and
    ``printer.no_such_paper``; nothing was printed then.
    """
    pages = measure(file)
    with scratch("print") as folder:
        placed = folder / "page.pdf"
        if _BY_CUPS:
            ready = cups.status(printer)
            if ready.trouble == "printer.rejects":
                raise PrintingError("printer.rejects", printer=printer, why=ready.message)
            degrees, options = _for_cups(pages, cups.media(printer), printer, turn)
            paper = place(file, placed, Placement(right, down, degrees))
            return Handed(cups.hand_over(paper, printer, title, options), pages.count)
        degrees = _by_qt(pages, printer, turn)
        return Handed(draw(place(file, placed, Placement(right, down, degrees)), printer, title), pages.count)


def fate(spool_id: str, title: str) -> Fate:
    """What became of a job; where the system does not tell, what it has taken counts as printed."""
    if _BY_CUPS:
        return cups.fate(spool_id, title) if spool_id else Fate.GONE
    return windows_spooler.fate(spool_id) if _BY_SPOOLER and spool_id else Fate.PRINTED


def cancel(spool_id: str) -> bool:
    """Take a job back from the printer's queue; whether that was possible."""
    if not spool_id:
        return False
    if _BY_CUPS:
        return cups.cancel(spool_id)
    return _BY_SPOOLER and windows_spooler.cancel(spool_id)


def draw(file: Path, printer: str, title: str) -> str:
    """Print by Qt: page by page as a picture at the printer's resolution, from edge to edge; what the printer's queue
    calls the job, as far as it tells.

    Raises ``PrintingError`` when the printer is not there, has no such paper or refuses, and for a file that is no
    readable PDF.  The file is let go in any case: a page with a name on it must not stay because it is held.
    """
    # imported late: brings what writes PDF, and the window starts without it
    from printing.rendering import printable_pages

    device = _device(measure(file), printer)
    device.setDocName(title)
    painter = QPainter()
    if not painter.begin(device):
        raise PrintingError("printer.refused", printer=printer, why=title)
    try:
        # The spooler forgets a job that is through: it is looked up while it is being written.
        spool_id = windows_spooler.find(printer, title) if _BY_SPOOLER else ""
        for number, page in enumerate(printable_pages(file, device.resolution())):
            if number and not device.newPage():
                raise PrintingError("printer.refused", printer=printer, why=title)
            picture = QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32)
            painter.drawImage(QPointF(0, 0), picture)
    finally:
        ended = painter.end()
    if not ended or device.printerState() in _GAVE_UP:
        raise PrintingError("printer.refused", printer=printer, why=title)
    return spool_id


def _device(pages: Pages, printer: str) -> QPrinter:
    """The printer with paper of the pages' size in it.  Raises ``printer.missing`` and ``printer.no_such_paper``."""
    info = _found(printer)
    if QCoreApplication.instance() is None:
        QGuiApplication([])
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    if device.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        raise PrintingError("printer.missing", printer=printer)
    device.setFullPage(True)
    size = QPageSize(
        QSizeF(pages.width, pages.height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    # A driver that does not know the size keeps its own and says nothing: the page would come out cut off.
    paper = device.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    if abs(paper.width() - pages.width) > _NEAR or abs(paper.height() - pages.height) > _NEAR:
        raise _no_such_paper(pages, printer)
    return device


def _by_qt(pages: Pages, printer: str, turn: str) -> int:
    """How to turn the page for a printer that Qt prints to; upright first where the turn is left to us."""
    tries = dict.fromkeys((_upright(pages), 0) if turn == AUTO else (int(turn),))
    for degrees in tries:
        try:
            _device(pages.turned(degrees), printer)
            return degrees
        except PrintingError as trouble:
            if trouble.code != "printer.no_such_paper":
                raise
    raise _no_such_paper(pages, printer)


def _found(printer: str) -> QPrinterInfo:
    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise PrintingError("printer.missing", printer=printer)
    return info


def _for_cups(pages: Pages, media: cups.Media, printer: str, turn: str) -> tuple[int, tuple[str, ...]]:
    """How to turn the page, and the options that name its paper; upright first where the turn is left to us."""
    for degrees in (_upright(pages), 0) if turn == AUTO else (int(turn),):
        turned = pages.turned(degrees)
        options = media.options(turned.width, turned.height)
        if options is not None:
            # A queue without a driver gets the page as it is: whoever reads it there knows its paper.
            return (0 if media.is_raw and turn == AUTO else degrees), options
    raise _no_such_paper(pages, printer)


def _no_such_paper(pages: Pages, printer: str) -> PrintingError:
    return PrintingError(
        "printer.no_such_paper", printer=printer, width=f"{pages.width:.0f}", height=f"{pages.height:.0f}"
    )


def _upright(pages: Pages) -> int:
    return 90 if pages.width > pages.height else 0
