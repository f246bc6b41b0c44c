"""Dates with times as programmes write them, read into moments."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from kiosk.core.cells import Cell, text

_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
_SERIAL_1970, _SERIAL_2200 = 25_569, 109_575
_DATE = r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?"
_WEEKDAY = r"(?:\s*\([^)]{1,9}\))?"
_CLOCK = r"(오전|오후|am|pm)?\s*(\d{1,2})\s*(?::|시)\s*(\d{1,2})?(?::(\d{2})(?:\.\d+)?)?\s*분?\s*(am|pm)?"
_OFFSET = r"(z|[+-]\d{2}:?\d{2})?"
_TIME_OF_DAY = re.compile(_CLOCK, re.IGNORECASE)
_MOMENT = re.compile(rf"{_DATE}{_WEEKDAY}\s*t?\s*{_CLOCK}\s*{_OFFSET}", re.IGNORECASE)


def from_serial(cell: Cell) -> Cell:
    """A number as the date or time a spreadsheet means by it where the cell has no date format: days since 30 December
    1899 (the 1900 system), or a part of a day.  Whatever is no such number of 1970 to 2199 comes back as it is."""
    if cell.__class__ not in (int, float):
        return cell
    if 0 < cell < 1:
        moment = _to_the_second(_SERIAL_ZERO + timedelta(days=cell))
        return moment.time() if moment.date() == _SERIAL_ZERO.date() else cell
    if not _SERIAL_1970 <= cell < _SERIAL_2200:
        return cell
    return _to_the_second(_SERIAL_ZERO + timedelta(days=cell))


def is_time_of_day(cell: Cell) -> bool:
    """Whether a cell is a time without a date: ``13:30``, ``오후 1시 30분``."""
    return isinstance(cell, time) or _TIME_OF_DAY.fullmatch(text(cell)) is not None


def read_moment(cell: Cell, timezone: tzinfo) -> datetime | str:
    """The moment a cell names, in UTC: a spreadsheet's date and time, or text such as ``2024-02-27T13:30``,
    ``2024-02-27 13:30+09:00`` or ``2024. 2. 27.(화) 오후 1:30``.  Without an offset it is local time of ``timezone``.

    What is wrong comes back as a code: ``programme.bad_time``, or ``programme.time_does_not_exist`` for an hour that
    clocks skip when summer time begins.  An hour that comes twice means its first time.
    """
    try:
        moment = _to_the_second(cell) if isinstance(cell, datetime) else _written_moment(text(cell))
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        in_utc = moment.replace(tzinfo=timezone).astimezone(UTC)
        back = in_utc.astimezone(timezone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return "programme.bad_time"
    return in_utc if back == moment.replace(fold=0) else "programme.time_does_not_exist"


def _to_the_second(moment: datetime) -> datetime:
    """A spreadsheet keeps times as fractions of a day, so 13:30 may arrive as 13:29:59.999999."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _written_moment(written: str) -> datetime:
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise ValueError(written)
    year, month, day, before, hour, minute, second, after, offset = match.groups()
    half = (before or after or "").lower()
    if half and not 1 <= int(hour) <= 12:
        raise ValueError(written)
    hours = int(hour) % 12 + 12 * (half in ("오후", "pm")) if half else int(hour)
    iso = f"{int(year):04}-{int(month):02}-{int(day):02}T{hours:02}:{int(minute or 0):02}:{int(second or 0):02}"
    return datetime.fromisoformat(iso + (offset or "").upper())
