"""The roster in memory: read once, for every screen that finds people."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.actions.door.people_index import PeopleIndex, read_people

if TYPE_CHECKING:
    from kiosk.ui.services.desk import Desk


class People(QObject):
    """Reads the roster when somebody wants it, and again when it changed; ``read`` hands it to all of them."""

    read = Signal(object)  # a PeopleIndex

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._index: PeopleIndex | None = None
        self._reading = 0
        desk.roster_changed.connect(self._read_anew)
        desk.programme_changed.connect(self._read_anew)

    def want(self) -> None:
        """Have ``read`` told: at once where the roster is known, else when it was read."""
        if self._index is not None:
            self.read.emit(self._index)
        elif not self._reading:
            self._read_anew()

    def _read_anew(self) -> None:
        self._index = None
        self._reading += 1
        self._desk.reader.run(read_people, self._on_read, self._on_failed)

    def _on_read(self, index: PeopleIndex) -> None:
        self._reading -= 1
        if not self._reading:  # else it changed while it was read, and is read again
            self._index = index
            self.read.emit(index)

    def _on_failed(self, trouble: Exception) -> None:
        self._reading -= 1
        self._desk.reader.trouble.emit(trouble)
