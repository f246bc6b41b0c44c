"""An event's own fields of its people: a table, a group, a T-shirt size, an answer to be asked for at the scan.

What an event asks is data of the event.  A value stands in a person's record under ``own.CODE``, so that it is edited,
merged with lists and undone as any other field is; a program that knows no own fields keeps it as it came.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.core.lists.cells import Cell, mark, squash, text
from kiosk.core.roster import OWN, Attendee


class OwnKind(StrEnum):
    """What the values of an own field are."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"


YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class OwnField:
    """One own field.  ``labels`` are by language; ``choices`` what may be chosen; ``shown``: the desk sees the value at
    the scan; ``asked``: the desk asks for it at the entry of a person who has none.
    """

    code: str
    labels: Mapping[str, str]
    kind: OwnKind = OwnKind.TEXT
    choices: tuple[str, ...] = ()
    shown: bool = True
    asked: bool = False

    @property
    def name(self) -> str:
        """What the field is called in a person's record, and as the meaning of a column."""
        return OWN + self.code

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be answered by one key; nothing for a text."""
        return (YES, NO) if self.kind is OwnKind.YES_NO else self.choices if self.kind is OwnKind.CHOICE else ()

    def is_headed(self, label: str) -> bool:
        """Whether a column of this heading holds the field."""
        wanted = squash(label)
        return bool(wanted) and wanted in {squash(one) for one in (self.code, *self.labels.values())}


def tidy(field: OwnField, cell: Cell) -> str | None:
    """A value as it is kept, ``""`` for none; None for one that the field does not have."""
    written = text(cell)
    if not written:
        return ""
    if field.kind is OwnKind.YES_NO:
        answer = mark(cell)
        return None if answer is None else YES if answer else NO
    if field.kind is OwnKind.CHOICE:
        return next((one for one in field.choices if squash(one) == squash(written)), None)
    return written


def to_ask(person: Attendee, fields: Iterable[OwnField]) -> tuple[OwnField, ...]:
    """What the desk has still to ask this person."""
    return tuple(field for field in fields if field.asked and not person.own.get(field.code))
