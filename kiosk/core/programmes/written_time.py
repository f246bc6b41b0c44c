"""Days and times of day as people write them, taken apart; which year or order they mean is decided elsewhere."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from kiosk.core.lists.cells import Cell, text
from kiosk.core.programmes.month_names import MONTHS, WEEKDAYS

DAY_S = 86_400
_HALF_DAY_S = 43_200
_LATEST_HOUR = 29
"""24:00 is the next midnight, and 25:30 half past one of the night after: as timetables of a late evening write it."""
_DIGITS_OF_A_DAY = 8
"""A number that is no date of a spreadsheet may still be 20261201."""
_YEARS_OF_TWO_DIGITS = range(2015, 2046)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a date: ``order`` is ``mdy``, ``dmy``, ``ymd``, or empty where only one is possible."""

    order: str
    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A date as written: its possible readings (none where only ``nth`` tells, as in ``Day 2``), the weekday beside."""

    readings: tuple[Reading, ...]
    weekday: int | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in seconds since midnight, 24:00 and later possible.  ``sure`` is False where it may be of either
    half of the day (``1:30``)."""

    seconds: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """What a cell says of time: a day, a time, a span of them."""

    day: WrittenDay | None = None
    start: Clock | None = None
    end_day: WrittenDay | None = None
    end: Clock | None = None
    zone: tzinfo | None = None


_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_WEEKDAY = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
_WEEKDAYS = re.compile(
    rf"[(\[]\s*({_WEEKDAY}|[월화수목금토일月火水木金土日])\s*[)\]]\s*,?|({_WEEKDAY})(?![^\W\d_])[.,]?"
)
_WHOLE = re.compile(r"(\d{4})\s*[-./년年]\s*(\d{1,2})\s*[-./월月]\s*(\d{1,2})(?!\d)\s*[일日.]?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_MONTH_AND_DAY = r"\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)\s*日?"
_REIWA = re.compile(rf"(?:令和|r(?=\d))\s*(\d{{1,2}}|元){_MONTH_AND_DAY}")
_MINGUO = re.compile(rf"(?:(?:中華)?民[國国]\s*(\d{{3}})|(1[0-3]\d)(?=\s*[-./年])){_MONTH_AND_DAY}")
"""Years of eras: 令和8 and R8 of Japan, 民國115 and, by its three digits, 115/12/01 of Taiwan are 2026."""
_KOREAN = re.compile(r"(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]?(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"'?(\d{2}|\d)\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{2}|\d)(?![\d:])\.?")
_NAME_FIRST = re.compile(rf"({_MONTH})\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:\s*,?\s*((?:19|20)\d\d)(?![\d:]))?")
_NAME_LAST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s*(?:of |de |-)?\s*({_MONTH})(?![^\W\d_])\.?(?:(?:\s*,?\s*(?:de )?-?((?:19|20)\d\d)|-(\d\d))(?![\d:]))?")  # fmt: skip # noqa: E501
_NO_YEAR = re.compile(r"(\d{1,2})\s*([./])\s*(\d{1,2})(?![\d:])(\s*\.)?")
# 화 after a date is a weekday without brackets, too; 일 only inside some, as 12.1 일 is the first of December
_WEEKDAY_AFTER = re.compile(
    rf"[,.]?\s*(?:([월화수목금토月火水木金土])(?=\s*(?:[)\],:|/~]|$)|\s+\d)|([일日])(?=\s*[)\]]))|,\s*({_WEEKDAY})(?![^\W\d_])[.]?"
)
_NTH = re.compile(
    r"(?:day|tag|jour|día|dia|giorno|dag)\s*(\d)(?!\d)|(?:[제第]\s*)?(\d)\s*[일日]\s*[차째]|[제第]\s*(\d)\s*[일日]"
    r"|(첫째|둘째|셋째|넷째)\s*날|(첫)날"
)
_BESIDE_NTH = ("(", "[", ":", "-", "–", ",", "/", "|", "_")
_NTH_WORDS = {"첫째": 1, "첫": 1, "둘째": 2, "셋째": 3, "넷째": 4}
_HALF = {
    "오전": 0, "am": 0, "a": 0, "a.m.": 0, "a.m": 0, "午前": 0, "上午": 0, "아침": 0,
    "오후": 1, "pm": 1, "p": 1, "p.m.": 1, "p.m": 1, "午後": 1, "下午": 1, "저녁": 1, "밤": 1, "낮": 1,
}  # fmt: skip
_BEFORE = "오전|오후|午前|午後|上午|下午|아침|저녁|밤|낮|am|pm"
_AFTER = r"a\.m\.?|p\.m\.?|am|pm|(?<=\d)[ap](?!\w)"
_CLOCK = re.compile(
    rf"(?:({_BEFORE})\s*)?(\d{{1,2}})\s*(?::|시|時|点|h(?![a-z]))\s*(\d{{1,2}}|반)?(?::(\d{{2}})(?:\.\d+)?)?\s*(?:분|分)?"
    rf"\s*({_AFTER})?(?:\s*(?:uhr|hrs|uur|h)(?![a-z]))?"
)
_DOTTED = re.compile(
    rf"(?:({_BEFORE})\s*)?(\d{{1,2}})\.(\d{{2}})(?![\d.])()\s*({_AFTER})?(?:\s*(?:uhr|hrs|uur|h)(?![a-z]))?"
)
_HOUR = re.compile(rf"(?:({_BEFORE})\s*(\d{{1,2}})()()()|()(\d{{1,2}})()()\s*({_AFTER}|uhr|uur|hrs))(?!\w)")
_DIGITS = re.compile(rf"()(\d{{2}})(\d{{2}})()(?!\d)\s*({_AFTER})?(?:\s*(?:uhr|hrs|uur|h)(?![a-z]))?")
_NAMED = re.compile(r"(정오|noon|midday)|(자정|midnight)")
_ZONE = re.compile(r"(z|utc|gmt)(?![a-z])|(kst|jst)(?![a-z])|([+-])(\d{2}):?(\d{2})(?!\d)")
_TO_SIGNS = r"~|∼|〜|--?>?|–|—|−|‐|‑|→|부터|에서|(?:to|bis|às|as|until|till|tot|à|alle|a|hasta)(?![^\W\d_]|\.m)"
_TO = re.compile(_TO_SIGNS)
_FROM = re.compile(r"(?:from|von|van|de|das|dalle|des)\s+(?=\d)")
_BARE_HOUR = re.compile(
    rf"()(\d{{1,2}})()()()(?=\s*(?:{_TO_SIGNS})\s*(?:(?:{_BEFORE})\s*)?\d{{1,2}}"
    rf"(?::\d|\s*(?:시|時|点|h(?![a-z]))|(?:\.\d\d)?\s*(?:uhr|uur|hrs|{_AFTER})(?![a-z])))"
)
"""The 9 of ``9-10h`` and ``9 bis 10 Uhr``: what the hour is, only the end says."""
_TWO_HOURS = re.compile(rf"(\d{{1,2}})\s*(?:{_TO_SIGNS})\s*(\d{{1,2}})")
_FRACTION_OR_TIME = re.compile(r"0\.(?!00)\d\d")
"""0.25 may be 00:25, or the six o'clock that a spreadsheet keeps as a quarter of a day."""
_LENGTH = re.compile(
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:시간|h|hr|hrs|hours?|std\.?))?\s*(?:(\d{1,3})\s*(?:분|'|′|m|min\.?|mins|minutes?)?)?"
)
_LEFT_OVER = re.compile(
    r"(?:까지)?\s*(?:\(\s*(?:예정|잠정|tentative|tbc)\s*\))?\s*(?:\(\s*\d+\s*(?:분|'|min\.?|minutes|h|시간)?\s*\))?\s*"
)


class _Text:
    """What is left of a text that is read from its beginning."""

    def __init__(self, written: str) -> None:
        self.rest = written.strip()

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.rest)
        if found is not None:
            self.rest = self.rest[found.end() :].lstrip()
        return found


def read_when(cell: Cell, *, spans: bool = True) -> When | None:
    """What a cell says of days and times, or None where it says anything else.

    ``spans`` tells whether ``10:00-11:00`` may be from ten to eleven; without it ``-11:00`` is an offset from UTC.
    """
    if isinstance(cell, datetime):
        day = _certain(cell.year, cell.month, cell.day)
        moment = _to_the_second(cell)
        seconds = int((moment.replace(tzinfo=None) - datetime.combine(cell, time())).total_seconds())
        return When(day, Clock(seconds), zone=cell.tzinfo)
    if isinstance(cell, date):
        return When(_certain(cell.year, cell.month, cell.day))
    if isinstance(cell, time):
        return When(start=Clock(cell.hour * 3600 + cell.minute * 60 + cell.second))
    written = _Text(unicodedata.normalize("NFKC", text(cell)).lower())
    if not written.rest or (not isinstance(cell, str) and len(written.rest) != _DIGITS_OF_A_DAY):
        return None
    return None if _FRACTION_OR_TIME.fullmatch(written.rest) else _span(written, spans=spans)


def read_two_hours(cell: Cell) -> When | None:
    """What ``9-10`` says in a column of times, where it can be no date."""
    found = _TWO_HOURS.fullmatch(unicodedata.normalize("NFKC", text(cell)).lower())
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    if not first < last <= 24:
        return None
    return When(start=Clock(first * 3600, first >= 13), end=Clock(last * 3600, last >= 13))


def read_day(cell: Cell) -> WrittenDay | None:
    """The day that a cell names and nothing but it; a spreadsheet's midnight is a day."""
    if isinstance(cell, datetime) and cell.time() != time():
        return None
    when = read_when(cell)
    alone = when is not None and (isinstance(cell, datetime) or when.start is None) and when.end_day is None
    return when.day if when is not None and alone else None


def day_inside(written: str) -> WrittenDay | None:
    """The only date that stands somewhere in a text, as titles have it; None for none, and for several."""
    folded = unicodedata.normalize("NFKC", text(written)).lower()
    found: list[WrittenDay] = []
    position = 0
    while position < len(folded) and len(found) < 2:
        rest = _Text(folded[position:])
        at_word = position == 0 or not (folded[position - 1].isalnum() and folded[position].isalnum())
        day = _day(rest, alone=False) if at_word else None
        if day is None:
            position += 1
        else:
            found.append(day)
            position = len(folded) - len(rest.rest)
    return found[0] if len(found) == 1 else None


def years_inside(written: str) -> set[int]:
    """The years a text names: ``2026년 워크숍``."""
    return {int(year) for year in re.findall(r"(?<!\d)(20[1-4]\d)(?!\d)", text(written))}


def read_minutes(cell: Cell, *, hours: bool = False) -> int | None:
    """A length of time in minutes: ``30``, ``30분``, ``1시간 30분``, ``1h30``, ``0:45``.

    ``hours`` tells that plain numbers are hours.
    """
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    written = unicodedata.normalize("NFKC", text(cell)).lower()
    plain = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)", written)
    if plain:
        return round(float(plain[1]) * (60 if hours else 1))
    colon = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", written)
    if colon:
        return int(colon[1]) * 60 + int(colon[2])
    words = _LENGTH.fullmatch(written)
    if words is None or not (words[1] or words[2]):
        return None
    return round(float(words[1] or 0) * 60) + int(words[2] or 0)


def _span(written: _Text, *, spans: bool) -> When | None:
    written.take(_FROM)
    day, start, zone = _point(written, spans=spans)
    if day is None and start is None:
        return None
    when = When(day, start, zone=zone)
    if start is not None and written.take(_TO):
        end_day, end, end_zone = _point(written, spans=spans)
        if end is None and end_day is None and written.rest:
            return None
        when = replace(when, end_day=end_day, end=end, zone=zone or end_zone)
    written.take(_LEFT_OVER)
    return None if written.rest else _halves(when)


def _point(written: _Text, *, spans: bool) -> tuple[WrittenDay | None, Clock | None, tzinfo | None]:
    before = written.rest
    day = _day(written, alone=True)
    if day is not None and written.rest[:1] == "t" and written.rest[1:2].isdigit():
        written.rest, spans = written.rest[1:], False
    if day is not None and written.rest[:1] in (",", "/", "|"):
        written.rest = written.rest[1:].lstrip()
    clock = _clock(written, spans=spans)
    if clock is None and day is not None and written.rest and not _TO.match(written.rest):
        written.rest, day = before, None  # 10.30 was no date
        clock = _clock(written, spans=spans)
    zone = None
    if clock is not None and not (spans and written.rest[:1] == "-"):
        zone = _zone(written)
    return day, clock, zone


def _day(written: _Text, *, alone: bool) -> WrittenDay | None:
    before = written.rest
    weekday = _weekday(written)
    nth = _nth(written)
    if nth and written.rest[:1] in _BESIDE_NTH:
        written.rest = written.rest[1:].lstrip()
    weekday = _weekday(written) if weekday is None else weekday
    readings = _readings(written, alone=alone)
    _close_bracket(written, before, nth)
    if not readings and not nth:
        written.rest = before
        return None
    after = _weekday(written)
    if after is None and readings:
        after = _number_of(written.take(_WEEKDAY_AFTER))
    _close_bracket(written, before, nth)
    nth = nth or (_nth(written) if readings else 0)
    return WrittenDay(readings, after if weekday is None else weekday, nth)


def _close_bracket(written: _Text, before: str, nth: int) -> None:
    """Of ``Day 1 (Dec 1)`` the bracket goes with the date."""
    if nth and written.rest[:1] in (")", "]") and ("(" in before or "[" in before):
        written.rest = written.rest[1:].lstrip()


def _nth(written: _Text) -> int:
    found = written.take(_NTH)
    if found is None:
        return 0
    return int(found[1] or found[2] or found[3] or 0) or _NTH_WORDS[found[4] or found[5]]


def _weekday(written: _Text) -> int | None:
    return _number_of(written.take(_WEEKDAYS))


def _number_of(found: re.Match[str] | None) -> int | None:
    """The weekday from 0, Monday, that was found."""
    if found is None:
        return None
    word = next(filter(None, found.groups()))
    return "월화수목금토일".find(word) if word in "월화수목금토일" else "月火水木金土日".find(word) if word in "月火水木金土日" else WEEKDAYS[word]  # fmt: skip # noqa: E501


def _readings(written: _Text, *, alone: bool) -> tuple[Reading, ...]:
    """The ways to understand the date that the text begins with; what no calendar has is none of them."""
    if found := written.take(_WHOLE) or written.take(_COMPACT):
        return _valid(Reading("", int(found[1]), int(found[2]), int(found[3])))
    if found := written.take(_REIWA):
        return _valid(Reading("", 2018 + int(found[1].replace("元", "1")), int(found[2]), int(found[3])))
    if found := written.take(_MINGUO):
        return _valid(Reading("", 1911 + int(found[1] or found[2]), int(found[3]), int(found[4])))
    if found := written.take(_KOREAN):
        return _valid(Reading("", None, int(found[1]), int(found[2])))
    if found := written.take(_NAME_FIRST):
        return _valid(Reading("", int(found[3]) if found[3] else None, MONTHS[found[1]], int(found[2])))
    if found := written.take(_NAME_LAST):
        year = int(found[3] or 0) or (2000 + int(found[4]) if found[4] else None)
        return _valid(Reading("", year, MONTHS[found[2]], int(found[1])))
    if found := written.take(_YEAR_LAST):
        return _either_order(int(found[1]), int(found[3]), int(found[4]), dotted=found[2] == ".")
    before = written.rest
    if found := written.take(_SHORT_YEAR):
        one, two, three = int(found[1]), int(found[3]), int(found[4])
        if readings := _with_short_year(one, two, three, dotted=found[2] == "."):
            return readings
        written.rest = before
    return _without_year(written, alone=alone)


def _without_year(written: _Text, *, alone: bool) -> tuple[Reading, ...]:
    before = written.rest
    found = written.take(_NO_YEAR)
    if found is None:
        return ()
    rest = written.rest
    clear = (
        found[2] == "/" or found[4] or _WEEKDAYS.match(rest) or _WEEKDAY_AFTER.match(rest) or _CLOCK.match(rest)
        or (alone and rest[:1] in ("", ")", "]"))
    )  # fmt: skip
    readings = _either_order(int(found[1]), int(found[3]), None, dotted=False)
    # 10.30 is a time of day where no more is said; a day of two digits has a zero or its weekday beside it
    if not clear or not readings or (found[2] == "." and not rest and not found[4] and len(found[3]) == 2):
        written.rest = before
        return ()
    return readings


def _either_order(one: int, two: int, year: int | None, *, dotted: bool) -> tuple[Reading, ...]:
    month_first = () if dotted and year is not None else _valid(Reading("mdy", year, one, two))
    return (*month_first, *_valid(Reading("dmy", year, two, one)))


def _with_short_year(one: int, two: int, three: int, *, dotted: bool) -> tuple[Reading, ...]:
    found = _valid(Reading("ymd", 2000 + one, two, three)) if 2000 + one in _YEARS_OF_TWO_DIGITS else ()
    if 2000 + three in _YEARS_OF_TWO_DIGITS:
        found += _either_order(one, two, 2000 + three, dotted=dotted)
    return found


def _valid(reading: Reading) -> tuple[Reading, ...]:
    try:
        date(reading.year or 2024, reading.month, reading.day)
    except ValueError:
        return ()
    return (reading,)


def _certain(year: int, month: int, day: int) -> WrittenDay:
    return WrittenDay((Reading("", year, month, day),))


def _clock(written: _Text, *, spans: bool) -> Clock | None:
    if found := written.take(_NAMED):
        return Clock(_HALF_DAY_S if found[1] else DAY_S)
    before = written.rest
    for pattern in (_CLOCK, _DOTTED, _HOUR, *((_BARE_HOUR,) if spans else ()), _DIGITS):
        found = written.take(pattern)
        if found is not None:
            groups = found.groups()
            if pattern is _HOUR and groups[1] is None:
                groups = groups[5:]
            clock = _of_parts(groups)
            if clock is None:
                written.rest = before
            return clock
    return None


def _of_parts(groups: tuple[str | None, ...]) -> Clock | None:
    half_word = groups[0] or groups[4] or ""
    half_word = "" if half_word in ("uhr", "uur", "hrs") else half_word
    hour, minute = int(groups[1] or 0), 30 if groups[2] == "반" else int(groups[2] or 0)
    second = int(groups[3] or 0)
    if minute > 59 or second > 59 or hour > _LATEST_HOUR:
        return None
    if half_word:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * _HALF[half_word]
    sure = bool(half_word) or hour >= 13 or (groups[1] or "").startswith("0")
    return Clock(hour * 3600 + minute * 60 + second, sure)


def _halves(when: When) -> When:
    """Of ``2:00-3:30 PM`` both are of the afternoon, of ``11:00-1:00 PM`` only the end: an unmarked time is the one
    that lies nearest before or after the marked one."""
    start, end = when.start, when.end
    if start is None or end is None or when.end_day is not None or start.sure == end.sure:
        return when
    if not start.sure and end.seconds < DAY_S:
        later = start.seconds + _HALF_DAY_S
        shifted = start.seconds < _HALF_DAY_S and later < end.seconds
        return replace(when, start=Clock(later if shifted else start.seconds))
    if not end.sure and end.seconds <= start.seconds < end.seconds + _HALF_DAY_S <= DAY_S:
        return replace(when, end=Clock(end.seconds + _HALF_DAY_S))
    return when


def _zone(written: _Text) -> tzinfo | None:
    found = written.take(_ZONE)
    if found is None:
        return None
    if found[1]:
        return UTC
    if found[2]:
        return timezone(timedelta(hours=9))
    size = timedelta(hours=int(found[4]), minutes=int(found[5]))
    try:
        return timezone(size if found[3] == "+" else -size)
    except ValueError:
        return None


def _to_the_second(moment: datetime) -> datetime:
    """A spreadsheet keeps times as fractions of a day, so 13:30 may arrive as 13:29:59.999999."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
