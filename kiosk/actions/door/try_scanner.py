"""Trying a scanner out before the event: a code of this event has to arrive, and nobody is checked in by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.actions.door.check_in import situation_of
from kiosk.actions.handles import takes_event
from kiosk.core.authority import SCANNER_TRIED
from kiosk.core.checkin import Found
from kiosk.core.operation import Kind
from kiosk.core.scan import Scan
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import qr

_TEST_NUMBER = "0" * 13
"""The number of the test code: of this event, and nobody's."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A code of this event that a scanner brought; ``name`` is its holder's, empty for the test code."""

    name: str


def trial_code(records: Records) -> str:
    """A code of this event that is nobody's ticket."""
    return records.event.ticket_key().issue(_TEST_NUMBER)


@takes_event
def trial_modules(records: Records) -> Sequence[Sequence[bool]]:
    """The test code as rows of dark and light modules, to be shown and scanned off the screen."""
    return qr.matrix(trial_code(records))


@takes_event
def note_trial(records: Records, text: str, *, at: datetime, desk: str = "") -> Arrived:
    """Note that this desk's scanner works: ``text`` arrived and is a code of this event.

    Raises ``scanner.not_ours`` when it is none; nothing is noted then.
    """
    found = situation_of(records, Scan("", text, at, desk))
    if found.found not in (Found.LISTED, Found.UNLISTED, Found.REVOKED):
        raise KioskError("scanner.not_ours")
    with records.transaction():
        records.append(Kind.EVENT, "event", {_field(records.desk_id): at.isoformat()}, at=at)
    return Arrived(found.attendee.name if found.attendee else "")


def tried_at(records: Records, desk_id: str) -> datetime | None:
    """When a scanner was last tried out at a desk.

    Scans of the event prove nothing: who is found by name and checked in by hand has a scan too.
    """
    text = records.event.text(_field(desk_id))
    return datetime.fromisoformat(text) if text else None


def _field(desk_id: str) -> str:
    """Each desk has a field of its own: whoever tries later at another desk must not overwrite it."""
    return SCANNER_TRIED + desk_id
