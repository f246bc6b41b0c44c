"""One-to-one meetings on the day: who meets whom next, and what came of it."""

from collections.abc import Iterable
from datetime import datetime

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core.access import Permission
from kiosk.core.operation import Kind, as_text
from kiosk.core.programmes.partnering import Meeting, Result, is_of, next_meetings
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer
from kiosk.errors import KioskError
from kiosk.store.records import Records


@takes_event
def mark_meeting(records: Records, meeting_id: str, result: Result, *, at: datetime | None = None) -> Meeting:
    """Note what came of a meeting, or take that back with ``Result.PLANNED``; returns the meeting as it is now.

    Raises ``KioskError`` when there is no such meeting.
    """
    require(records, Permission.SCAN)
    known = meeting_of(records, meeting_id)
    if known.result is result:
        return known
    with records.transaction():
        records.append(Kind.MEETING, meeting_id, {"result": result}, at=at or clock.now())
    return meeting_of(records, meeting_id)


@takes_event
def remove_meeting(records: Records, meeting_id: str) -> None:
    """Take a meeting off the board; raises ``KioskError`` when there is none."""
    require(records, Permission.CHANGE_PROGRAMME)
    meeting_of(records, meeting_id)
    with records.transaction():
        records.append(Kind.MEETING, meeting_id, {"removed": True}, at=clock.now())


def meeting_of(records: Records, meeting_id: str) -> Meeting:
    """The meeting with this id; raises ``KioskError`` when there is none."""
    for meeting in records.programme.meetings():
        if meeting.id == meeting_id:
            return meeting
    raise KioskError("meetings.unknown", meeting=meeting_id)


@takes_event
def meetings_after(records: Records, answer: Answer) -> list[Meeting]:
    """What somebody just scanned into a partnering session has before them there; nothing after a refusal or exit."""
    if answer.person is None or answer.session is None or not answer.accepted or answer.direction != "in":
        return []
    meetings = records.programme.meetings(answer.session)
    return next_meetings(answer.person.affiliation, meetings, answer.at) if meetings else []


def meeting_json(meeting: Meeting) -> dict[str, object]:
    """A one-to-one meeting as ``kiosk meetings list --json`` prints it."""
    return {
        "id": meeting.id,
        "session": meeting.session,
        "table": meeting.table,
        "starts_at": as_text(meeting.starts_at),
        "ends_at": as_text(meeting.ends_at),
        "company": meeting.company,
        "partner": meeting.partner,
        "proposal": meeting.proposal,
        "result": meeting.result,
    }


@takes_event
def meetings_of(records: Records, session: str | None = None) -> list[Meeting]:
    """All one-to-one meetings, or those of one session, in the order of their start and table."""
    return records.programme.meetings(session)


@takes_event
def people_at(records: Records, meetings: Iterable[Meeting]) -> tuple[Attendee, ...]:
    """The registered people of the companies at these meetings."""
    companies = {company for meeting in meetings for company in meeting.companies}
    theirs = (
        affiliation
        for affiliation in records.people.values_of("affiliation")
        if any(is_of(affiliation, company) for company in companies)
    )
    return tuple(records.people.affiliated(theirs))
