"""What a change of the programme would do to what has already been scanned, said before anything is stored."""

from collections.abc import Sequence

from kiosk.actions.event import details_of
from kiosk.core.programme import Session
from kiosk.core.programme_effects import Effect, effects, matters
from kiosk.store.records import Records


def effects_of(records: Records, changed: Sequence[Session]) -> tuple[Effect, ...]:
    """Of each changed session with admissions, what its new hours, title or rules would do; the others have none."""
    programme, counts = records.programme.sessions(), records.scans.counts()
    admitted = {
        session.code: counts[session.code][0]
        for session in changed
        if counts.get(session.code, (0, 0))[0] and matters(programme[session.code], session)
    }
    if not admitted:
        return ()
    roster = {attendee.id: attendee for attendee in records.people.all()}
    after = programme | {session.code: session for session in changed}
    return effects(
        records.scans.movements_by_person(), roster, details_of(records).rule, programme, after, admitted,
        len(records.papers.certificates()),
    )  # fmt: skip
