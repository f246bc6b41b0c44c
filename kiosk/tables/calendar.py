"""Calendars (iCalendar, RFC 5545) as conference systems export them, turned into the rows of a programme file."""

import hashlib
import re
from datetime import date, datetime

from icalendar import Calendar, Event

from kiosk.errors import KioskError
from kiosk.tables.delimited import decode
from kiosk.tables.table import Cell, Table

HEADER = ("code", "title_ko", "title_en", "kind", "room", "starts_at", "ends_at")
_MOST_EVENTS = 10_000
_HANGUL = re.compile("[가-힣]")
_CODE_PROPERTIES = ("X-SESSION-CODE", "X-CODE")
_LONGEST_CODE = 12
_SEPARATORS = frozenset(";,；，、")  # what lists of codes are divided by
_REPEATING = ("RRULE", "RDATE", "RECURRENCE-ID")


def looks_like_calendar(content: bytes) -> bool:
    """Whether the bytes begin as every iCalendar stream does."""
    return content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR")


def read(content: bytes) -> Table:
    """A table with the field names of a programme in its first row and one event in each that follows.

    The kind comes from CATEGORIES, the room from LOCATION, the code from X-SESSION-CODE or else from the UID.  Times of
    no zone stay without offset.  Raises ``tables.broken_calendar``, ``tables.repeating_event``, ``tables.whole_day``,
    ``tables.unknown_zone`` and ``tables.event_without_times``.
    """
    text, _ = decode(content)
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise KioskError("tables.broken_calendar")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise KioskError("tables.broken_calendar") from error
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        raise KioskError("tables.empty")
    if len(events) > _MOST_EVENTS:
        raise KioskError("tables.too_long", most=_MOST_EVENTS)
    rows = sorted(map(_row, events), key=lambda row: str(row[5]))
    return Table((HEADER, *rows), "ics")


def _row(event: Event) -> tuple[Cell, ...]:
    title = str(event.get("SUMMARY", "")).strip()
    if any(name in event for name in _REPEATING):
        raise KioskError("tables.repeating_event", title=title)
    starts_at, ends_at = _moments(event, title)
    in_korean = _HANGUL.search(title) is not None
    room = str(event.get("LOCATION", "")).strip()
    titles = (title, "") if in_korean else ("", title)
    return (_code(event, title), *titles, _kind(event), room, starts_at.isoformat(), ends_at.isoformat())


def _moments(event: Event, title: str) -> tuple[datetime, datetime]:
    try:
        starts_at, ends_at = event.start, event.end
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KioskError("tables.event_without_times", title=title) from error
    for name, moment in (("DTSTART", starts_at), ("DTEND", ends_at)):
        if isinstance(moment, date) and not isinstance(moment, datetime):
            raise KioskError("tables.whole_day", title=title)
        zone = event[name].params.get("TZID") if name in event else None
        if zone and moment.tzinfo is None:  # the library drops a zone it does not know, and the hour would be wrong
            raise KioskError("tables.unknown_zone", title=title, zone=zone)
    return starts_at, ends_at


def _kind(event: Event) -> str:
    categories = event.categories if "CATEGORIES" in event else []
    return str(categories[0]).lower() if categories else ""


def _code(event: Event, title: str) -> str:
    """A code that stays the session's own when the calendar is exported again with other events before it."""
    for name in _CODE_PROPERTIES:
        if name in event:
            return str(event[name]).strip()
    uid = str(event.get("UID", "")).strip() or title
    local_part = uid.partition("@")[0]
    if len(local_part) <= _LONGEST_CODE and not _SEPARATORS.intersection(local_part):
        return local_part
    return "E" + hashlib.blake2b(uid.encode(), digest_size=4).hexdigest().upper()
