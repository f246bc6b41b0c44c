"""Words that only a newer program writes, read as the nearest that this one knows; what stands beside them counts.

Nothing is taken for granted: a registration of an unknown state does not stand until it says that it does, an unknown
rule lets in those on the list, an unknown role is the least, and of an unknown outcome nothing is known.  A program
that adds a state writes ``stands`` beside it, so that every desk counts the person alike.  The log keeps the word as it
came.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from kiosk.core.access import Role
from kiosk.core.own_field import OwnKind
from kiosk.core.programme import Admission, Tracking
from kiosk.core.programmes.partnering import Result
from kiosk.core.roster import Status

Word = TypeVar("Word", bound=StrEnum)

_NEAREST: Mapping[type[StrEnum], StrEnum] = {
    Status: Status.WAITING,
    Admission: Admission.REGISTERED,
    Tracking: Tracking.ENTRY_EXIT,  # what leaves is seen, and who is not seen leaving stays to the end
    Role: Role.OPERATOR,
    Result: Result.PLANNED,
    OwnKind: OwnKind.TEXT,
}
_STATES = {str(state): state for state in Status}


def understood(words: type[Word], word: str) -> Word:
    """A stored word as one of those this program knows."""
    try:
        return words(word)
    except ValueError:
        return words(_NEAREST[words])


def status_of(fields: Mapping[str, object]) -> Status:
    """The state of a person's registration, of their fields as the log has them."""
    word = fields.get("status") or Status.REGISTERED
    known = _STATES.get(str(word))
    if known is not None:
        return known
    return Status.REGISTERED if fields.get("stands") is True else understood(Status, str(word))
