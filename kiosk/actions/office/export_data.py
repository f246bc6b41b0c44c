"""Everything of an event as one JSON document, by the schema ``resources/schemas/export.schema.json``: from it every
figure can be counted anew by somebody else.
"""

from dataclasses import asdict

from kiosk import clock
from kiosk.actions.event import details_of
from kiosk.actions.office.handed_out import handouts_json
from kiosk.actions.office.record_rows import attendance_json, scan_rows
from kiosk.actions.office.report_attendance import PersonAttendance
from kiosk.actions.programme.hold_meetings import meeting_json
from kiosk.core import texts
from kiosk.core.figures import Census
from kiosk.core.kept_figures import payload_of
from kiosk.core.operation import as_text
from kiosk.core.own_field import OwnField
from kiosk.core.roster import PERSON_FIELDS, Attendee
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields

VERSION = 1
"""Of the schema; a change that breaks readers makes it higher."""

_SECRET = "ticket_code"
"""What lets somebody in is no record of who came."""


def export_data(records: Records, people: list[PersonAttendance], counted: Census, language: str) -> dict[str, object]:
    """The document; after an erasure without what was of people, and with the moment of it."""
    details = details_of(records)
    content: dict[str, object] = {
        "format": "kiosk-export", "version": VERSION, "made_at": as_text(clock.now()),
        "event": texts.in_language(details.names, language), "timezone": details.timezone,
        "names": dict(details.names), "places": dict(details.places), "organisers": dict(details.organisers),
        "rule": asdict(details.rule), "credits": asdict(details.credits), "credit_units": dict(details.credit_units),
        "providers": dict(details.providers), "course_numbers": dict(details.course_numbers),
        "instructors": dict(details.instructors),
        "programme": [
            {"code": code} | {name: value for name, value in session_fields(session).items() if name != "removed"}
            for code, session in records.programme.sessions().items()
        ],
        "figures": payload_of(counted),
    }  # fmt: skip
    if counted.kept_since is not None:
        return content | {"erased_at": as_text(counted.kept_since)}
    return content | {
        "own_fields": [own_field_json(field) for field in records.people.own_fields().values()],
        "people": [_person(person.attendee) for person in people if person.attendee.name],
        "joins": [{"attendee_id": given_up, "into_id": stands} for given_up, stands in records.figures.joins()],
        "certificates": [
            {"serial": one.serial, "attendee_id": one.attendee_id, "issued_at": as_text(one.issued_at), **one.basis}
            for one in records.papers.certificates()
        ],
        "attendance": [attendance_json(person, attended) for person in people for attended in person.attendances],
        "scans": list(scan_rows(records)),
        "meetings": [meeting_json(meeting) for meeting in records.programme.meetings()],
        **handouts_json(records),
    }


def own_field_json(field: OwnField) -> dict[str, object]:
    """What an own field of the event's people is."""
    return {
        "code": field.code, "labels": dict(field.labels), "kind": field.kind, "choices": list(field.choices),
        "shown": field.shown, "asked": field.asked,
    }  # fmt: skip


def _person(person: Attendee) -> dict[str, object]:
    return {"id": person.id} | {field.name: getattr(person, field.name) for field in PERSON_FIELDS
                                if field.name != _SECRET}  # fmt: skip
