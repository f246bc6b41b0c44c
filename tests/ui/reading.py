"""Waiting until a window has shown what it asked its lanes for, however long that takes on a busy machine."""

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.ui.services.desk import Desk


def finish_reading(qtbot: QtBot, desk: Desk) -> None:
    """Return when everything asked for by now was told to the screens, and what they asked for upon that too."""
    for _round in range(2):
        for lane in (desk.lane, desk.reader, desk.papers):
            with qtbot.waitCallback(timeout=60_000) as told:
                lane.run(lambda *_records_and_more: True, told)
    QCoreApplication.processEvents()  # what was told is laid out after that
