"""Days, hours and durations as documents write them, in any language.  Moments are given in the event's time zone.

The words are those of the Unicode CLDR, by babel; a language whose offices write otherwise has its own forms here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.units import format_unit


@dataclass(frozen=True, slots=True)
class _Form:
    """How the offices of a language write: patterns of the CLDR, and how the hours of a day and of a stay are joined.

    Of a stretch of days the first is written as ``day``; of the last what it shares with the first is left out.
    """

    locale: str = ""
    day: str = ""
    same_year: str = ""
    hours_day: str = ""
    to: str = "–"
    between_days: str = " – "
    hour: str = ""
    minute: str = ""


_FORMS: Mapping[str, _Form] = {
    # 행정업무운영 편람: 2024. 2. 27.(화)
    "ko": _Form(day="y. M. d.(EEE)", same_year="M. d.(EEE)", hours_day="M. d.(EEE)", to="~", between_days=" ~ "),
    "en": _Form(locale="en_GB", hour="{} h", minute="{} min"),
}
_THIN_SPACES = {0x2009: " ", 0x202F: " "}  # not every font has them


def day(moment: date, language: str) -> str:
    """``2024. 2. 27.(화)`` in the form of Korean offices (행정업무운영 편람), or ``27 February 2024``."""
    return _format(moment, _form(language).day or "long", language)


def days(first: date, last: date, language: str) -> str:
    """A stretch of days, what both ends share said once."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(first, language)
    form = _form(language)
    if form.same_year:
        ending = form.same_year if first.year == last.year else form.day
        return f"{day(first, language)}{form.between_days}{_format(last, ending, language)}"
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = _locale(language).interval_formats.get("yMMMd", {}).get(field)
    if not patterns:
        return f"{day(first, language)}{form.between_days}{day(last, language)}"
    begin, end = (pattern.replace("MMM", "MMMM") for pattern in patterns)
    return _format(first, begin, language) + _format(last, end, language)


def written_day(moment: date, language: str) -> str:
    """The day as a certificate is dated: ``2024년 2월 28일`` or ``28 February 2024``."""
    return _format(moment, "long", language)


def hours(start: datetime, end: datetime, language: str) -> str:
    """``2. 27.(화) 13:30~15:00`` or ``27 Feb 13:30–15:00``; of several days both are said."""
    form = _form(language)
    if _ends_that_day(start, end):
        return f"{_day_of_hours(start, language)} {clock_span(start, end, language)}"
    between, last = form.between_days, _day_of_hours(end, language)
    return f"{_day_of_hours(start, language)} {start:%H:%M}{between}{last} {end:%H:%M}"


def clock_span(start: datetime, end: datetime, language: str) -> str:
    """``13:30~15:00`` of one day, whose end is 24:00; of several the days are said, too."""
    if not _ends_that_day(start, end):
        return hours(start, end, language)
    until = f"{end:%H:%M}" if end.date() == start.date() else "24:00"
    return f"{start:%H:%M}{_form(language).to}{until}"


def duration(minutes: int, language: str) -> str:
    """``5시간 20분`` or ``5 h 20 min``."""
    form = _form(language)
    hours_, rest = divmod(minutes, 60)
    told = [_unit(hours_, "duration-hour", form.hour, language)] if hours_ else []
    if rest or not hours_:
        told.append(_unit(rest, "duration-minute", form.minute, language))
    return " ".join(told)


def _ends_that_day(start: datetime, end: datetime) -> bool:
    """Whether a session ends on the day it starts, at the following midnight at the latest."""
    next_midnight = datetime.combine(start.date() + timedelta(days=1), time(), start.tzinfo)
    return end.replace(tzinfo=start.tzinfo) <= next_midnight


def _day_of_hours(moment: datetime, language: str) -> str:
    form = _form(language)
    return _format(moment, form.hours_day, language) if form.hours_day else _short_day(moment, language)


def _unit(count: int, unit: str, pattern: str, language: str) -> str:
    if pattern:
        return pattern.format(count)
    return format_unit(count, unit, "short", locale=_locale(language)).translate(_THIN_SPACES)


def _short_day(moment: date, language: str) -> str:
    return format_skeleton("MMMd", moment, locale=_locale(language)).translate(_THIN_SPACES)


def _format(moment: date, pattern: str, language: str) -> str:
    # A plain day: babel would move a moment to another time zone.
    plain = date(moment.year, moment.month, moment.day)
    return format_date(plain, pattern, locale=_locale(language)).translate(_THIN_SPACES)


def _form(language: str) -> _Form:
    return _FORMS.get(language, _Form())


@cache
def _locale(language: str) -> Locale:
    """The locale of a language; English for one that the CLDR does not know."""
    try:
        return Locale.parse(_form(language).locale or language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_FORMS["en"].locale)
