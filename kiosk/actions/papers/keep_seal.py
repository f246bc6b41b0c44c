"""The seal (직인) that is stamped on certificates: kept in the event, so that every desk has it."""

import base64
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core.access import Permission
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing.picture_files import TooLargeError, opened_picture

_LARGEST_FILE = 20_000_000  # bytes; a scan of a whole page has less
_SIDE = 600  # pixels: 20 mm at 760 dots per inch
_PAPER = 24  # how far from white paper still counts as paper


@takes_event
def keep_seal(records: Records, picture: Path) -> None:
    """Take the seal from a picture: cut out, and its paper made transparent so that the name below stays readable.

    Raises ``KioskError`` for a file that is no picture, or one without a seal in it.
    """
    require(records, Permission.CHANGE_RULES)
    _store(records, base64.b64encode(_png_of(_seal_in(_opened(picture), picture))).decode("ascii"))


def seal_file(records: Records, folder: Path) -> str:
    """The path of the seal, written into ``folder``; an empty text if the event has none."""
    kept = records.event.text("seal")
    if not kept:
        return ""
    file = folder / "seal.png"
    file.write_bytes(base64.b64decode(kept))
    return str(file)


def _opened(picture: Path) -> Image.Image:
    try:
        with opened_picture(picture, most_bytes=_LARGEST_FILE) as image:
            return ImageOps.exif_transpose(image).convert("RGBA")
    except TooLargeError as trouble:
        raise KioskError("seal.too_large", file=picture.name) from trouble
    except OSError as trouble:
        raise KioskError("seal.no_picture", file=picture.name) from trouble


def _seal_in(image: Image.Image, picture: Path) -> Image.Image:
    red, green, blue, alpha = image.split()
    if alpha.getextrema()[0] == 255:
        # A scan on paper: the darker or the more coloured a point, the more of it is seal.
        lightest = ImageChops.darker(ImageChops.darker(red, green), blue)
        alpha = lightest.point(lambda value: min(255, max(0, round((255 - _PAPER - value) * 1.25))))
        image.putalpha(alpha)
    box = alpha.point(lambda value: 255 * (value > 64)).getbbox()
    if box is None:
        raise KioskError("seal.nothing_there", file=picture.name)
    seal = image.crop(box)
    seal.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    return seal


def _png_of(seal: Image.Image) -> bytes:
    content = BytesIO()
    seal.save(content, "PNG", optimize=True)
    return content.getvalue()


def _store(records: Records, seal: str) -> None:
    if records.event.text("seal") != seal:
        with records.transaction():
            records.append(Kind.EVENT, "event", {"seal": seal}, at=clock.now())
