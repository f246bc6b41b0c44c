"""What is handed out, and who was given it."""

from collections.abc import Iterator

from kiosk.core.handout import Handed, Handout, HandoutCount
from kiosk.core.programme import Session
from kiosk.store.read_model import ReadModel


class HandoutRecords:
    """Hand-outs, apart from the programme and its attendance."""

    def __init__(self, model: ReadModel) -> None:
        self._model = model

    def all(self) -> dict[str, Handout]:
        """Every hand-out by code."""
        return self._model.handouts()

    def door(self, code: str | None) -> dict[str, Session] | None:
        """The door at which a hand-out is given, by its code; None where ``code`` is none of a hand-out."""
        handout = self._model.handouts().get(code) if code else None
        return None if handout is None else {handout.code: handout.door}

    def doors(self) -> dict[str, Session]:
        """The door of every hand-out, by code."""
        return {code: handout.door for code, handout in self._model.handouts().items()}

    def counts(self) -> dict[str, HandoutCount]:
        """By code; one that nobody was given is left out."""
        return self._model.handed.counts()

    def handed(self) -> Iterator[Handed]:
        """Everybody who was given anything, in the order in which they were given it."""
        return self._model.handed.all()
