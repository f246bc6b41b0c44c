"""Dates with times as programmes write them, read into moments."""

import re
from datetime import datetime, time, timedelta, tzinfo

from kiosk.core.lists.cells import Cell
from kiosk.core.programmes.dated import Hints, moment, understand
from kiosk.core.programmes.written_time import read_when

_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
_SERIAL_TEXT = re.compile(r"(?:3[7-9]|4\d|5[0-4])\d{3}(?:\.\d+)?|0\.(?:\d|[6-9]\d|\d{3,})")
"""Days of 2001 to 2050, and parts of a day that are no hours and minutes."""
_SERIAL_1970, _SERIAL_2200 = 25_569, 109_575


def from_serial(cell: Cell) -> Cell:
    """A number as the date or time a spreadsheet means by it where the cell has no date format: days since 30 December
    1899 (the 1900 system), or a part of a day.  Whatever is no such number of 1970 to 2199 comes back as it is.

    Text, as a CSV has it, counts where it can be nothing else: ``45350``, ``45350.5625``, ``0.5625``, ``0.75``.
    """
    if isinstance(cell, str) and _SERIAL_TEXT.fullmatch(cell.strip()):
        cell = float(cell)
    if cell.__class__ not in (int, float):
        return cell
    if 0 < cell < 1:
        moment = _to_the_second(_SERIAL_ZERO + timedelta(days=cell))
        return moment.time() if moment.date() == _SERIAL_ZERO.date() else cell
    if not _SERIAL_1970 <= cell < _SERIAL_2200:
        return cell
    moment = _to_the_second(_SERIAL_ZERO + timedelta(days=cell))
    return moment.date() if moment.time() == time() else moment


def read_moment(cell: Cell, timezone: tzinfo) -> datetime | str:
    """The moment a cell names, in UTC: a spreadsheet's date and time, or text such as ``2024-02-27T13:30``,
    ``2024-02-27 13:30+09:00`` or ``2024. 2. 27.(화) 오후 1:30``.  Without an offset it is local time of ``timezone``.

    What is wrong comes back as a code: ``programme.bad_time``, or ``programme.time_does_not_exist`` for an hour that
    clocks skip when summer time begins.  An hour that comes twice means its first time.
    """
    when = read_when(cell, spans=False)
    if when is None or when.day is None or when.start is None or when.end is not None:
        return "programme.bad_time"
    day = understand([when.day], Hints()).day(when.day)
    return day if isinstance(day, str) else moment(day, when.start, timezone, when.zone)


def _to_the_second(moment: datetime) -> datetime:
    """A spreadsheet keeps times as fractions of a day, so 13:30 may arrive as 13:29:59.999999."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
