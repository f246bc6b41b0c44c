"""People whom two desks admitted while they were cut off from one another, as folded (``read_model``)."""

import sqlite3
from collections.abc import Iterator

from kiosk.core.exchange import Conflict, EntryAtDesk
from kiosk.core.operation import Kind
from kiosk.store import log
from kiosk.store.timestamps import moment


def read(connection: sqlite3.Connection) -> Iterator[Conflict]:
    """All conflicts in the order of the later entry."""
    rows = connection.execute(
        """SELECT c.person, COALESCE(a.name, ''), COALESCE(a.affiliation, ''), c.session,
                  e.scan_id, e.desk, e.at_us, l.scan_id, l.desk, l.at_us
           FROM conflict c
           JOIN scan e ON e.person = c.person AND e.scan_id = c.earlier_scan
           JOIN scan l ON l.person = c.person AND l.scan_id = c.later_scan
           LEFT JOIN attendee a ON a.id = c.person
           ORDER BY l.at_us, l.scan_id"""
    )
    for person, name, affiliation, session, *scans in rows:
        earlier, later = (EntryAtDesk(scan_id, desk, moment(at)) for scan_id, desk, at in (scans[:3], scans[3:]))
        words = log.of_subject(connection, Kind.ACCEPT, later.scan_id)
        first = min(words, key=lambda op: (op.hlc, op.op_id), default=None)
        reason = str(first.payload.get("reason", "")) if first else ""
        yield Conflict(person, name, affiliation, session, earlier, later, bool(words), reason)
