"""Looking at PDF files as a reader would: their text, where it stands, and what the page looks like."""

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and its rectangle, in millimetres from the page's upper left corner."""

    character: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart; the size in millimetres."""

    text: str
    width: float
    height: float
    letters: tuple[Letter, ...]


def read(file: Path) -> list[Page]:
    """All pages of a PDF file."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [_read_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def picture(file: Path, page: int = 0, *, dpi: int = 300, mode: str = "L") -> Image.Image:
    """A page as it comes out of a printer, in shades of grey (``L``) or in colour (``RGB``)."""
    document = pypdfium2.PdfDocument(file)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert(mode)
    finally:
        document.close()


def codes(image: Image.Image) -> list[str]:
    """The texts of all QR codes in a picture."""
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def properties(file: Path) -> dict[str, str]:
    """What the file says about itself: title, author and so on."""
    document = pypdfium2.PdfDocument(file)
    try:
        return document.get_metadata_dict()
    finally:
        document.close()


def _read_page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    content = text.get_text_range()
    letters = []
    for index in range(text.count_chars()):
        left, bottom, right, top = (edge / _MILLIMETRE for edge in text.get_charbox(index))
        character = text.get_text_range(index, 1)
        letters.append(Letter(character, left, height / _MILLIMETRE - top, right, height / _MILLIMETRE - bottom))
    return Page(content, width / _MILLIMETRE, height / _MILLIMETRE, tuple(letters))
