"""Calendars written for others: a programme as iCalendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from kiosk.tables.writing import cannot_write
from kiosk.whole_files import written_beside


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a calendar; moments are aware."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""


def write_calendar(path: Path, name: str, timezone: str, entries: Iterable[Entry]) -> None:
    """Write an iCalendar file in place of whatever ``path`` held, with times of ``timezone`` (an IANA name)."""
    zone, calendar = ZoneInfo(timezone), Calendar()
    for field, value in (("prodid", "-//kiosk//programme//"), ("version", "2.0"), ("x-wr-calname", name)):
        calendar.add(field, value)
    for entry in entries:
        made = Event()
        made.add("uid", entry.uid)
        made.add("summary", entry.title)
        made.add("dtstamp", entry.starts_at.astimezone(UTC))
        made.add("dtstart", entry.starts_at.astimezone(zone))
        made.add("dtend", entry.ends_at.astimezone(zone))
        if entry.place:
            made.add("location", entry.place)
        calendar.add_component(made)
    calendar.add_missing_timezones()
    try:
        with written_beside(path) as unfinished:
            unfinished.write_bytes(calendar.to_ical())
    except OSError as trouble:
        raise cannot_write(path, trouble) from trouble
