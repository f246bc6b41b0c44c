"""Days and times as documents write them, in Korean and English.  Moments are given in the event's time zone."""

from collections.abc import Sequence
from datetime import date, datetime

_KOREAN_WEEKDAYS = "월화수목금토일"


def day(moment: date, language: str) -> str:
    """``2024. 2. 27.(화)`` in the form of Korean offices (행정업무운영 편람), or ``27 February 2024``."""
    if language == "ko":
        return f"{moment.year}. {moment.month}. {moment.day}.({_KOREAN_WEEKDAYS[moment.weekday()]})"
    return f"{moment.day} {_month(moment)} {moment.year}"


def days(first: date, last: date, language: str) -> str:
    """A stretch of days, what both ends share said once."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(first, language)
    if language == "ko":
        year = f"{last.year}. " if last.year != first.year else ""
        return f"{day(first, 'ko')} ~ {year}{last.month}. {last.day}.({_KOREAN_WEEKDAYS[last.weekday()]})"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_month(last)} {last.year}"
    start = f"{first.day} {_month(first)}" + (f" {first.year}" if first.year != last.year else "")
    return f"{start} – {day(last, 'en')}"


def written_day(moment: date, language: str) -> str:
    """The day as a certificate is dated: ``2024년 2월 28일`` or ``28 February 2024``."""
    return f"{moment.year}년 {moment.month}월 {moment.day}일" if language == "ko" else day(moment, "en")


def hours(start: datetime, end: datetime, language: str) -> str:
    """``2. 27.(화) 13:30~15:00`` or ``27 Feb 13:30–15:00``."""
    if language == "ko":
        weekday = _KOREAN_WEEKDAYS[start.weekday()]
        return f"{start.month}. {start.day}.({weekday}) {start:%H:%M}~{end:%H:%M}"
    return f"{start.day} {_month(start)[:3]} {start:%H:%M}–{end:%H:%M}"


def duration(minutes: int, language: str) -> str:
    """``5시간 20분`` or ``5 h 20 min``."""
    hours_, rest = divmod(minutes, 60)
    words = ("시간", "분") if language == "ko" else (" h", " min")
    parts = [f"{count}{word}" for count, word in zip((hours_, rest), words, strict=True) if count]
    return " ".join(parts) or f"0{words[1]}"


_MONTHS: Sequence[str] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _month(moment: date) -> str:
    # Not strftime: the month must not follow the system's language.
    return _MONTHS[moment.month - 1]
