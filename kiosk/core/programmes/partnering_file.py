"""The rows of a partnering file read into meetings: header words, local times, and what is wrong with which row."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo

from kiosk.core.lists.cells import Cell, Fault, Row, columns_by_words, squash, text
from kiosk.core.lists.headings import is_in_english, without_english
from kiosk.core.lists.reading import ReadColumn, ReadingSummary, UnusedColumn, samples_of
from kiosk.core.programme import Session
from kiosk.core.programmes import grid, programme_columns, programme_times, timed_table
from kiosk.core.programmes.dated import Hints
from kiosk.core.programmes.partnering import (
    Clash,
    Meeting,
    Result,
    company_clashes,
    company_key,
    is_of,
    table_clashes,
)
from kiosk.core.programmes.programme_times import Answers, Times, UnusableError, Written
from kiosk.core.programmes.timed_table import Entries, Entry
from kiosk.core.texts import COMMON, Texts

HEADER_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "no", "번호", "연번", "순번"),
    "table": ("table", "tableno", "booth", "테이블", "테이블번호", "상담테이블", "부스", "좌석", "테이블no", "tisch"),
    **{name: programme_columns.HEADER_WORDS[name] for name in ("day", "time", "starts_at", "ends_at", "duration")},
    "company": ("company", "host", "buyer", "수요기업", "대기업", "수요처", "바이어", "발주처", "투자사"),
    "partner": ("partner", "proposer", "seller", "제안기업", "참여기업", "중소기업", "스타트업", "공급기업", "셀러"),
    "proposal": ("proposal", "topic", "협업제안", "제안", "제안내용", "협업과제", "과제", "과제명", "상담내용"),
    "result": ("result", "결과", "상담결과", "매칭결과"),
}
REQUIRED = ("table", "company", "partner")
IN_ENGLISH: Mapping[str, str] = {name: f"{name}_en" for name in ("company", "partner", "proposal")}
"""The fields that a plan may say in English too, each in a column of its own."""
FIELDS = (*HEADER_WORDS, *IN_ENGLISH.values())
_TABLE = re.compile(
    r"(?:테이블|부스|좌석|table|booth|tisch|t|no)?\s*[-.#]?\s*\d+\s*(?:번|호)?(?:\s*(?:테이블|부스))?", re.IGNORECASE
)
_AS_MEETINGS = {
    "programme.no_time": ("meetings.missing", {"field": "starts_at"}),
    "programme.no_end": ("meetings.missing", {"field": "ends_at"}),
    "programme.ends_before_start": ("meetings.ends_before_start", {}),
    "programme.no_day": ("programme.bad_time", {}),
    "programme.no_year": ("programme.bad_time", {}),
    "programme.date_order": ("programme.bad_time", {}),
    "programme.whole_day": ("programme.bad_time", {}),
}
"""What is wrong with a time, as it is told of a meeting."""
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
    """What a partnering file says, and by which columns.  ``refused`` is set, and all else empty, when it is none.

    ``called`` is what companies and proposals are called in English, by the name as written.
    """

    meetings: tuple[MeetingRow, ...] = ()
    called: Mapping[str, Texts] = field(default_factory=dict)
    rejected: tuple[Fault, ...] = ()
    refused: Fault | None = None
    summary: ReadingSummary = field(default_factory=ReadingSummary)


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """The entries of a plan; which column (from 0) holds which field, below which labels, and whether plain lengths are
    hours.  A plan drawn as a grid has no columns."""

    entries: Entries
    hours: bool = False
    fields: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()


def read_meetings(
    rows: Sequence[Row], session: str, zone: tzinfo, *, hours: Session | None = None,
    mapping: Mapping[str, str] | None = None,
) -> PartneringReading:  # fmt: skip
    """The meetings in ``rows``, a list or a grid of times and tables, which are all of ``session``; times without an
    offset are local times of ``zone``, times without a date are of the day of ``hours``, the session they belong to.
    ``mapping`` of field to column is what a person says of a list: a header, a letter, a number, or ``-`` for none.

    Rows that cannot be used are in ``rejected`` with their row number; the others are read all the same.
    """
    laid_out = _lay_out(rows, mapping or {})
    if isinstance(laid_out, Fault):
        return PartneringReading(refused=laid_out)
    entries, length_in_hours = laid_out.entries, laid_out.hours
    found: list[MeetingRow] = []
    rejected: list[Fault] = []
    written: list[tuple[Entry, Written]] = []
    for entry in entries.found:
        try:
            _check_companies(entry.cells)
            written.append((entry, programme_times.written_times(entry, hours=length_in_hours)))
        except UnusableError as trouble:
            rejected.append(_fault(entry, trouble))
    answers = Answers(first_day=_only_day(hours, zone))
    dates = programme_times.understand([one for _entry, one in written], answers, _hints(entries), ())
    for entry, one in written:
        try:
            found.append(_meeting(entry, programme_times.times(one, dates, zone, answers), session, zone))
        except UnusableError as trouble:
            rejected.append(_fault(entry, trouble))
    rejected += _double_numbers(found)
    if not found and not rejected:
        return PartneringReading(refused=Fault(0, "meetings.no_rows"))
    left_out = {fault.row for fault in rejected}
    kept = tuple(one for one in found if one.row not in left_out)
    called = dict(_called(entry for entry in entries.found if entry.row not in left_out))
    faults = tuple(sorted(rejected, key=lambda fault: fault.row))
    return PartneringReading(kept, called, faults, summary=_summary(rows, laid_out))


def _called(entries: Iterable[Entry]) -> Iterator[tuple[str, Texts]]:
    """What the rows say of a name in English."""
    for entry in entries:
        for name, column in IN_ENGLISH.items():
            written, said = text(entry.cells.get(name)), text(entry.cells.get(column))
            if written and said:
                yield written, {COMMON: said}


def _summary(rows: Sequence[Row], laid_out: _LaidOut) -> ReadingSummary:
    """What was taken for what, and what was left aside."""
    header = laid_out.entries.header
    below = rows[header[-1] + 1 :] if header else rows
    used = {index: name for name, indexes in laid_out.fields.items() for index in indexes}
    columns, unused = [], []
    for index, label in enumerate(laid_out.labels):
        samples = samples_of(below, index)
        if index in used:
            columns.append(ReadColumn(index, label, used[index], samples))
        elif label or samples:
            unused.append(UnusedColumn(index, label, samples))
    return ReadingSummary(
        header_rows=tuple(row + 1 for row in header), columns=tuple(columns), unused=tuple(unused),
        skipped=tuple(laid_out.entries.skipped), rows=len(laid_out.entries.found),
    )  # fmt: skip


def _lay_out(rows: Sequence[Row], mapping: Mapping[str, str]) -> _LaidOut | Fault:
    """The entries of a list or a grid; or why the table is no plan."""
    first = timed_table.header_row(rows, _all_columns_of)
    header = timed_table.header_rows(rows, _all_columns_of, first) if first is not None else ()
    joined = timed_table.joined_header(rows, header)
    header = header or programme_columns.header_named(rows, mapping)
    labels = tuple(map(text, joined or (rows[header[0] if header else 0] if rows and mapping else ())))
    mapped = _mapped(_all_columns_of(joined), labels, rows, mapping)
    if isinstance(mapped, Fault):
        return mapped
    columns = mapped
    missing = [name for name in REQUIRED if name not in columns]
    drawn = grid.read_grid(rows) if missing and not mapping else None
    if drawn is not None and any(_TABLE.fullmatch(label) for cell in drawn.cells for label in cell.labels):
        aside = drawn.aside
        found = [_grid_entry(cell, drawn) for cell in drawn.cells]
        return _LaidOut(Entries(found, aside.header, aside.skipped, aside.years))
    if first is None and not mapping:
        return Fault(0, "meetings.no_header")
    if not missing and columns.keys().isdisjoint(("starts_at", "time")):
        missing = ["starts_at"]
    if missing:
        return Fault((first or 0) + 1, "meetings.no_column", {"field": missing[0]})
    length = columns.get("duration", ())
    hours = any(index < len(joined) and programme_columns.says_hours(joined[index]) for index in length)
    return _LaidOut(timed_table.list_entries(rows, columns, header), hours, columns, labels)


def _mapped(
    fields: Mapping[str, tuple[int, ...]], labels: tuple[str, ...], rows: Sequence[Row], mapping: Mapping[str, str]
) -> dict[str, tuple[int, ...]] | Fault:
    """The columns as guessed, changed by a person's word."""
    columns = dict(fields)
    for name, named in mapping.items():
        if name not in FIELDS:
            return Fault(0, "programme.unknown_field", {"field": name, "known": ", ".join(FIELDS)})
        columns.pop(name, None)
        if named in ("", "-"):
            continue
        index = programme_columns.find_column(labels, max(map(len, rows), default=0), named)
        if index is None:
            return Fault(0, "programme.unknown_column", {"column": named})
        columns = {other: where for other, where in columns.items() if index not in where} | {name: (index,)}
    return columns


def _grid_entry(cell: grid.GridCell, drawn: grid.Grid) -> Entry:
    """A cell of a plan drawn as a grid: who comes to the company above it; more lines are the proposal."""
    partner, _line, proposal = cell.written.partition("\n")
    labels = [label for label in cell.labels if label]
    tables = [label for label in labels if _TABLE.fullmatch(label)]
    companies = [label for label in labels if label not in tables]
    place = str(1 + sorted({one.column for one in drawn.cells}).index(cell.column))
    cells: dict[str, Cell] = {
        "table": _table_number(tables[0]) if tables else place, "company": companies[0] if companies else "",
        "partner": partner, "proposal": proposal.replace("\n", " ").strip("()（） "),
    }  # fmt: skip
    return Entry(cell.row, cells, cell.day, cell.when if cell.end is None else replace(cell.when, end=cell.end.start))


def _table_number(label: str) -> str:
    """``테이블 1`` is table 1, as the column of a list would say."""
    return re.sub(r"\D", "", label) or label


def _hints(entries: Entries) -> Hints:
    return Hints(years=frozenset(entries.years), usual="mdy", usual_is_sure=True)


def _only_day(session: Session | None, zone: tzinfo) -> date | None:
    """The day of a session that is of one day."""
    if session is None:
        return None
    first, last = (moment.astimezone(zone).date() for moment in (session.starts_at, session.ends_at))
    return first if first == last else None


def _fault(entry: Entry, trouble: UnusableError) -> Fault:
    code, details = _AS_MEETINGS.get(trouble.code, (trouble.code, {}))
    return Fault(entry.row, code, {**trouble.details, **details})


def _check_companies(cells: Mapping[str, Cell]) -> None:
    table, company, partner = (text(cells.get(name)) for name in REQUIRED)
    for name, value in (("table", table), ("company", company), ("partner", partner)):
        if not value:
            raise UnusableError("meetings.missing", field=name)
    if company_key(company) == company_key(partner):
        raise UnusableError("meetings.with_itself", company=company)


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


def meetings_score(rows: Sequence[Row]) -> float:
    """How much a table looks like a list of meetings, to choose among sheets."""
    return grid.table_score(rows, _all_columns_of)


def columns_of(header: Row) -> dict[str, int]:
    """Which column holds which field; one in English alone is that of the field."""
    english = [without_english(text(cell)) if is_in_english(text(cell)) else None for cell in header]
    columns = columns_by_words(
        [None if said else cell for cell, said in zip(header, english, strict=True)], HEADER_WORDS
    )
    for name, index in columns_by_words(english, HEADER_WORDS).items():
        columns.setdefault(IN_ENGLISH[name] if name in IN_ENGLISH and name in columns else name, index)
    return columns


def _all_columns_of(header: Row) -> dict[str, tuple[int, ...]]:
    return {name: (index,) for name, index in columns_of(header).items()}


def _meeting(entry: Entry, times: Times, session: str, zone: tzinfo) -> MeetingRow:
    cells = entry.cells
    table, company, partner = (text(cells.get(name)) for name in REQUIRED)
    number = text(cells.get("number")) or f"{table}-{times.starts_at.astimezone(zone):%m%d-%H%M}"
    written = squash(cells.get("result"))
    if written and written not in _RESULTS:
        raise UnusableError("meetings.bad_result", value=text(cells["result"]))
    meeting = Meeting(
        f"{session}-{number}", session, table, times.starts_at, times.ends_at, company, partner,
        text(cells.get("proposal")), _RESULTS.get(written, Result.PLANNED),
    )  # fmt: skip
    return MeetingRow(entry.row, meeting, bool(written))


def _double_numbers(found: Sequence[MeetingRow]) -> list[Fault]:
    rows: dict[str, list[int]] = {}
    for one in found:
        rows.setdefault(one.meeting.id, []).append(one.row)
    return [
        Fault(one.row, "meetings.double_number", {"rows": ", ".join(map(str, rows[one.meeting.id]))})
        for one in found
        if len(rows[one.meeting.id]) > 1
    ]
