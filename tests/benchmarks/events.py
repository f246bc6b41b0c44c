"""Events of any size for the measurements, made through the program's own import and check-in."""

from datetime import timedelta
from pathlib import Path

from kiosk.actions.door.check_in import Scan, check_in, new_scan_id
from kiosk.actions.people import import_roster
from kiosk.actions.preparing import demonstration
from kiosk.actions.preparing.invented_people import ROSTER_HEADER, invented_rows
from kiosk.core.operation import Kind
from kiosk.store.records import Records
from kiosk.tables.writing import write_csv

SESSIONS = ["S1", "S2", "S3", "S4", "S5"]


def make_event(path: Path, people: int, *, as_planned: bool = True) -> Records:
    """The demonstration's programme with ``people`` invented people, open for writing; it begins now unless planned."""
    records = demonstration.make_demonstration(path, as_planned=as_planned, invented_people=people)
    file = path.with_suffix(".csv")
    write_csv(file, ROSTER_HEADER, invented_rows(people, SESSIONS))
    table = import_roster.open_roster(file)
    planned = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    import_roster.import_roster(records, planned)
    return records


def give_history(records: Records, scans_each: int, at: str = "REG1") -> None:
    """Scans at a session for everybody, as the log would hold them after a busy first day.

    They are made by the real check-in for one person and written for the others in bulk: a million durable commits
    would take an hour and leave the same rows.
    """
    people = records.people.all()
    session = records.programme.sessions()[at]
    for number in range(scans_each):
        moment = session.starts_at + timedelta(minutes=1 + number * 2)
        scan = Scan(new_scan_id(), people[0].ticket_code, moment, "1", session=at)
        check_in(records, scan)
    pattern = records.scans.newest(scans_each)[::-1]
    for start in range(1, len(people), 20_000):
        with records.transaction():
            records.append_all(
                [
                    records.new_operation(
                        Kind.SCAN,
                        person.id,
                        {
                            **op.payload,
                            "text": person.ticket_code,
                            "code": person.ticket_code,
                            "attendee": {**op.payload["attendee"], "id": person.id, "name": person.name},
                        },
                        at=session.starts_at + timedelta(minutes=1 + number * 2, seconds=index % 60),
                        op_id=new_scan_id(),
                        session=op.session,
                        direction=op.direction,
                    )
                    for index, person in enumerate(people[start : start + 20_000])
                    for number, op in enumerate(pattern)
                ]
            )
