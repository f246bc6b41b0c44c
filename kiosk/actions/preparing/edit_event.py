"""What the event says of itself, changed after it was made."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeVar

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import change_details, dates_of, details_of, zone_of
from kiosk.actions.handles import takes_event
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.event import EventDetails
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting
from kiosk.errors import KioskError
from kiosk.store.meetings import meeting_fields
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields

Item = TypeVar("Item", Session, Meeting)


@takes_event
def change_event(records: Records, details: EventDetails, *, move_sessions: bool = False) -> None:
    """Store changed details.

    In another time zone everything keeps the time of day it was given; with ``move_sessions`` sessions and meetings
    move along with the first day.  Raises ``KioskError`` for a missing name, an unknown time zone or reversed days.
    """
    require(records, Permission.CHANGE_RULES)
    if not texts.said(details.names):
        raise KioskError("event.no_name")
    if details.first_day and details.last_day and details.last_day < details.first_day:
        raise KioskError("event.days_reversed")
    before, days = details_of(records), timedelta()
    if move_sessions and details.first_day and (dates := dates_of(records)):
        days = details.first_day - dates[0].date()
    change_details(records, details)
    if days or details.timezone != before.timezone:
        _move(records, days, zone_of(before.timezone), zone_of(details.timezone))


def _move(records: Records, days: timedelta, old: tzinfo, new: tzinfo) -> None:
    now = clock.now()
    sessions = [_moved(session, days, old, new) for session in records.programme.sessions().values()]
    meetings = [_moved(meeting, days, old, new) for meeting in records.programme.meetings()]
    with records.transaction():
        records.append_all([records.new_operation(Kind.SESSION, s.code, session_fields(s), at=now) for s in sessions])
        records.append_all([records.new_operation(Kind.MEETING, m.id, meeting_fields(m), at=now) for m in meetings])


def _moved(item: Item, days: timedelta, old: tzinfo, new: tzinfo) -> Item:
    """The same time of day on another day or in another zone."""

    def move(moment: datetime) -> datetime:
        shown = moment.astimezone(old).replace(tzinfo=None) + days
        return shown.replace(tzinfo=new).astimezone(UTC)

    return replace(item, starts_at=move(item.starts_at), ends_at=move(item.ends_at))
