"""The audit trail of an event: every change of people, rules and attendance, told from the log."""

from dataclasses import replace

from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core import audit
from kiosk.core.access import Permission
from kiosk.core.audit import Entry
from kiosk.store.records import Records


@takes_event
def audit_trail(records: Records, attendee_id: str = "") -> list[Entry]:
    """Every change in the order in which they were made; of one person alone when ``attendee_id`` is given.

    A laptop is called as it was when it scanned last; one that never scanned keeps its id.
    """
    require(records, Permission.FIND_PEOPLE)
    desks = records.journal.desk_names()
    return [
        replace(entry, desk=desks.get(entry.desk, entry.desk))
        for entry in audit.trail(records.journal.in_order())
        if not attendee_id or entry.subject == attendee_id
    ]
