"""One reading of a foreign table, told: what was taken for what, what was left aside and why, what has to be asked.

Window, words and JSON are made from this one value (section 10 of the contract), for people and for sessions alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.core.lists.cells import Fault, Row, text

SAMPLES = 3
_EMPTY = (None, "")


class LooksLike(StrEnum):
    """What a column that is not used seems to hold, where leaving it out may be a mistake."""

    STATUS = "status"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    AFFILIATION = "affiliation"
    CONSENT = "consent"
    TICKET_CODE = "ticket_code"


class Asked(StrEnum):
    """What a reading asks before a row, or with row 0 the file, can be taken."""

    STATUS_WORD = "status_word"
    STATUS_COLUMN = "status_column"
    SECOND_NAME = "second_name"
    LIST_STATE = "list_state"
    STRUCK_OUT = "struck_out"
    BLANK_STATE = "blank_state"


TAKE_AS_STATUS = "status"
LEAVE_UNUSED = "unused"
TAKE_AS_PEOPLE = "people"
"""Answers to what is asked of a column."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column, ``index`` from 0, taken for ``field`` (``session:CODE`` for marks), with values it really holds."""

    index: int
    header: str
    field: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column that is not used, with values, and what it ``looks_like`` where that should be looked at."""

    index: int
    header: str
    samples: tuple[str, ...] = ()
    looks_like: LooksLike | None = None


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that was not read and seems to hold what the file is read for; ``rows`` counts its filled rows."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can answer.  ``row`` counts from 1, or is 0 for the file as a whole.

    ``kind`` says what is asked; ``file`` is the file's word or heading, ``desk`` the desk's value, ``who`` the person
    it is about, ``field`` what it would go to; ``choices`` are the answers there are, ``other_row`` an earlier row it
    is held against, ``is_scanned`` says that the desk's person was let in already.  A row with a question is not stored
    until it is answered.
    """

    row: int
    kind: str
    who: str = ""
    field: str = ""
    desk: str = ""
    file: str = ""
    choices: tuple[str, ...] = ()
    other_row: int = 0
    is_scanned: bool = False


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """What a reading says of a file.  ``rows`` are all rows but those of the header, counted from 1 in ``skipped``.

    Of several sheets read together ``sheets`` has what is told of each, and all else is of the first or of them all.
    """

    file: str = ""
    sheet: str = ""
    encoding: str = ""
    header_rows: tuple[int, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    unused: tuple[UnusedColumn, ...] = ()
    skipped: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    other_sheets: tuple[OtherSheet, ...] = ()
    rows: int = 0
    sheets: tuple["ReadingSummary", ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """What becomes of the rows of a file, each counted once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    same_person: int = 0
    rejected: int = 0
    skipped: int = 0
    questions: int = 0

    @property
    def rows(self) -> int:
        """All of them: what the file has."""
        return (
            self.new + self.changed + self.unchanged + self.same_person + self.rejected + self.skipped + self.questions
        )


def samples_of(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    """The first different values of a column that can be seen, at most ``SAMPLES``."""
    found: dict[str, None] = {}
    for row in rows:
        if column < len(row) and row[column] not in _EMPTY and (written := text(row[column])):
            found.setdefault(written)
            if len(found) == SAMPLES:
                break
    return tuple(found)
