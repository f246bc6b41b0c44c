"""The rows of a programme file read into sessions: header words, local times, and what is wrong with which row."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TypeVar

from kiosk.core import texts, timed_table
from kiosk.core.cells import Cell, Fault, Row, is_blank, mark, split_list, squash, text, without_brackets
from kiosk.core.moments import is_time_of_day, read_moment
from kiosk.core.programme import Admission, Session, Tracking

HEADER_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "sessioncode", "코드", "세션코드", "세션번호"),
    "title_ko": ("titleko", "title", "name", "session", "세션명", "제목", "세션", "프로그램명", "프로그램",
                 "행사명", "국문명", "내용"),
    "title_en": ("titleen", "englishtitle", "영문명", "영문제목", "영문세션명", "영문"),
    "kind": ("kind", "type", "종류", "유형", "구분"),
    "room": ("room", "place", "venue", "location", "장소", "회의실", "행사장", "강의실"),
    "day": ("date", "day", "날짜", "일자"),
    "starts_at": ("startsat", "start", "starts", "begin", "시작", "시작시간", "시작시각", "시작일시"),
    "ends_at": ("endsat", "end", "ends", "종료", "종료시간", "종료시각", "종료일시", "끝"),
    "capacity": ("capacity", "seats", "정원", "수용인원", "좌석수", "인원"),
    "admission": ("admission", "참가대상", "대상", "입장대상", "참석대상"),
    "tracking": ("tracking", "확인방식", "출입확인", "확인", "체크방식"),
    "counts": ("counts", "인정", "이수인정", "출석인정", "인정여부"),
    "opens_before": ("opensbefore", "입장시작", "사전입장", "입장시작분전"),
    "closes_after": ("closesafter", "퇴장마감", "퇴장마감분후"),
    "minimum_share": ("minimumshare", "최소참석률", "최소출석률", "최소참석비율"),
}  # fmt: skip
REQUIRED = ("code", "title_ko", "starts_at", "ends_at")

Value = TypeVar("Value")

# A day that is tracked both ways is missed by who only looks in; an entry-only stay counts to the end by definition.
DEFAULT_SHARE = {Tracking.ENTRY: 0.0, Tracking.ENTRY_EXIT: 0.5}

_TRACKING = {
    "entry": Tracking.ENTRY, "in": Tracking.ENTRY, "입장": Tracking.ENTRY, "입장만": Tracking.ENTRY,
    "entryexit": Tracking.ENTRY_EXIT, "inout": Tracking.ENTRY_EXIT, "입퇴장": Tracking.ENTRY_EXIT,
    "출입": Tracking.ENTRY_EXIT, "입장퇴장": Tracking.ENTRY_EXIT,
}  # fmt: skip
_ADMISSION = {
    "open": Admission.OPEN, "all": Admission.OPEN, "everyone": Admission.OPEN, "전체": Admission.OPEN,
    "공개": Admission.OPEN, "누구나": Admission.OPEN, "자유": Admission.OPEN,
    "registered": Admission.REGISTERED, "registration": Admission.REGISTERED, "사전등록": Admission.REGISTERED,
    "등록자": Admission.REGISTERED, "신청자": Admission.REGISTERED, "사전등록자": Admission.REGISTERED,
}  # fmt: skip
_TITLE = re.compile(r"title_([a-z]{2,3})")
_CATEGORIES = re.compile(r"(?:category|구분|분류)\s*[:：]\s*(.+)", re.IGNORECASE)
_KINDS = {"등록": "registration"}


@dataclass(frozen=True, slots=True)
class ProgrammeReading:
    """What a programme file says.  ``refused`` is set, and all else empty, when the file as a whole is no programme.
    ``columns`` are the fields the file has a column for: of the others it says nothing.
    """

    sessions: tuple[Session, ...] = ()
    rejected: tuple[Fault, ...] = ()
    refused: Fault | None = None
    columns: frozenset[str] = frozenset()


_FIELDS_OF_COLUMN = {
    **{name: (name,) for name in ("kind", "room", "capacity", "tracking", "counts")},
    **{name: (name,) for name in ("opens_before", "closes_after", "minimum_share")},
    "admission": ("admission", "categories"),
}


class _UnusableError(Exception):
    """A cell that makes its row unusable; never leaves this module."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details


def read_programme(rows: Sequence[Row], timezone: tzinfo) -> ProgrammeReading:
    """The sessions in ``rows``, in their order; times without an offset are local times of ``timezone``.

    Rows that cannot be used are in ``rejected`` with their row number; the others are read all the same.
    """
    header = timed_table.header_row(rows, columns_of)
    if header is None:
        return ProgrammeReading(refused=Fault(0, "programme.no_header"))
    columns = columns_of(rows[header])
    present = columns.keys() | ({"title_ko"} if any(map(_language_of, columns)) else set())
    if missing := [name for name in REQUIRED if name not in present]:
        return ProgrammeReading(refused=Fault(header + 1, "programme.no_column", {"field": missing[0]}))
    sessions: list[tuple[int, Session]] = []
    rejected: list[Fault] = []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if is_blank(row):
            continue
        try:
            sessions.append((number, _session(dict(timed_table.fields(row, columns)), timezone)))
        except _UnusableError as trouble:
            rejected.append(Fault(number, trouble.code, trouble.details))
    rejected += _double_codes(sessions)
    doubles = {fault.row for fault in rejected}
    if not sessions and not rejected:
        return ProgrammeReading(refused=Fault(0, "programme.no_rows"))
    kept = tuple(session for number, session in sessions if number not in doubles)
    return ProgrammeReading(kept, tuple(sorted(rejected, key=lambda fault: fault.row)), columns=frozenset(columns))


def read_session(cells: Mapping[str, Cell], timezone: tzinfo) -> tuple[Session | None, Fault | None]:
    """One session typed by hand instead of read from a file, by the same rules; or what forbids to keep it."""
    try:
        return _session(cells, timezone), None
    except _UnusableError as trouble:
        return None, Fault(0, trouble.code, trouble.details)


def as_known(session: Session, known: Session, columns: Collection[str]) -> Session:
    """``session`` as read, with what the file has no column for left as it is ``known``."""
    untold = {
        name: getattr(known, name)
        for column, names in _FIELDS_OF_COLUMN.items()
        if column not in columns
        for name in names
    }
    told = {language for column in columns if (language := _language_of(column))}
    kept = {language: title for language, title in known.titles.items() if language not in told}
    return replace(session, titles=kept | dict(session.titles), **untold)


def likeness(rows: Sequence[Row]) -> float:
    """How much a table looks like a programme, to choose among sheets: the header words it has."""
    return timed_table.likeness(rows, columns_of)


def columns_of(header: Row) -> dict[str, int]:
    """Which column holds which field, by the words of a header row; of two for one field, the plainer word wins."""
    columns: dict[str, int] = {}
    rank: dict[str, int] = {}
    for index, cell in enumerate(header):
        if titled := _TITLE.fullmatch(text(cell).lower()):
            columns[titled[0]], rank[titled[0]] = index, -1
        for name, words in HEADER_WORDS.items():
            word = next((word for word in (squash(cell), squash(without_brackets(cell))) if word in words), None)
            if word is not None and words.index(word) < rank.get(name, len(words)):
                columns[name], rank[name] = index, words.index(word)
    return columns


def _session(cells: Mapping[str, Cell], timezone: tzinfo) -> Session:
    titles = texts.said({language: text(cell) for name, cell in cells.items() if (language := _language_of(name))})
    code = text(cells.get("code"))
    if not titles:
        raise _UnusableError("programme.no_title")
    if not code:
        raise _UnusableError("programme.no_code")
    if split_list(code) != [code]:
        raise _UnusableError("programme.bad_code", value=code)
    starts_at = _required_moment(cells, "starts_at", timezone)
    ends_at = _required_moment(cells, "ends_at", timezone)
    if ends_at <= starts_at:
        raise _UnusableError("programme.ends_before_start", start=text(cells["starts_at"]), end=text(cells["ends_at"]))
    admission, categories = _admission(cells.get("admission"))
    tracking = _one_of(cells.get("tracking"), _TRACKING, Tracking.ENTRY, "programme.bad_tracking")
    kind = text(cells.get("kind")).lower()
    return Session(
        code=code,
        titles=titles,
        kind=_KINDS.get(kind, kind),
        room=text(cells.get("room")),
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=_number(cells, "capacity", None, least=1),
        admission=admission,
        categories=categories,
        tracking=tracking,
        counts=_yes_or_no(cells.get("counts"), default=kind not in ("registration", "등록")),
        opens_before=_number(cells, "opens_before", 20, least=0),
        closes_after=_number(cells, "closes_after", 20, least=0),
        minimum_share=_share(cells.get("minimum_share"), DEFAULT_SHARE[tracking]),
    )


def _language_of(field: str) -> str:
    """The language that a title is in, by the name of its field; empty for other fields."""
    titled = _TITLE.fullmatch(field)
    return titled[1] if titled else ""


def _required_moment(cells: Mapping[str, Cell], name: str, timezone: tzinfo) -> datetime:
    value = text(cells.get(name))
    if not value:
        raise _UnusableError("programme.no_time", field=name)
    cell = cells[name]
    day = text(cells.get("day"))
    if day and is_time_of_day(cell):
        cell = f"{day.split(' ')[0] if isinstance(cells['day'], datetime) else day} {value}"
    found = read_moment(cell, timezone)
    if isinstance(found, str):
        raise _UnusableError(found, value=text(cell))
    return found


def _admission(cell: Cell) -> tuple[Admission, tuple[str, ...]]:
    written = text(cell)
    listed = _CATEGORIES.fullmatch(written)
    if listed and (categories := tuple(dict.fromkeys(split_list(listed[1])))):
        return Admission.CATEGORY, categories
    return _one_of(written, _ADMISSION, Admission.OPEN, "programme.bad_admission"), ()


def _one_of(cell: Cell, known: Mapping[str, Value], default: Value, code: str) -> Value:
    written = squash(cell)
    if not written:
        return default
    if written not in known:
        raise _UnusableError(code, value=text(cell))
    return known[written]


def _yes_or_no(cell: Cell, *, default: bool) -> bool:
    if not text(cell):
        return default
    answer = mark(cell)
    if answer is None:
        raise _UnusableError("programme.bad_counts", value=text(cell))
    return answer


def _number(cells: Mapping[str, Cell], name: str, default: int | None, *, least: int) -> int | None:
    written = text(cells.get(name)).removesuffix("명").removesuffix("분").replace(",", "").strip()
    if not written:
        return default
    if not (written.isascii() and written.isdigit() and least <= int(written[:9]) and len(written) <= 6):
        raise _UnusableError("programme.bad_number", field=name, value=text(cells[name]))
    return int(written)


def _share(cell: Cell, default: float) -> float:
    """A share as ``0.5``, ``50%`` or ``50``; 1 means the whole, not one per cent."""
    written = text(cell)
    if not written:
        return default
    try:
        value = float(written.removesuffix("%"))
    except ValueError:
        value = math.nan
    share = value / 100 if written.endswith("%") or value > 1 else value
    if not 0 <= share <= 1:
        raise _UnusableError("programme.bad_share", value=written)
    return share


def _double_codes(sessions: Sequence[tuple[int, Session]]) -> list[Fault]:
    """Codes that differ only in case are one code: people type them."""
    rows: dict[str, list[int]] = {}
    for number, session in sessions:
        rows.setdefault(session.code.casefold(), []).append(number)
    return [
        Fault(number, "programme.double_code", {"code": session.code, "rows": ", ".join(map(str, doubles))})
        for number, session in sessions
        if len(doubles := rows[session.code.casefold()]) > 1
    ]
