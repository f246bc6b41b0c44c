"""Everybody who works at the desks."""

import sqlite3

from kiosk.core.access import Operator
from kiosk.core.operation import Kind, Operation
from kiosk.store import log
from kiosk.store.read_model import ReadModel


class OperatorRecords:
    """Who may do what, and who signed in."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel) -> None:
        self._db = connection
        self._model = model

    def all(self) -> dict[str, Operator]:
        """Everybody who works at the desks, by name; empty while the event is open to whoever sits there."""
        return self._model.operators()

    def sign_ins(self, name: str) -> list[Operation]:
        """Every time somebody of this name signed in or tried to, in the order of the logical clock."""
        return sorted(log.of_subject(self._db, Kind.SIGN_IN, name), key=lambda op: op.hlc)
