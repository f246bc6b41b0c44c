"""Calendars written for others: a programme as iCalendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from kiosk.tables.writing import write_bytes


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
    write_bytes(path, calendar_bytes(name, timezone, entries))


def calendar_bytes(name: str, timezone: str, entries: Iterable[Entry]) -> bytes:
    """An iCalendar file (UTF-8) with times of ``timezone`` (an IANA name)."""
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
    for name in calendar.get_missing_tzids():
        calendar.subcomponents.insert(0, _timezone(name))
    content: bytes = calendar.to_ical()
    return content


@lru_cache(maxsize=4)  # a tenth of a second each: the library looks at every day of seventy years
def _timezone(name: str) -> Timezone:
    return Timezone.from_tzid(name)
