"""From when to when the rows of a programme are: columns, spans, lengths and the days above them put together."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from kiosk.core.lists.cells import Cell, text
from kiosk.core.programmes import dated
from kiosk.core.programmes.dated import Dates, Hints
from kiosk.core.programmes.timed_table import Entry
from kiosk.core.programmes.written_time import (
    DAY_S,
    Clock,
    When,
    WrittenDay,
    read_day,
    read_minutes,
    read_two_hours,
    read_when,
)

QUESTIONS = frozenset({"no_end", "whole_day", "date_order", "no_year", "no_day", "endless"})
"""What only a person can answer of times; each is also the end of the code of its sentence."""
# A day that a spreadsheet wrote as a moment.
_MIDNIGHT = re.compile(r"(?<=\d)[ T]00:00(?::00(?:\.0+)?)?$")
_NIGHT_S = 6 * 3600


class UnusableError(Exception):
    """A cell that makes its row unusable; never leaves the reading."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details


@dataclass(frozen=True, slots=True)
class Written:
    """The times of one row as written; ``minutes`` is a length beside the start."""

    day: WrittenDay | None
    start: Clock | None
    end_day: WrittenDay | None
    end: Clock | None
    start_zone: tzinfo | None
    end_zone: tzinfo | None
    minutes: int | None
    as_written: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when, in UTC, and whether the weekday written beside the day is another."""

    starts_at: datetime
    ends_at: datetime
    weekday_differs: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of times a file leaves open: the order of day and month, the first day, how long sessions
    without an end are (or that they last until the next one), and that whole days are sessions."""

    order: str = ""
    first_day: date | None = None
    minutes: int | None = None
    until_next: bool = False
    whole_days: bool = False


def written_times(entry: Entry, *, hours: bool) -> Written:
    """What a row says of time, taken apart.  Raises ``UnusableError`` for a cell that says no time."""
    cells = entry.cells
    if trouble := text(cells.get("trouble")):
        code, _sign, zone = trouble.partition(" ")
        raise UnusableError(code, zone=zone)
    minutes = _length(cells, hours=hours)
    second = _taken_apart(cells, "ends_at", spans=False)
    span = entry.when or two_hours(entry) or _taken_apart(cells, "time", spans=True)
    first = _taken_apart(cells, "starts_at", spans=second is None) or span
    if first is None:
        day = _day_of(cells, "day") or entry.day
        if day is not None and text(cells.get("day")) and "time" not in cells and "starts_at" not in cells:
            first = When(day)
        else:
            raise UnusableError("programme.no_time", field="starts_at")
    if first.start is None and span is not None and span.start is not None:
        first = replace(span, day=first.day or span.day)
    day = first.day or _day_of(cells, "day") or entry.day
    end, end_zone = first.end, first.zone
    later = first.end_day or _day_of(cells, "end_day")
    if second is not None and (second.start is not None or second.day is not None):
        end, end_zone, later = second.start, second.zone, second.day or later
    said = (text(cells.get(name)) for name in ("starts_at", "time", "day"))
    written = next(filter(None, said), ""), text(cells.get("ends_at"))
    return Written(day, first.start, later, end, first.zone, end_zone, minutes, written)


def two_hours(entry: Entry) -> When | None:
    """The span of a row whose time is two numbers, ``9-10``: hours, where the day is known from elsewhere."""
    when = read_two_hours(entry.cells.get("time"))
    return when if when is not None and (_day_of(entry.cells, "day") or entry.day) is not None else None


def understand(written: Sequence[Written], answers: Answers, hints: Hints, known: Collection[date]) -> Dates:
    """How the dates of all these rows are meant."""
    days = [day for one in written for day in (one.day, one.end_day) if day is not None]
    full = replace(hints, order=answers.order, first_day=answers.first_day, known=frozenset(known))
    return dated.understand(days, full)


def times(one: Written, dates: Dates, zone: tzinfo, answers: Answers) -> Times:
    """The moments of one row; an end it does not say is asked about.  Raises ``UnusableError``, with the code of a
    question (``QUESTIONS``) where a person can answer it."""
    day = _resolved(one.day, dates, one.as_written[0])
    differs = one.day is not None and dated.differs_from_weekday(one.day, day)
    if one.start is None and one.end is not None:
        raise UnusableError("programme.bad_time", value=one.as_written[0])
    if one.start is None:
        return replace(_whole_days(one, day, dates, zone, answers), weekday_differs=differs)
    if not one.start.sure and one.start.seconds < _NIGHT_S:
        raise UnusableError("programme.half_of_day", value=one.as_written[0])
    starts_at = _moment(day, one.start, zone, one.start_zone, one.as_written[0])
    if one.end is None:
        minutes = one.minutes if one.minutes is not None else answers.minutes
        if minutes is None:
            raise UnusableError("programme.no_end", start=starts_at)
        return Times(starts_at, starts_at + timedelta(minutes=minutes), differs)
    last = _resolved(one.end_day, dates, one.as_written[1]) if one.end_day else dated.end_day(day, one.start, one.end)
    ends_at = _moment(last, one.end, zone, one.end_zone, one.as_written[1] or one.as_written[0])
    if ends_at <= starts_at:
        local = [moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") for moment in (starts_at, ends_at)]
        raise UnusableError("programme.ends_before_start", start=local[0], end=local[1])
    return Times(starts_at, ends_at, differs)


def _whole_days(one: Written, day: date, dates: Dates, zone: tzinfo, answers: Answers) -> Times:
    if not answers.whole_days:
        raise UnusableError("programme.whole_day", value=one.as_written[0])
    last = _resolved(one.end_day, dates, one.as_written[1]) if one.end_day else day
    start = _moment(day, Clock(0), zone, None, one.as_written[0])
    return Times(start, _moment(max(last, day), Clock(DAY_S), zone, None, one.as_written[1]))


def _resolved(written: WrittenDay | None, dates: Dates, value: str) -> date:
    if written is None:
        if dates.first_day is None:
            raise UnusableError("programme.no_day", value=value)
        return dates.first_day
    found = dates.day(written)
    if isinstance(found, str):
        raise UnusableError(found, value=value)
    return found


def _moment(day: date, clock: Clock, zone: tzinfo, offset: tzinfo | None, value: str) -> datetime:
    found = dated.moment(day, clock, zone, offset)
    if isinstance(found, str):
        raise UnusableError(found, value=value)
    return found


def _taken_apart(cells: Mapping[str, Cell], name: str, *, spans: bool) -> When | None:
    cell = cells.get(name)
    if cell is None or not text(cell):
        return None
    when = read_when(cell, spans=spans)
    if when is None:
        raise UnusableError("programme.bad_time", value=text(cell))
    return when


def _day_of(cells: Mapping[str, Cell], name: str) -> WrittenDay | None:
    cell = cells.get(name)
    if cell is None or not text(cell):
        return None
    if isinstance(cell, datetime):
        cell = cell.date()
    elif isinstance(cell, str):
        cell = _MIDNIGHT.sub("", cell)
    found = read_day(cell)
    if found is None:
        raise UnusableError("programme.bad_time", value=text(cell))
    return found


def _length(cells: Mapping[str, Cell], *, hours: bool) -> int | None:
    cell = cells.get("duration")
    if cell is None or not text(cell):
        return None
    minutes = read_minutes(cell, hours=hours)
    if not minutes or isinstance(cell, datetime | bool):
        raise UnusableError("programme.bad_length", value=text(cell))
    return minutes
