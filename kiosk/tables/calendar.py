"""Calendars (iCalendar, RFC 5545) as conference systems export them, turned into the rows of a programme file."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from kiosk.errors import KioskError
from kiosk.tables import repeats
from kiosk.tables.encodings import decode
from kiosk.tables.table import Cell, Table

TROUBLE = "x-kiosk-trouble"
"""The column in which a row says, by a code, why it cannot be a session; people have no column of that name."""
HEADER = ("code", "title_ko", "title_en", "kind", "room", "starts_at", "ends_at", "state", TROUBLE)
_MOST_EVENTS = 10_000
_DIGITS_OF_A_VERSION = 9
# An event has an alarm or two, the calendar a few time zones; a description is folded into a hundred lines at most.
_FEW, _PARTS_OF_AN_EVENT = 500, 5
_MANY, _LINES_OF_AN_EVENT, _SIGNS_OF_AN_EVENT = 20_000, 100, 1_000
_HANGUL = re.compile("[가-힣]")
_CODE_PROPERTIES = ("X-SESSION-CODE", "X-CODE")
_LONGEST_CODE = 12
_SEPARATORS = frozenset(";,；，、")  # what lists of codes are divided by
_CANCELLED = "cancelled"
_UNKNOWN_ZONE = "programme.unknown_zone"
_BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)

Moment = datetime | date


@dataclass(frozen=True, slots=True)
class _Item:
    """One event, or one repetition of it; ``end`` is None where the calendar says none."""

    event: Event
    code: str
    start: Moment | None
    end: Moment | None
    trouble: str = ""


def looks_like_calendar(content: bytes) -> bool:
    """Whether the bytes begin as every iCalendar stream does."""
    return content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR")


def read(content: bytes) -> Table:
    """A table with the field names of a programme in its first row and one event in each that follows.

    The kind comes from CATEGORIES, the room from LOCATION, the code from X-SESSION-CODE or else from the UID; events
    that share one have none.  Repetitions are rows of their own.  Times of no zone stay without offset, or are of the
    calendar's X-WR-TIMEZONE.  Raises ``tables.broken_calendar``, ``tables.empty`` and ``tables.too_long``.
    """
    text, _ = decode(content)
    _refuse_size(text)
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise KioskError("tables.broken_calendar")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except _BROKEN as error:
        raise KioskError("tables.broken_calendar") from error
    rows: list[tuple[Cell, ...]] = []
    for calendar in calendars:
        zone = _zone_of(str(calendar.get("X-WR-TIMEZONE", "")))
        all_off = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        rows += [
            _row(item, zone, all_off=all_off)
            for item in _items([item for item in calendar.walk("VEVENT") if isinstance(item, Event)])
        ]
    if not rows:
        raise KioskError("tables.empty")
    if len(rows) > _MOST_EVENTS:
        raise KioskError("tables.too_long", most=_MOST_EVENTS)
    return Table((HEADER, *sorted(rows, key=lambda row: str(row[5]))), "ics")


def _refuse_size(text: str) -> None:
    """A calendar of more than anybody plans is refused before it is read: the library takes a second for 10,000."""
    events = text.count("BEGIN:VEVENT") + text.count("begin:vevent")
    if events > _MOST_EVENTS:
        raise KioskError("tables.too_long", most=_MOST_EVENTS)
    parts = text.count("BEGIN:") + text.count("begin:") - events
    if parts > _FEW + _PARTS_OF_AN_EVENT * events or text.count("\n") > _MANY + _LINES_OF_AN_EVENT * events:
        raise KioskError("tables.broken_calendar")
    # What divides lists and parameters; in texts a backslash stands before it.
    if sum(text.count(sign) - text.count(f"\\{sign}") for sign in ",;") > _MANY + _SIGNS_OF_AN_EVENT * events:
        raise KioskError("tables.broken_calendar")


def _items(events: Sequence[Event]) -> list[_Item]:
    """Every event, those that repeat once for each time within the days of the others."""
    if len(events) > _MOST_EVENTS:
        raise KioskError("tables.too_long", most=_MOST_EVENTS)
    events = _newest(events)
    codes = Counter(_code(event) for event in events if "RECURRENCE-ID" not in event)
    zones = {_uid(event): _zone_of_start(event) for event in events if "RECURRENCE-ID" not in event}
    moved = {
        (_uid(event), _day_and_time(event.get("RECURRENCE-ID"), zones.get(_uid(event))))
        for event in events
        if "RECURRENCE-ID" in event
    }
    items: list[_Item] = []
    repeating: list[_Item] = []
    for event in events:
        item = _item(event, "" if codes[_code(event)] > 1 else _code(event))
        several = not item.trouble and item.start is not None and repeats.repeats(event)
        (repeating if several else items).append(item)
    days = [_as_day(item.start) for item in items if item.start is not None]
    for item in repeating:
        items += _repetitions(item, (min(days), max(days)) if days else None, moved)
    return items


def _newest(events: Sequence[Event]) -> Sequence[Event]:
    """Of several versions of one event (the same UID, of other SEQUENCE) the newest; without numbers all of them."""
    newest: dict[tuple[str, str], int] = {}
    for event in events:
        key = _uid(event), _day_and_time(event.get("RECURRENCE-ID"))
        newest[key] = max(newest.get(key, 0), _version(event))
    return [
        event for event in events
        if _version(event) == newest[_uid(event), _day_and_time(event.get("RECURRENCE-ID"))] or "SEQUENCE" not in event
    ]  # fmt: skip


def _version(event: Event) -> int:
    written = str(event.get("SEQUENCE", "0"))
    return int(written) if written.isdecimal() and len(written) < _DIGITS_OF_A_VERSION else 0


def _zone_of_start(event: Event) -> tzinfo | None:
    moment = _moment_in(event.get("DTSTART"))
    return moment.tzinfo if isinstance(moment, datetime) else None


def _moment_in(value: object) -> object:
    """The moment that a property holds; the property itself where it holds none, nothing where it cannot be read."""
    try:
        return getattr(value, "dt", value)
    except _BROKEN:
        return None


def _item(event: Event, code: str) -> _Item:
    try:
        start = event.start
        ends = "DTEND" in event or "DURATION" in event
        end = event.end if ends else None
    except _BROKEN:
        return _Item(event, code, None, None, "programme.no_times")
    for name, moment in (("DTSTART", start), ("DTEND", end)):
        zone = event[name].params.get("TZID") if name in event else None
        if zone and isinstance(moment, datetime) and moment.tzinfo is None:
            return _Item(
                event, code, None, None, f"{_UNKNOWN_ZONE} {zone}"
            )  # the library drops a zone it does not know
    if "RECURRENCE-ID" in event:
        code = _code_of_day(code, start, several=False)
    return _Item(event, code, start, None if end == start else end)


def _repetitions(
    item: _Item, days: tuple[date, date] | None, moved: set[tuple[str, str]]
) -> list[_Item]:  # fmt: skip
    starts = repeats.starts(item.event, item.start, days)
    if starts is None:
        return [_Item(item.event, item.code, item.start, item.end, "programme.endless")]
    length = item.end - item.start if item.end is not None and item.start is not None else None
    kept = [start for start in starts if (_uid(item.event), _day_and_time(start)) not in moved]
    a_day = Counter(map(_as_day, kept))
    return [
        _Item(
            item.event,
            _code_of_day(item.code, start, several=a_day[_as_day(start)] > 1) if len(starts) > 1 else item.code,
            start,
            None if length is None else start + length,
        )
        for start in kept
    ]


def _row(item: _Item, zone: ZoneInfo | None, *, all_off: bool) -> tuple[Cell, ...]:
    event = item.event
    title = str(event.get("SUMMARY", "")).strip()
    in_korean = _HANGUL.search(title) is not None
    titles = (title, "") if in_korean else ("", title)
    state = _CANCELLED if all_off else str(event.get("STATUS", "")).lower()
    start, end = _written(item.start, zone), _written(_last_day(item), zone)
    room = str(event.get("LOCATION", "")).strip()
    return (item.code, *titles, _kind(event), room, start, end, state, item.trouble)


def _last_day(item: _Item) -> Moment | None:
    """Of whole days the end is the day after the last."""
    if item.end is not None and not isinstance(item.end, datetime):
        return item.end - timedelta(days=1)
    return item.end


def _written(moment: Moment | None, zone: ZoneInfo | None) -> str:
    if isinstance(moment, datetime) and moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    return "" if moment is None else moment.isoformat()


def _zone_of(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def _kind(event: Event) -> str:
    categories = event.categories if "CATEGORIES" in event else []
    return str(categories[0]).lower() if categories else ""


def _code(event: Event) -> str:
    """A code that stays the session's own when the calendar is exported again with other events before it."""
    for name in _CODE_PROPERTIES:
        if name in event:
            return str(event[name]).strip()
    uid = _uid(event)
    local_part = uid.partition("@")[0]
    if len(local_part) <= _LONGEST_CODE and not _SEPARATORS.intersection(local_part):
        return local_part
    return "E" + hashlib.blake2b(uid.encode(), digest_size=4).hexdigest().upper()


def _uid(event: Event) -> str:
    return str(event.get("UID", "")).strip() or str(event.get("SUMMARY", "")).strip()


def _code_of_day(code: str, start: Moment, *, several: bool) -> str:
    if not code:
        return ""
    return f"{code}-{start:%m%d-%H%M}" if several else f"{code}-{start:%m%d}"


def _as_day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day_and_time(value: object, zone: tzinfo | None = None) -> str:
    """A moment as RECURRENCE-ID and repetitions are compared: by the local time of the event."""
    moment = _moment_in(value)
    if zone is not None and isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(zone)
    return f"{moment:%Y%m%dT%H%M}" if isinstance(moment, date) else ""
