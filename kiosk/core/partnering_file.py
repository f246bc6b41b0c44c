"""The rows of a partnering file read into meetings: header words, local times, and what is wrong with which row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from kiosk.core import timed_table
from kiosk.core.cells import Cell, Fault, Row, is_blank, squash, text, without_brackets
from kiosk.core.moments import is_time_of_day, read_moment
from kiosk.core.partnering import (
    Clash,
    Meeting,
    Result,
    company_clashes,
    company_key,
    is_of,
    table_clashes,
)
from kiosk.core.programme import Session

HEADER_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "no", "번호", "연번", "순번"),
    "table": ("table", "테이블", "테이블번호", "상담테이블", "부스", "좌석"),
    "day": ("date", "day", "날짜", "일자"),
    "starts_at": ("startsat", "start", "starts", "시작", "시작시간", "시작시각", "시작일시"),
    "ends_at": ("endsat", "end", "ends", "종료", "종료시간", "종료시각", "종료일시", "끝"),
    "company": ("company", "host", "buyer", "수요기업", "대기업", "수요처", "바이어"),
    "partner": ("partner", "proposer", "제안기업", "참여기업", "중소기업", "스타트업", "공급기업"),
    "proposal": ("proposal", "topic", "협업제안", "제안", "제안내용", "협업과제", "과제", "과제명", "상담내용"),
    "result": ("result", "결과", "상담결과", "매칭결과"),
}
REQUIRED = ("table", "starts_at", "ends_at", "company", "partner")
_RESULTS = {
    "matched": Result.MATCHED, "match": Result.MATCHED, "매칭": Result.MATCHED, "매칭완료": Result.MATCHED,
    "성사": Result.MATCHED, "followup": Result.FOLLOW_UP, "후속협의": Result.FOLLOW_UP, "후속": Result.FOLLOW_UP,
    "추가협의": Result.FOLLOW_UP, "declined": Result.DECLINED, "불발": Result.DECLINED, "미매칭": Result.DECLINED,
    "거절": Result.DECLINED, "noshow": Result.NO_SHOW, "불참": Result.NO_SHOW, "노쇼": Result.NO_SHOW,
    "held": Result.HELD, "진행": Result.HELD, "완료": Result.HELD, "planned": Result.PLANNED, "예정": Result.PLANNED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as row ``row`` (from 1, as in the spreadsheet) gives it; ``says_result`` tells a result from none."""

    row: int
    meeting: Meeting
    says_result: bool


@dataclass(frozen=True, slots=True)
class PartneringReading:
    """What a partnering file says.  ``refused`` is set, and all else empty, when the file is none."""

    meetings: tuple[MeetingRow, ...] = ()
    rejected: tuple[Fault, ...] = ()
    refused: Fault | None = None


class _UnusableError(Exception):
    """A cell that makes its row unusable; never leaves this module."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details


def read_meetings(rows: Sequence[Row], session: str, zone: tzinfo) -> PartneringReading:
    """The meetings in ``rows``, which are all of ``session``; times without an offset are local times of ``zone``.

    Rows that cannot be used are in ``rejected`` with their row number; the others are read all the same.
    """
    header = timed_table.header_row(rows, columns_of)
    if header is None:
        return PartneringReading(refused=Fault(0, "meetings.no_header"))
    columns = columns_of(rows[header])
    if missing := [name for name in REQUIRED if name not in columns]:
        return PartneringReading(refused=Fault(header + 1, "meetings.no_column", {"field": missing[0]}))
    found: list[MeetingRow] = []
    rejected: list[Fault] = []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if is_blank(row):
            continue
        try:
            found.append(_meeting(number, dict(timed_table.fields(row, columns)), session, zone))
        except _UnusableError as trouble:
            rejected.append(Fault(number, trouble.code, trouble.details))
    rejected += _double_numbers(found)
    if not found and not rejected:
        return PartneringReading(refused=Fault(0, "meetings.no_rows"))
    left_out = {fault.row for fault in rejected}
    kept = tuple(one for one in found if one.row not in left_out)
    return PartneringReading(kept, tuple(sorted(rejected, key=lambda fault: fault.row)))


def table_faults(rows: Sequence[MeetingRow], known: Sequence[Meeting]) -> list[Fault]:
    """Rows whose table is taken at that time, by another row or by a meeting of the event that the file leaves."""
    row_of = {one.meeting.id: one.row for one in rows}
    faults = []
    for clash in table_clashes([*(one.meeting for one in rows), *known]):
        inside = sorted(row_of[meeting.id] for meeting in clash.meetings if meeting.id in row_of)
        others = [meeting.id for meeting in clash.meetings if meeting.id not in row_of]
        for row in inside:
            if others:
                faults.append(Fault(row, "meetings.table_taken", {"table": clash.tables[0], "meeting": others[0]}))
            else:
                rows_text = ", ".join(map(str, inside))
                faults.append(Fault(row, "meetings.table_twice", {"table": clash.tables[0], "rows": rows_text}))
    return faults


def doubts(
    rows: Sequence[MeetingRow], known: Sequence[Meeting], affiliations: Sequence[str], session: Session, zone: tzinfo
) -> list[Fault]:
    """What to look at although it is taken: companies at two tables at once, companies nobody on the roster is from,
    meetings outside the session's hours.  ``affiliations`` are those of the roster, one for each person.
    """
    row_of = {one.meeting.id: one.row for one in rows}
    people = {
        company_key(company): sum(is_of(affiliation, company) for affiliation in affiliations)
        for one in rows
        for company in one.meeting.companies
    }
    faults = [
        Fault(
            row, "meetings.company_twice", {**_clash_details(clash, zone), "count": people[company_key(clash.company)]}
        )
        for clash in company_clashes([*(one.meeting for one in rows), *known])
        if (row := min((row_of[m.id] for m in clash.meetings if m.id in row_of), default=0))
    ]
    strangers: dict[str, Fault] = {}
    for one in rows:
        for company in one.meeting.companies:
            if not people[company_key(company)]:
                fault = Fault(one.row, "meetings.unknown_company", {"company": company})
                strangers.setdefault(company_key(company), fault)
        if not session.starts_at <= one.meeting.starts_at < one.meeting.ends_at <= session.ends_at:
            faults.append(Fault(one.row, "meetings.outside_session", {"session": session.code}))
    return sorted([*faults, *strangers.values()], key=lambda fault: fault.row)


def _clash_details(clash: Clash, zone: tzinfo) -> dict[str, object]:
    end = max(meeting.ends_at for meeting in clash.meetings)
    return {
        "company": clash.company,
        "tables": ", ".join(clash.tables),
        "start": f"{clash.meetings[0].starts_at.astimezone(zone):%H:%M}",
        "end": f"{end.astimezone(zone):%H:%M}",
    }


def as_known(one: MeetingRow, known: Meeting | None) -> Meeting:
    """The meeting as read; where the row says no result, what the desk marked holds on."""
    if known is None or one.says_result:
        return one.meeting
    return replace(one.meeting, result=known.result)


def likeness(rows: Sequence[Row]) -> float:
    """How much a table looks like a list of meetings, to choose among sheets: the header words it has."""
    return timed_table.likeness(rows, columns_of)


def columns_of(header: Row) -> dict[str, int]:
    """Which column holds which field, by the words of a header row; the first column of a meaning counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(header):
        words = {squash(cell), squash(without_brackets(cell))}
        for name, known in HEADER_WORDS.items():
            if words & set(known):
                columns.setdefault(name, index)
    return columns


def _meeting(row: int, cells: Mapping[str, Cell], session: str, zone: tzinfo) -> MeetingRow:
    table, company, partner = (text(cells.get(name)) for name in ("table", "company", "partner"))
    for name, value in (("table", table), ("company", company), ("partner", partner)):
        if not value:
            raise _UnusableError("meetings.missing", field=name)
    if company_key(company) == company_key(partner):
        raise _UnusableError("meetings.with_itself", company=company)
    starts_at, ends_at = (_moment(cells, name, zone) for name in ("starts_at", "ends_at"))
    if ends_at <= starts_at:
        raise _UnusableError("meetings.ends_before_start")
    number = text(cells.get("number")) or f"{table}-{starts_at.astimezone(zone):%m%d-%H%M}"
    written = squash(cells.get("result"))
    if written and written not in _RESULTS:
        raise _UnusableError("meetings.bad_result", value=text(cells["result"]))
    meeting = Meeting(
        f"{session}-{number}", session, table, starts_at, ends_at, company, partner, text(cells.get("proposal")),
        _RESULTS.get(written, Result.PLANNED),
    )  # fmt: skip
    return MeetingRow(row, meeting, bool(written))


def _moment(cells: Mapping[str, Cell], name: str, zone: tzinfo) -> datetime:
    value = text(cells.get(name))
    if not value:
        raise _UnusableError("meetings.missing", field=name)
    day = text(cells.get("day"))
    cell = f"{day.split(' ')[0]} {value}" if day and is_time_of_day(cells[name]) else cells[name]
    found = read_moment(cell, zone)
    if isinstance(found, str):
        raise _UnusableError(found, value=value)
    return found


def _double_numbers(found: Sequence[MeetingRow]) -> list[Fault]:
    rows: dict[str, list[int]] = {}
    for one in found:
        rows.setdefault(one.meeting.id, []).append(one.row)
    return [
        Fault(one.row, "meetings.double_number", {"rows": ", ".join(map(str, rows[one.meeting.id]))})
        for one in found
        if len(rows[one.meeting.id]) > 1
    ]
