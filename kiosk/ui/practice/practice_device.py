"""This laptop's settings while somebody practises: they begin as they are, and nothing of them is kept."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from kiosk.core.programme import Session
from kiosk.ui.services.device import Device


class PracticeDevice(Device):
    """Stands at the door of ``session``; scanners have news of their own, for one is lost in between."""

    def __init__(self, device: Device, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = device.language
        self.settings = replace(
            device.settings, room=session.room, pinned=session.code, copies_folder="", self_service=False,
            second_window=False,
        )  # fmt: skip

    def change(self, **values: Any) -> None:
        """Take new values until the practice ends."""
        self.settings = replace(self.settings, **values)
        self.changed.emit()
