"""What a change of the programme would do to what has already been scanned, said before anything is stored."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from kiosk.actions.event import details_of
from kiosk.core.attendance import Movement
from kiosk.core.programme import Session
from kiosk.core.programmes.programme_effects import Effect, changes_attendance, effects
from kiosk.core.roster import Attendee
from kiosk.store.records import Records

_AT_A_TIME = 500


def effects_of(records: Records, changed: Sequence[Session]) -> tuple[Effect, ...]:
    """Of each changed session with admissions, what its new hours, title or rules would do; the others have none."""
    programme, counts = records.programme.sessions(), records.scans.counts()
    admitted = {
        session.code: counts[session.code][0]
        for session in changed
        if counts.get(session.code, (0, 0))[0] and changes_attendance(programme[session.code], session)
    }
    if not admitted:
        return ()
    after = programme | {session.code: session for session in changed}
    issued = sum(certificate.is_valid for certificate in records.papers.certificates())
    return effects(_scanned(records), details_of(records).rule, programme, after, admitted, issued)


def _scanned(records: Records) -> Iterator[tuple[Attendee, Sequence[Movement]]]:
    """Everybody who was scanned, some at a time, also those whose record has not arrived."""
    unlisted = (Attendee(id=number, name="") for number in records.scans.unlisted())
    everybody = chain(records.people.all(), unlisted)
    while some := list(islice(everybody, _AT_A_TIME)):
        moved = records.scans.movements_of([person.id for person in some])
        yield from ((person, moved[person.id]) for person in some if moved.get(person.id))
