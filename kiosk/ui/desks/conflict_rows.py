"""What several desks did without knowing of one another, as lines to be resolved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from kiosk.actions.desks.conflicts import conflicts_of, entered_twice
from kiosk.actions.desks.sync_setup import set_aside_of
from kiosk.core.attendance import HANDOUT
from kiosk.core.exchange import Conflict, SetAside
from kiosk.core.open_event import OpenEvent
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.ui.widgets.present import present
from kiosk.words import catalogue
from kiosk.words.catalogue import _
from kiosk.words.sync import why_aside


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One line: exactly one of the three is given."""

    conflict: Conflict | None = None
    pair: tuple[Attendee, Attendee] | None = None
    aside: SetAside | None = None


def read_conflict_rows(records: OpenEvent, _progress: object = None, _cancelled: object = None) -> list[ConflictRow]:
    """Everything to be resolved or to be known, the open ones first."""
    conflicts = [ConflictRow(conflict=found) for found in conflicts_of(records)]
    opened = [matter for matter in conflicts if not present(matter.conflict).accepted]
    resolved = [matter for matter in conflicts if present(matter.conflict).accepted]
    pairs = [ConflictRow(pair=pair) for pair in entered_twice(records)]
    return opened + pairs + [ConflictRow(aside=row) for row in set_aside_of(records)] + resolved


def described(matter: ConflictRow, doors: dict[str, Session], zone: tzinfo) -> Sequence[str]:
    """What it is, whom it concerns, and the particulars."""
    if matter.conflict is not None:
        return _of_conflict(matter.conflict, doors, zone)
    if matter.pair is not None:
        one, other = matter.pair
        return _("Possibly the same person"), one.name, f"{_signs(one)} / {_signs(other)}"
    row = present(matter.aside)
    text = _("Entry {number} of desk “{desk}” could not be used ({reason}). It is kept; everything else is shared.")
    told = text.format(number=row.seq, desk=row.desk or row.desk_id, reason=why_aside(row.reason))
    return _("Not applied"), row.kind, told


def _of_conflict(found: Conflict, doors: dict[str, Session], zone: tzinfo) -> Sequence[str]:
    session = doors.get(found.session)
    handed = session is not None and session.kind == HANDOUT
    text = _("{session}: {time} at “{desk}”, {other_time} at “{other_desk}”").format(
        session=catalogue.title_of(session) if session else found.session,
        desk=found.earlier.desk, time=f"{found.earlier.at.astimezone(zone):%H:%M:%S}",
        other_desk=found.later.desk, other_time=f"{found.later.at.astimezone(zone):%H:%M:%S}",
    )  # fmt: skip
    name = " · ".join(filter(None, (found.name or found.person, found.affiliation)))
    if found.accepted:
        return _("Given twice, left as is") if handed else _("Admitted twice, left as is"), name, text
    return _("Given twice") if handed else _("Admitted twice"), name, text


def _signs(person: Attendee) -> str:
    """What tells two entries apart."""
    return " · ".join(filter(None, (person.affiliation, person.phone, person.email))) or person.id
