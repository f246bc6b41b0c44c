"""What the desk at the door does with a scan, a walk-in and a slip, and what is told of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.actions.door import check_in as checking_in
from kiosk.actions.door.walk_in import register_walk_in
from kiosk.actions.handles import takes_event
from kiosk.actions.programme.hold_meetings import meetings_after
from kiosk.core.answer_shape import answer_of
from kiosk.core.programmes.partnering import Meeting
from kiosk.core.right_door import WRONG_DOOR, right_session
from kiosk.core.scan import Answer, Scan
from kiosk.store.records import Records

RECENT = 60
"""So many scans the list keeps: more than fit a screen, few enough to read at a start."""

Counts = Mapping[str, tuple[int, int]]
"""By session: people who came, people with a stay that nothing has ended yet; by hand-out: people who were given one,
pieces that are gone.
"""


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One line of the last scans.  ``scan`` is None for scans read from the file: they cannot be overruled any more.

    ``meetings`` are what a person who came into a partnering session has before them there; ``instead`` is the code of
    the session that is open for somebody who was refused at the wrong door.
    """

    answer: Answer
    scan: Scan | None = None
    taken_back: bool = False
    meetings: tuple[Meeting, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer that is on the disk, and the counts after it."""

    row: ScanRow
    counts: Counts


@dataclass(frozen=True, slots=True)
class Recent:
    """What is on the file when the screen opens: last scans, newest first, and the counts."""

    rows: tuple[ScanRow, ...]
    counts: Counts


@takes_event
def answer_scan(records: Records, scan: Scan) -> Outcome:
    """Check in, and count anew."""
    answer = checking_in.check_in(records, scan)
    row = ScanRow(answer, scan, meetings=tuple(meetings_after(records, answer)), instead=_instead(records, answer))
    return Outcome(row, count(records))


def _instead(records: Records, answer: Answer) -> str:
    """The code of the session that is open for somebody refused here; empty where there is none."""
    if answer.verdict not in WRONG_DOOR or answer.person is None:
        return ""
    person = records.people.get(answer.person.id)
    if person is None:
        return ""
    programme = records.programme.sessions()
    stays = records.scans.history(person.id, "", answer.desk, answer.at, programme).stays
    been = {stay.session for stay in stays if stay.exit is None}
    session = right_session(answer, programme, person, been)
    return session.code if session else ""


@takes_event
def answer_walk_in(records: Records, fields: Mapping[str, object], scan: Scan) -> Outcome:
    """Register somebody, check them in, and count anew."""
    person, answer = register_walk_in(records, fields, scan)
    row = ScanRow(answer, replace(scan, text=person.ticket_code), meetings=tuple(meetings_after(records, answer)))
    return Outcome(row, count(records))


@takes_event
def take_back(records: Records, row: ScanRow, reason: str) -> Outcome:
    """Take the scan of ``row`` back, and count anew."""
    answer = checking_in.undo(records, row.answer.scan_id, reason)
    return Outcome(replace(row, answer=answer, taken_back=True), count(records))


@takes_event
def read_recent(records: Records) -> Recent:
    """The last scans and the counts."""
    voided = records.scans.voided()
    rows = [
        ScanRow(answer_of(operation), taken_back=operation.op_id in voided)
        for operation in records.scans.newest(RECENT)
    ]
    return Recent(tuple(rows), count(records))


@takes_event
def count(records: Records) -> Counts:
    """The counts."""
    handouts, given = records.handouts.all(), records.handouts.counts()
    return {session: (came, open_stays) for session, (came, open_stays) in records.scans.counts().items()} | {
        code: (found.people, found.gone(handouts[code])) for code, found in given.items() if code in handouts
    }
