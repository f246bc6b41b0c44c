"""Attendance records for the office: XLSX, CSV or JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.access_log import Access, note_access
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.figures import read_census, statistics_rows
from kiosk.actions.hold_meetings import meeting_json
from kiosk.actions.report_attendance import PersonAttendance, attendance_of_all
from kiosk.actions.targets import check_target
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.attendance import Attendance, AttendanceStatus, has_minutes
from kiosk.core.certificate import counts_for_certificates
from kiosk.core.figures import Census
from kiosk.core.operation import as_text
from kiosk.core.programme import Session
from kiosk.core.roster import EXPORTED, Attendee
from kiosk.store.moments import moment
from kiosk.store.records import Records
from kiosk.tables.table import Cell
from kiosk.tables.writing import Sheet, cannot_write, write_csv, write_workbook
from kiosk.whole_files import written_beside

Words = Callable[[str], str]
"""Gives the word shown for a code (heading, verdict, status) in the reader's language."""

Progress = Callable[[int, int], None]

_SCAN = (
    "time", "session", "direction", "verdict", "accepted", "name", "affiliation", "category", "desk", "operator",
    "overridden", "voided", "text", "scan_id",
)  # fmt: skip
_MEETING = ("session", "table", "starts_at", "ends_at", "company", "partner", "proposal", "result")
_TOTAL = (
    "session", "category", "expected", "count_came", "count_beside", "count_absent", "count_present", "count_partial",
    "total_minutes", "average_minutes",
)  # fmt: skip


def export_records(
    records: Records, out: Path, words: Words, *, language: str, progress: Progress | None = None
) -> Path:
    """Write the attendance records to ``out``: by its ending a workbook (.xlsx: attendee × session, all scans, totals,
    meetings), one table (.csv: attendee × session) or everything (.json).

    Titles are in ``language``, as ``words`` are; times are local times of the event.  Raises ``KioskError`` for another
    ending, for the name of an event, or when the file cannot be written; what was there before is kept then.
    """
    require(records, Permission.EXPORT)
    check_target(out, (".xlsx", ".csv", ".json"))
    people = list(_told(attendance_of_all(records), records.people.count(), progress))
    programme, zone = records.programme.sessions(), event_zone(records)
    if out.suffix.lower() == ".xlsx":
        write_workbook(
            out,
            [
                Sheet(words("sheet.attendance"), attendance_header(programme, words, language),
                      _attendance_rows(people, programme, words)),
                Sheet(words("sheet.scans"), [words(code) for code in _SCAN], _scan_rows(records, zone, words)),
                Sheet(words("sheet.totals"), [words(code) for code in _TOTAL],
                      _total_rows(read_census(records), words, language), {9: "0.0"}),
                *_meeting_sheets(records, zone, words),
            ],
        )  # fmt: skip
    elif out.suffix.lower() == ".csv":
        write_csv(out, attendance_header(programme, words, language), _attendance_rows(people, programme, words))
    else:
        _write_json(out, records, people, language)
    note_access(records, Access.EXPORT, len(people))
    return out


def attendance_header(programme: dict[str, Session], words: Words, language: str) -> list[str]:
    """Headings of the attendee × session table: the person, two columns a session, the sums."""
    header = [words("number"), *(words(code) for code in EXPORTED)]
    for session in programme.values():
        header.append(_named(session, language))
        if has_minutes(session):
            header.append(words("minutes").format(session=session.code))
    return [*header, words("sessions_counted"), words("minutes_counted")]


def attendance_json(person: PersonAttendance, attended: Attendance) -> dict[str, object]:
    """One attendee × session as ``kiosk attendance --json`` prints it."""
    return {
        "attendee_id": person.attendee.id,
        "name": person.attendee.name,
        "session": attended.session,
        "status": attended.status,
        "first_in": attended.first_in and as_text(attended.first_in),
        "last_out": attended.last_out and as_text(attended.last_out),
        "minutes": attended.minutes,
        "session_minutes": attended.session_minutes,
        "stays": [[as_text(start), as_text(end)] for start, end in attended.stays],
        "open_exit": attended.open_exit,
    }


def scan_rows(records: Records) -> Iterator[dict[str, object]]:
    """Every scan ever answered, in the order of arrival, with what was taken back and why."""
    voided = records.scans.voided()
    for operation in records.scans.all():
        fields = operation.payload
        yield {
            "scan_id": operation.op_id,
            "at": as_text(moment(operation.at_us)),
            "session": operation.session,
            "direction": operation.direction,
            "verdict": fields["verdict"],
            "accepted": fields["accepted"],
            "attendee": fields["attendee"],
            "desk": fields["desk"],
            "operator": fields["operator"],
            "overridden": fields["override"] if fields["overridden"] else "",
            "voided": str(voided[operation.op_id].payload["reason"]) if operation.op_id in voided else "",
            "text": fields["text"],
        }


def _named(session: Session, language: str) -> str:
    return f"{session.code} {texts.in_language(session.titles, language)}"


def _told(people: Iterable[PersonAttendance], total: int, progress: Progress | None) -> Iterator[PersonAttendance]:
    for done, person in enumerate(people, start=1):
        if progress and (done % 200 == 0 or done == total):
            progress(done, max(done, total))
        yield person


def _attendance_rows(
    people: Iterable[PersonAttendance], programme: dict[str, Session], words: Words
) -> Iterator[list[Cell]]:
    for number, person in enumerate(people, start=1):
        row: list[Cell] = [number, *_person_cells(person.attendee, words)]
        counted = [a for a in person.attendances if counts_for_certificates(programme[a.session])]
        for attended in person.attendances:
            row.append("" if attended.status is AttendanceStatus.ABSENT else words(attended.status))
            if has_minutes(programme[attended.session]):
                row.append(None if attended.status is AttendanceStatus.ABSENT else attended.minutes)
        row.append(sum(a.status is AttendanceStatus.PRESENT for a in counted))
        row.append(sum(a.minutes for a in counted))
        yield row


def _person_cells(person: Attendee, words: Words) -> list[Cell]:
    cells: list[Cell] = [getattr(person, field) for field in EXPORTED[:-1]]
    return [*cells, words(f"status.{person.status}")]


def _scan_rows(records: Records, zone: tzinfo, words: Words) -> Iterator[list[Cell]]:
    for scan in scan_rows(records):
        person = scan["attendee"] or {}
        at = datetime.fromisoformat(str(scan["at"])).astimezone(zone)
        yield [
            at, scan["session"], words(scan["direction"]), words(scan["verdict"]),
            words("yes") if scan["accepted"] else "", person.get("name"), person.get("affiliation"),
            person.get("category"), scan["desk"], scan["operator"], scan["overridden"], scan["voided"], scan["text"],
            scan["scan_id"],
        ]  # fmt: skip


def _total_rows(counted: Census, words: Words, language: str) -> Iterator[list[Cell]]:
    """By session: all, then each category in the order of the event, as the census counts them."""
    for session, category, group in statistics_rows(counted):
        yield [
            _named(session, language),
            words("all") if category is None else category or words("none"),
            group.expected, group.came, group.beside, group.absent, group.present, group.partial, group.minutes,
            group.average_minutes if has_minutes(session) else None,
        ]  # fmt: skip


def _meeting_sheets(records: Records, zone: tzinfo, words: Words) -> Iterator[Sheet]:
    """One-to-one meetings with what came of them, for an event that has some."""
    meetings = records.programme.meetings()
    if meetings:
        rows = (
            [
                meeting.session, meeting.table, meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone),
                meeting.company, meeting.partner, meeting.proposal, words(meeting.result),
            ]
            for meeting in meetings
        )  # fmt: skip
        yield Sheet(words("sheet.meetings"), [words(code) for code in _MEETING], rows)


def _write_json(out: Path, records: Records, people: list[PersonAttendance], language: str) -> None:
    details = details_of(records)
    content = {
        "event": texts.in_language(details.names, language),
        "timezone": details.timezone,
        "attendance": [attendance_json(person, attended) for person in people for attended in person.attendances],
        "scans": list(scan_rows(records)),
        "meetings": [meeting_json(meeting) for meeting in records.programme.meetings()],
    }
    try:
        with written_beside(out) as unfinished:
            unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as trouble:
        raise cannot_write(out, trouble) from trouble
