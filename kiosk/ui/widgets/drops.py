"""Files dropped on a window."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_file(event: QDropEvent, suffixes: Collection[str]) -> Path | None:
    """The one local file that is dropped, if it ends in one of ``suffixes`` (with the dot, small letters)."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in suffixes else None
