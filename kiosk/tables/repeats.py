"""The repetitions of an event in a calendar: RRULE, RDATE and EXDATE, as far as the days of an event reach."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rruleset, rrulestr
from icalendar import Event

Moment = datetime | date

_A_CONFERENCE = timedelta(days=14)
"""A rule that ends by itself within so many days is meant as it stands; of a longer one only the event's days count."""
_MOST = 1000
_NOT_UNDERSTOOD = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
_AHEAD = timedelta(days=5 * 366)
"""How far a rule without an end is followed; it would go on to the year 9999."""
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_DAYS_IN_FEBRUARY, _SHORT_MONTHS = 29, frozenset({4, 6, 9, 11})


def repeats(event: Event) -> bool:
    """Whether an event takes place more than once."""
    return "RRULE" in event or "RDATE" in event


def starts(event: Event, first: Moment | None, days: tuple[date, date] | None) -> list[Moment] | None:
    """When each repetition starts; None where the rule has no end and nothing says on which ``days`` the event is.

    ``days`` are the first and the last day of the other events of the calendar.
    """
    if first is None:
        return None
    whole = not isinstance(first, datetime)
    begin = datetime.combine(first, time()) if not isinstance(first, datetime) else first.replace(tzinfo=None)
    zone = first.tzinfo if isinstance(first, datetime) else None
    rules = _rules(event, begin, zone)
    if rules is None:
        return None
    try:
        found = _first_ones(rules, begin)
        endless = len(found) == _MOST
        if endless or (found and found[-1] - begin > _A_CONFERENCE):
            if days is None:
                return None
            last = datetime.combine(days[1], time.max)
            found = list(rules.between(datetime.combine(days[0], time()), last, inc=True))[:_MOST]
    except _NOT_UNDERSTOOD:  # a rule that reads well and leads nowhere, such as a day millions of years after Easter
        return None
    return [moment.date() if whole else moment.replace(tzinfo=zone) for moment in found]


def _first_ones(rules: rruleset, begin: datetime) -> list[datetime]:
    found: list[datetime] = []
    for moment in rules:
        found.append(moment)
        if len(found) == _MOST or moment - begin > _A_CONFERENCE * 100:
            break
    return found


def _rules(event: Event, begin: datetime, zone: tzinfo | None) -> rruleset | None:
    """All of them in local time; None for a rule that cannot be understood."""
    rules = rruleset()
    try:
        for rule in _listed(event.get("RRULE")):
            parts = {name: list(values) for name, values in rule.items()}
            if _never_ends(parts):
                return None
            until = parts.pop("UNTIL", None)
            if not until and "COUNT" not in parts:
                until = [begin + _AHEAD]
            text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())
            if until:
                text += f";UNTIL={_local(until[0], zone):%Y%m%dT%H%M%S}"
            rules.rrule(rrulestr(text, dtstart=begin))
        if "RRULE" not in event:
            rules.rdate(begin)
        for moment in _moments(event.get("RDATE")):
            rules.rdate(_local(moment, zone, begin))
        for moment in _moments(event.get("EXDATE")):
            rules.exdate(_local(moment, zone, begin))
    except _NOT_UNDERSTOOD:
        return None
    return rules


def _never_ends(rule: Mapping[str, list[Any]]) -> bool:
    """Whether a rule would be followed for ever: it repeats within a day, or on a day that no month has."""
    if str(rule.get("FREQ", [""])[0]).upper() in _TOO_OFTEN:
        return True
    months, days = rule.get("BYMONTH", []), rule.get("BYMONTHDAY", [])
    if not months or not days:
        return False
    return all(abs(int(day)) > _longest(int(month)) for month in months for day in days)


def _longest(month: int) -> int:
    return _DAYS_IN_FEBRUARY if month == 2 else 30 if month in _SHORT_MONTHS else 31


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _moments(value: Any) -> Iterable[Moment]:
    for several in _listed(value):
        for one in several.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _local(moment: Moment, zone: tzinfo | None, begin: datetime | None = None) -> datetime:
    """A moment in the local time of the event, without its zone; a date is of the event's hour, or of its last."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, begin.time() if begin is not None else time.max.replace(microsecond=0))
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None)
