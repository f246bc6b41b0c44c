"""The picture of the event, such as its logo: kept in the event, so that every self-service desk shows it."""

import base64
import binascii
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core.access import Permission
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing.picture_files import opened_picture

_LARGEST = (900, 300)
"""Pixels that are kept: more than the head of a screen shows, and few enough for every desk's log."""


@takes_event
def keep_event_picture(records: Records, file: Path | None) -> None:
    """Take the picture in ``file``, made smaller where it is large; without a file the event has none any more.

    Raises ``KioskError`` for a file that is no PNG or JPEG.
    """
    require(records, Permission.CHANGE_RULES)
    picture = "" if file is None else base64.b64encode(_made_small(file)).decode("ascii")
    if records.event.text("picture") != picture:
        with records.transaction():
            records.append(Kind.EVENT, "event", {"picture": picture}, at=clock.now())


@takes_event
def event_picture(records: Records) -> bytes:
    """The picture as PNG; nothing where the event has none."""
    try:
        return base64.b64decode(records.event.text("picture"), validate=True)
    except binascii.Error:
        return b""


def _made_small(file: Path) -> bytes:
    try:
        with opened_picture(file) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except OSError as trouble:
        raise KioskError("event.no_picture", file=file.name) from trouble
    upright.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    content = BytesIO()
    upright.save(content, "PNG", optimize=True)
    return content.getvalue()
