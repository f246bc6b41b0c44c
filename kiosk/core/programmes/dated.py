"""Which days are meant: the order of day and month and the year of all dates of one file, and moments made of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kiosk.core.programmes.written_time import DAY_S, Clock, Reading, WrittenDay

_ORDERS = ("mdy", "dmy", "ymd")
_A_FEW_DAYS = timedelta(days=14)
_NEAR_YEARS = (0, 1, -1, 2, -2)
_LONGEST_NIGHT_S = 12 * 3600
"""An end that lies before its start is of the next day if the session is no longer than this; else it is a mistake."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What helps to understand the dates of a file: what a person said (``order``, ``first_day``), the years its titles
    name, the ``usual`` order of who writes like this and whether they write no other, the days the event is known to
    have, and today."""

    order: str = ""
    first_day: date | None = None
    years: frozenset[int] = frozenset()
    usual: str = ""
    usual_is_sure: bool = False
    known: frozenset[date] = frozenset()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """How the dates of one file are understood.  ``assumed`` are the things (``date_order``, ``year``) that the file
    leaves open and something else decided; None in ``order`` or ``year`` could not be decided."""

    order: str | None = ""
    year: int | None = None
    first_day: date | None = None
    assumed: tuple[tuple[str, str], ...] = ()

    def day(self, written: WrittenDay) -> date | str:
        """The date meant, or the code of what is wrong with it."""
        if not written.readings:
            if self.first_day is None:
                return "programme.no_day"
            return self.first_day + timedelta(days=written.nth - 1)
        reading = _chosen(written, self.order)
        if reading is None:
            return "programme.date_order"
        year = reading.year or self.year
        if year is None:
            return "programme.no_year"
        try:
            return date(year, reading.month, reading.day)
        except ValueError:
            return "programme.bad_time"


def understand(days: Sequence[WrittenDay], hints: Hints) -> Dates:
    """How all the dates of a file are meant: one order and one year for all of them."""
    dated = [day for day in days if day.readings]
    order, order_assumed = _order(dated, hints)
    chosen = [reading for day in dated if (reading := _chosen(day, order)) is not None]
    year, year_assumed = _year(dated, chosen, order, hints)
    assumed = [("date_order", order)] if order and order_assumed else []
    assumed += [("year", str(year))] if year_assumed else []
    return Dates(order, year, hints.first_day, tuple(assumed))


def moment(day: date, clock: Clock, zone: tzinfo, offset: tzinfo | None) -> datetime | str:
    """The moment in UTC; of an hour that comes twice the first, of one that clocks skip a code."""
    try:
        local = datetime.combine(day, time()) + timedelta(seconds=clock.seconds)
        if offset is not None:
            return local.replace(tzinfo=offset).astimezone(UTC)
        in_utc = local.replace(tzinfo=zone).astimezone(UTC)
        back = in_utc.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return "programme.bad_time"
    return in_utc if back == local else "programme.time_does_not_exist"


def end_day(day: date, start: Clock, end: Clock) -> date:
    """The day of an end that names none: the next one after midnight."""
    passed = start.seconds >= DAY_S > end.seconds and end.seconds <= start.seconds
    crosses = end.seconds <= start.seconds and end.seconds + DAY_S - start.seconds <= _LONGEST_NIGHT_S
    return day + timedelta(days=1) if passed or crosses else day


def differs_from_weekday(written: WrittenDay, day: date) -> bool:
    """Whether another weekday stands beside a date than it has."""
    return written.weekday is not None and written.weekday != day.weekday()


def _chosen(written: WrittenDay, order: str | None) -> Reading | None:
    if len(written.readings) == 1:
        return written.readings[0]
    same = {(reading.year, reading.month, reading.day) for reading in written.readings}
    fitting = [reading for reading in written.readings if reading.order == order or len(same) == 1]
    return fitting[0] if fitting else None


def _order(days: Sequence[WrittenDay], hints: Hints) -> tuple[str | None, bool]:
    """The order, and whether it was decided by something else than the file's own dates or a person."""
    open_ = [day for day in days if len(day.readings) > 1]
    if not open_ or hints.order:
        return hints.order, False
    labelled = [day for day in days if any(reading.order for reading in day.readings)]
    fitting = [order for order in _ORDERS if all(_fits(day, order) for day in labelled)]
    if len(fitting) == 1:
        return fitting[0], False
    close = [order for order in fitting if _is_close(_dates(open_, order))]
    if len(close) == 1 and len(_dates(open_, close[0])) > 1 and not hints.usual_is_sure:
        return close[0], True
    for order in fitting:
        if order == hints.usual:
            return order, not (hints.usual_is_sure and all(day.readings[0].year is None for day in open_))
    by_known = [order for order in fitting if hints.known and _dates(open_, order) <= hints.known]
    return (by_known[0], True) if len(by_known) == 1 else (None, False)


def _fits(day: WrittenDay, order: str) -> bool:
    for reading in day.readings:
        if reading.order == order or not reading.order:
            if day.weekday is None or reading.year is None:
                return True
            if date(reading.year, reading.month, reading.day).weekday() == day.weekday:
                return True
    return False


def _dates(days: Iterable[WrittenDay], order: str) -> set[date]:
    chosen = [reading for day in days if (reading := _chosen(day, order)) is not None]
    return {date(reading.year or 2024, reading.month, reading.day) for reading in chosen}


def _is_close(dates: Collection[date]) -> bool:
    return bool(dates) and max(dates) - min(dates) <= _A_FEW_DAYS


def _year(
    days: Sequence[WrittenDay], chosen: Sequence[Reading], order: str | None, hints: Hints
) -> tuple[int | None, bool]:
    """The year of dates that name none, and whether something else than the file decided it."""
    if all(reading.year is not None for reading in chosen):
        return None, False
    if hints.first_day is not None:
        return hints.first_day.year, False
    own = {reading.year for reading in chosen if reading.year is not None} or set(hints.years)
    if len(own) == 1:
        return next(iter(own)), False
    known = sorted({day.year for day in hints.known})
    near = [hints.today.year + more for more in _NEAR_YEARS] if hints.today is not None else []
    marked = [(day.weekday, reading) for day in days if day.weekday is not None and (reading := _chosen(day, order))]
    for year in dict.fromkeys((*sorted(own), *known, *near)):
        if marked and all(_is_weekday(reading, year, weekday) for weekday, reading in marked if not reading.year):
            return year, year not in own
    if not marked and len(known) == 1:
        return known[0], True
    return None, False


def _is_weekday(reading: Reading, year: int, weekday: int | None) -> bool:
    try:
        return date(year, reading.month, reading.day).weekday() == weekday
    except ValueError:
        return False
