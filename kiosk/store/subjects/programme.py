"""Sessions and the one-to-one meetings in them."""

import sqlite3

from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting
from kiosk.store import meetings
from kiosk.store.read_model import ReadModel


class ProgrammeRecords:
    """What is on, where and when."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel) -> None:
        self._db = connection
        self._model = model

    def sessions(self) -> dict[str, Session]:
        """All sessions by code, in the order of their start."""
        return self._model.programme()

    def meetings(self, session: str | None = None) -> list[Meeting]:
        """All one-to-one meetings, or those of one session, in the order of their start and table."""
        return meetings.read(self._db, session)
