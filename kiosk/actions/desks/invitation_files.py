"""An invitation on its way to the other laptop: a file, or its QR code on a screen or in a picture."""

from collections.abc import Sequence
from pathlib import Path

import zxingcpp
from PIL import Image

from kiosk.actions.papers.output_paths import file_name
from kiosk.core import invitation
from kiosk.errors import KioskError
from kiosk.whole_files import written_beside
from printing import qr
from printing.picture_files import opened_picture

JOIN_SUFFIX = ".kioskjoin"

_MOST_CHARACTERS = 100_000
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp")


def invitation_modules(text: str) -> Sequence[Sequence[bool]]:
    """The QR code of an invitation: rows from the top, True is dark, without the quiet zone."""
    return qr.matrix(text)


def read_invitation_file(path: Path) -> str:
    """The text of an invitation file, or of the QR code in a picture of it; empty when the picture shows none.

    Raises ``KioskError`` when the file cannot be read.
    """
    try:
        if path.suffix.lower() in _PICTURES:
            return _pictured(path)
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MOST_CHARACTERS).strip()
    except OSError as trouble:
        raise KioskError("event.cannot_read", file=path.name, why=trouble.strerror) from trouble


def invitation_file(folder: Path, desk: str) -> Path:
    """Where the invitation of a desk is kept, whatever the desk is called: “1F/Lobby” is no folder."""
    return folder / f"{file_name(desk)}{JOIN_SUFFIX}"


def save_invitation(text: str, path: Path) -> None:
    """Write an invitation to a file that the other desk opens, or its QR code to a picture (``.png``).

    Raises ``KioskError`` when it cannot be written.
    """
    try:
        with written_beside(path, private=True) as unfinished:  # it lets whoever reads it in
            if path.suffix.lower() == ".png":
                _picture(text).save(unfinished, "PNG")
            else:
                unfinished.write_text(invitation.grouped(text) + "\n", encoding="ascii")
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(path), why=trouble.strerror) from trouble


_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _pictured(path: Path) -> str:
    path.stat()  # a picture that is not there is no picture without a code
    try:
        with opened_picture(path) as picture:
            found = zxingcpp.read_barcodes(picture.convert("L"), formats=_QR)
    except (OSError, ValueError):
        return ""
    return next((code.text for code in found if invitation.decode(code.text)), "")


def _picture(text: str) -> Image.Image:
    code = qr.matrix(text)
    side, pixels = len(code) + 2 * qr.QUIET, 10
    image = Image.new("1", (side, side), 1)
    for y, row in enumerate(code):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + qr.QUIET, y + qr.QUIET), 0)
    return image.resize((side * pixels, side * pixels), Image.Resampling.NEAREST)
