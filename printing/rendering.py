"""A page as a picture: what is seen on a screen or sent to a telephone is the PDF itself, rendered.

There is one painter of pages, the one that writes PDF; pdfium turns what it wrote into pixels.  pdfium is not made for
several threads at once: one page is rendered at a time, whoever asks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import RLock

import pypdfium2
from PIL import Image

from kiosk.whole_files import scratch
from printing import documents
from printing.errors import PrintingError
from printing.fonts import Fonts
from printing.layout import Layout
from printing.page_picture import PagePicture
from printing.setting import Finding
from printing.whole_file import whole

_TOGETHER = 50  # records that become one PDF on their way to pictures: its fonts are embedded once for all of them
_ENGINE = RLock()  # again in the same thread: whatever was given up half-way is closed when it is collected


def render(pdf: bytes, width: int, height: int | None = None) -> PagePicture:
    """The first page of ``pdf``, ``width`` pixels wide, or with a ``height`` as large as fits both."""
    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            wide, high = page.get_size()
            return _picture(page, width / wide if height is None else min(width / wide, height / high))
        finally:
            document.close()


def render_pages(pdf: bytes, width: int, most: int) -> list[PagePicture]:
    """The first ``most`` pages of ``pdf``, each ``width`` pixels wide."""
    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_picture(page, width / page.get_size()[0]) for page in islice(document, most)]
        finally:
            document.close()


def printable_pages(file: Path, dpi: int) -> Iterator[PagePicture]:
    """Every page of a PDF at a printer's resolution, one after the other: one alone can take 140 MB.

    The file is read and let go at once.  Raises ``printing.unreadable`` for what is no PDF.
    """
    with _ENGINE:
        try:
            document = pypdfium2.PdfDocument(file.read_bytes())
        except pypdfium2.PdfiumError as trouble:
            raise PrintingError("printing.unreadable", file=file.name) from trouble
    try:
        for number in range(len(document)):
            with _ENGINE:
                page = document[number]
                picture = _picture(page, dpi / 72)
                page.close()
            yield picture
    finally:
        with _ENGINE:
            document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> PagePicture:
    # A hair less, so that rounding up makes no pixel more than was asked for.
    bitmap = page.render(scale=scale * (1 - 1e-6), prefer_bgrx=True)
    return PagePicture(bitmap.width, bitmap.height, bytes(bitmap.buffer))


def write_pictures(
    layout: Layout, pages: Iterable[tuple[Mapping[str, str], Path]], *, fonts: Fonts, dpi: int = 300
) -> Iterator[tuple[Finding, ...]]:
    """Write the page of each record as PNG to the file that comes with it; a folded layout shows its front.

    What a person should know of each comes back as soon as its file is whole, counted from document 1; whoever stops
    asking stops the work.  Raises ``printing.code_too_long``, ``printing.picture_unreadable`` and what ``cannot_write``
    tells.
    """
    front = replace(layout, folded=False)
    remaining, done = iter(pages), 0
    while together := list(islice(remaining, _TOGETHER)):
        content, findings = _written(front, [record for record, _out in together], fonts)
        own = tuple(finding for finding in findings if not finding.document and not done)
        for number, picture in enumerate(_painted(content, dpi), start=1):
            with whole(together[number - 1][1]) as unfinished:
                picture.save(unfinished, "PNG", compress_level=6)
            done += 1
            yield (*own, *(replace(finding, document=done) for finding in findings if finding.document == number))
            own = ()


def grey_pages(pdf: bytes, most: int, *, dpi: int = 200) -> Iterator[Image.Image]:
    """The first ``most`` pages of a PDF in grey; none of one that is no PDF or too damaged."""
    try:
        pages = islice(_painted(pdf, dpi), most)
        for page in pages:
            yield page.convert("L")
    except pypdfium2.PdfiumError:
        return


def _written(layout: Layout, records: Sequence[Mapping[str, str]], fonts: Fonts) -> tuple[bytes, tuple[Finding, ...]]:
    with scratch("pictures") as folder:
        pdf = folder / "pages.pdf"
        printed = documents.write_pdf(layout, records, pdf, fonts=fonts, title=layout.name)
        return pdf.read_bytes(), printed.findings.all


def _painted(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            with _ENGINE:
                page = document[number]
                picture: Image.Image = page.render(scale=dpi / 72).to_pil().copy()  # pdfium's memory goes with the page
                page.close()
            yield picture
    finally:
        with _ENGINE:
            document.close()
