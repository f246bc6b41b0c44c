"""Files dropped on a window."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


class TakesFile:
    """Mix-in, named before a widget class: a file that ends in one of ``SUFFIXES`` may be dropped on the widget, which
    gets it by ``take_file``.

    The widget has to say ``setAcceptDrops(True)``.
    """

    SUFFIXES: Collection[str] = ()
    """With the dot, in small letters."""

    def take_file(self, path: Path) -> None:
        """Do with a dropped file what the widget is there for."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file of the right kind may be dropped here."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        path = self._dropped(event)
        if path is not None:
            self.take_file(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        """The one local file that is dropped, if it is of the right kind."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in self.SUFFIXES else None
