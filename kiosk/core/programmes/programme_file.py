"""A programme file read into sessions: what its rows say, what is left aside, asked, and wrong."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from kiosk.core.lists.cells import Cell, Fault, Row, squash, text
from kiosk.core.lists.reading import Question, ReadColumn, UnusedColumn, samples_of
from kiosk.core.programme import Session
from kiosk.core.programmes import grid, programme_times, timed_table
from kiosk.core.programmes.dated import Dates, Hints
from kiosk.core.programmes.programme_columns import (
    HEADER_WORDS,
    NOTES,
    SEVERAL,
    ProgrammeColumns,
    all_columns_of,
    find_column,
    header_named,
    is_in_a_language,
    says_hours,
)
from kiosk.core.programmes.programme_match import Nameless, codes_for
from kiosk.core.programmes.programme_times import QUESTIONS, Answers, Times, UnusableError, Written
from kiosk.core.programmes.session_cells import (
    CANCELLED,
    is_break,
    is_cancelled_note,
    is_cancelled_title,
    is_registration,
    language_of,
    room_in_others,
    session_of,
    title_of,
    without_cancelled,
)
from kiosk.core.programmes.timed_table import Entries, Entry
from kiosk.core.programmes.written_time import When
from kiosk.core.texts import Texts

_CANCELLED = frozenset((*CANCELLED, *"deleted removed 삭제 取消".split()))
_NOT_ON = frozenset(
    "withdrawn rejected declined submitted pending draft hidden unpublished waitlist waitlisted acceptqueue "
    "declinequeue no n false inactive "
    "반려 철회 미확정 보류 초안 대기".split()
)
_ZONE = re.compile(
    r"[(\[（\s](UTC|GMT|CET|CEST|EET|EEST|WET|WEST|BST|IST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|PT|KST|JST|SGT|HKT|AEST|AEDT|NZST"
    r"|(?:UTC|GMT)\s*[+-]\s*\d{1,2}(?::?\d{2})?|Asia/\w+|Europe/\w+|America/\w+)[)\]）]?\s*$"
)
_ON = frozenset(
    "accepted confirmed scheduled published yes y true active tentative completed 확정 예정 승인 진행 완료 정상".split()
) | {""}
_FIELDS_OF_COLUMN = {
    **{name: (name,) for name in ("kind", "room", "capacity", "tracking", "counts")},
    **{name: (name,) for name in ("opens_before", "closes_after", "minimum_share", "speakers")},
    "admission": ("admission", "categories"),
}


@dataclass(frozen=True, slots=True)
class ProgrammeReading:
    """What a programme file says.  ``refused`` is set, and all else empty, when the file as a whole is no programme.

    ``columns`` are the fields the file has a column for: of the others it says nothing.  ``doubts`` are of sessions
    that are taken all the same, ``cancelled`` are those the file says do not take place, ``assumed`` what it left open
    and something else decided, ``rooms`` what rooms are called in other languages.
    """

    sessions: tuple[Session, ...] = ()
    rejected: tuple[Fault, ...] = ()
    refused: Fault | None = None
    columns: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    cancelled: tuple[Session, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    header_rows: tuple[int, ...] = ()
    read_columns: tuple[ReadColumn, ...] = ()
    unused: tuple[UnusedColumn, ...] = ()
    rooms: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a file before it is read: the ``mapping`` of field to column, ``answers`` to what it leaves
    open, whether it is a ``grid`` of rooms, and what to leave out, by title or row."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    grid: bool = False
    leave_out: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Found:
    """What the rows gave so far."""

    sessions: list[tuple[int, Session]] = field(default_factory=list)
    rejected: list[Fault] = field(default_factory=list)
    skipped: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    cancelled: list[tuple[int, Session]] = field(default_factory=list)


def read_programme(
    rows: Sequence[Row], timezone: tzinfo, asked: Asked | None = None, *, known: Mapping[str, Session] | None = None,
    today: date | None = None, merged: Collection[grid.Range] = (), struck: Collection[tuple[int, int]] = (),
) -> ProgrammeReading:  # fmt: skip
    """The sessions in ``rows``, in their order; times without an offset are local times of ``timezone``.

    ``known`` are the sessions of the event, which rows without a code are compared with.  Rows that cannot be used are
    in ``rejected`` with their row number, those that need an answer in ``questions``; the others are read all the same.
    ``struck`` are the cells that are crossed out, which is told.
    """
    asked, known = asked or Asked(), known or {}
    laid_out = _lay_out(rows, asked, merged, timezone)
    if isinstance(laid_out, Fault):
        return ProgrammeReading(refused=laid_out)
    columns, entries = laid_out
    found = _Found(skipped=list(entries.skipped))
    kept = [entry for entry in entries.found if not _left_out(entry, asked, found)]
    hints = _hints(rows, entries, today)
    dates = _read(kept, columns, timezone, asked.answers, hints, known, found)
    _name(found, known)
    crossed_out = {row + 1 for row, _column in struck}
    found.doubts += [
        Fault(row, "programme.struck", {"title": next(iter(session.titles.values()), "")})
        for row, session in found.sessions
        if row in crossed_out
    ]
    if not (found.sessions or found.rejected or found.questions or found.cancelled or len(kept) < len(entries.found)):
        return ProgrammeReading(refused=Fault(0, "programme.no_rows"))
    return ProgrammeReading(
        tuple(session for _row, session in found.sessions),
        tuple(sorted(found.rejected, key=lambda fault: fault.row)),
        columns=frozenset(columns.fields) - {"time", "day", "end_day", "duration", "state", "note"},
        rows={session.code: row for row, session in found.sessions},
        skipped=tuple(sorted(found.skipped, key=lambda fault: fault.row)),
        doubts=tuple(sorted(found.doubts, key=lambda fault: fault.row)),
        questions=tuple(found.questions),
        cancelled=tuple(session for _row, session in found.cancelled),
        assumed=dates.assumed,
        header_rows=tuple(index + 1 for index in entries.header),
        read_columns=_read_columns(rows, columns),
        unused=_unused(rows, columns),
        rooms=_rooms(kept),
    )


def read_session(cells: Mapping[str, Cell], timezone: tzinfo) -> Session | Fault:
    """One session typed by hand instead of read from a file, by the same rules; or what forbids to keep it."""
    try:
        if not title_of(cells):
            raise UnusableError("programme.no_title")
        if not text(cells.get("code")):
            raise UnusableError("programme.no_code")
        written = programme_times.written_times(Entry(0, cells), hours=False)
        dates = programme_times.understand([written], Answers(), Hints(), ())
        found = programme_times.times(written, dates, timezone, Answers())
        return session_of(cells, found.starts_at, found.ends_at)
    except UnusableError as trouble:
        unsaid = {"programme.no_end": "ends_at", "programme.no_day": "starts_at"}
        if trouble.code in unsaid:
            return Fault(0, "programme.no_time", {"field": unsaid[trouble.code]})
        asked = trouble.code.partition(".")[2] in QUESTIONS
        return Fault(0, "programme.bad_time" if asked else trouble.code, trouble.details)


def as_known(session: Session, known: Session, columns: Collection[str]) -> Session:
    """``session`` as read, with what the file has no column for left as it is ``known``.

    A title that was only the copy of another follows the new one.
    """
    given = {language for column in columns if (language := language_of(column))}
    copied = {known.titles[language] for language in given if language in known.titles}
    kept = {
        language: title for language, title in known.titles.items() if language not in given and title not in copied
    }
    untold = {
        name: getattr(known, name)
        for column, names in _FIELDS_OF_COLUMN.items()
        if column not in columns
        for name in names
    }
    return replace(session, titles=kept | dict(session.titles), **untold)


def half_retitled(session: Session, known: Session, columns: Collection[str]) -> dict[str, str]:
    """Of a session that got another title, while the file says nothing in other languages: the new ``title`` and those
    that are ``kept``.  Nothing for any other session."""
    given = {language for column in columns if (language := language_of(column))}
    new = [session.titles[language] for language in given & known.titles.keys() & session.titles.keys()
           if session.titles[language] != known.titles[language]]  # fmt: skip
    kept = [title for language, title in session.titles.items() if language not in given]
    return {"title": new[0], "kept": ", ".join(kept)} if new and kept else {}


def programme_score(rows: Sequence[Row]) -> float:
    """How much a table looks like a programme, to choose among sheets."""
    return grid.table_score(rows, all_columns_of)


def _lay_out(
    rows: Sequence[Row], asked: Asked, merged: Collection[grid.Range], timezone: tzinfo
) -> tuple[ProgrammeColumns, Entries] | Fault:
    """Which columns hold what, and the entries below; or why the table is no programme."""
    first = timed_table.header_row(rows, all_columns_of)
    header = timed_table.header_rows(rows, all_columns_of, first) if first is not None else ()
    joined = timed_table.joined_header(rows, header)
    guessed = all_columns_of(joined)
    is_list = any(map(language_of, guessed)) and _has_times(guessed)
    drawn = None if asked.mapping or is_list else grid.read_grid(rows, merged)
    if drawn is not None and not (asked.grid or grid.names_places(drawn)):
        above = dict.fromkeys(label for cell in drawn.cells for label in cell.labels)
        return Fault(0, "programme.grid_or_list", {"labels": ", ".join(above)})
    if drawn is not None:
        return _of_grid(drawn)
    if not asked.mapping and first is None:
        return Fault(0, "programme.no_header")
    header = header or header_named(rows, asked.mapping)
    labels = tuple(map(text, joined or (rows[header[0] if header else 0] if rows else ())))
    mapped = _mapped(guessed, labels, rows, asked.mapping)
    if isinstance(mapped, Fault):
        return mapped
    if not any(map(language_of, mapped)):
        return Fault((first or 0) + 1, "programme.no_column", {"field": "title_ko"})
    if not _has_times(mapped):
        return Fault((first or 0) + 1, "programme.no_column", {"field": "starts_at"})
    if zone := _zone_above(labels, mapped, timezone):
        return Fault((first or 0) + 1, "programme.zone_of_column", {"zone": zone})
    hours = any(index < len(joined) and says_hours(joined[index]) for index in mapped.get("duration", ()))
    columns = ProgrammeColumns(mapped, header, labels, hours)
    return columns, timed_table.list_entries(rows, mapped, header)


def _rooms(kept: Iterable[Entry]) -> dict[str, Texts]:
    found = (room_in_others(entry.cells) for entry in kept)
    return {room: others for room, others in found if room and others}


def _zone_above(labels: Sequence[str], fields: Mapping[str, Sequence[int]], timezone: tzinfo) -> str:
    """The zone that a heading of times names, where it is not that of the event: its times would be read hours off."""
    own = {datetime(2026, month, 1, tzinfo=timezone).tzname() for month in (1, 7)}
    for name in ("time", "starts_at", "ends_at"):
        for index in fields.get(name, ()):
            found = _ZONE.search(labels[index]) if index < len(labels) else None
            if found and found[1] not in own:
                return found[1]
    return ""


def _has_times(fields: Mapping[str, object]) -> bool:
    return not fields.keys().isdisjoint(("time", "starts_at"))


def _mapped(
    fields: Mapping[str, tuple[int, ...]], labels: tuple[str, ...], rows: Sequence[Row], mapping: Mapping[str, str]
) -> dict[str, tuple[int, ...]] | Fault:
    """The columns as guessed, changed by a person's word; ``A+B`` names several."""
    columns = dict(fields)
    width = max((len(row) for row in rows), default=0)
    for name, named in mapping.items():
        if name not in HEADER_WORDS and not is_in_a_language(name):
            return Fault(0, "programme.unknown_field", {"field": name, "known": ", ".join(HEADER_WORDS)})
        if not named or named == "-":
            columns.pop(name, None)
            continue
        indexes = []
        for part in named.split("+") if name in SEVERAL else [named]:
            index = find_column(labels, width, part)
            if index is None:
                return Fault(0, "programme.unknown_column", {"column": part})
            indexes.append(index)
        columns = {other: where for other, where in columns.items() if other == name or not set(where) & set(indexes)}
        columns[name] = tuple(indexes)
    return columns


def _of_grid(drawn: grid.Grid) -> tuple[ProgrammeColumns, Entries]:
    entries = replace_found(drawn.aside, [_grid_entry(cell) for cell in drawn.cells])
    return ProgrammeColumns({"title_ko": (), "room": (), "starts_at": (), "ends_at": ()}), entries


def replace_found(aside: Entries, found: list[Entry]) -> Entries:
    """The rows of a grid that are no cells, with its cells as entries."""
    return Entries(found, aside.header, aside.skipped, aside.years)


def _grid_entry(cell: grid.GridCell) -> Entry:
    """A cell of a grid: its text is the title, lines that begin like one name the speakers."""
    lines = cell.written.split("\n")
    speakers = [line.partition(":")[2] for line in lines[1:] if squash(line.partition(":")[0]) in _SPEAKER_WORDS]
    title = " ".join(line for line in lines if line == lines[0] or squash(line.partition(":")[0]) not in _SPEAKER_WORDS)
    cells: dict[str, Cell] = {
        "title_ko": title, "room": cell.labels[0] if cell.labels else "", "speakers": "\n".join(speakers),
    }  # fmt: skip
    return Entry(cell.row, cells | {"also": ", ".join(cell.also)}, cell.day, _span_of(cell))


_SPEAKER_WORDS = frozenset(HEADER_WORDS["speakers"])


def _span_of(cell: grid.GridCell) -> When:
    if cell.end is None:
        return cell.when
    return replace(cell.when, end=cell.end.start, end_day=cell.end.day)


def _left_out(entry: Entry, asked: Asked, found: _Found) -> bool:
    """Whether a person said to leave this one out, by its title or its row."""
    title = title_of(entry.cells)
    if not {str(entry.row), squash(title), squash(entry.cells.get("starts_at"))} & asked.leave_out - {""}:
        return False
    found.skipped.append(Fault(entry.row, "programme.left_out", {"value": title}))
    return True


def _hints(rows: Sequence[Row], entries: Entries, today: date | None) -> Hints:
    written = " ".join(text(cell) for row in rows[:100] for cell in row if isinstance(cell, str))
    korean = any("가" <= sign <= "힣" for sign in written)
    american = "/" in written and any(half in written.lower() for half in (" am", " pm", "0am", "0pm", "a.m.", "p.m."))
    dotted = "" if "/" in written else "dmy"
    usual = "mdy" if korean or american else dotted
    return Hints(years=frozenset(entries.years), usual=usual, usual_is_sure=korean, today=today)


def _read(
    kept: Sequence[Entry], columns: ProgrammeColumns, zone: tzinfo, answers: Answers, hints: Hints,
    known: Mapping[str, Session], found: _Found,
) -> Dates:  # fmt: skip
    """Read every entry into ``found``; how the dates were understood comes back."""
    written: list[tuple[Entry, Written]] = []
    for entry in kept:
        try:
            if not title_of(entry.cells):
                raise UnusableError("programme.no_title")
            written.append((entry, programme_times.written_times(entry, hours=columns.hours)))
        except UnusableError as trouble:
            _set_aside(entry, trouble, found)
    days = {moment.astimezone(zone).date() for session in known.values() for moment in (session.starts_at,)}
    dates = programme_times.understand([one for _entry, one in written], answers, hints, days)
    starts = sorted({start for _entry, one in written if (start := _start(one, dates, zone)) is not None})
    for entry, one in written:
        try:
            times = _with_end(one, dates, zone, answers, starts)
            _take(entry, session_of(entry.cells, times.starts_at, times.ends_at), times, found)
        except UnusableError as trouble:
            _set_aside(entry, trouble, found)
    return dates


def _start(one: Written, dates: Dates, zone: tzinfo) -> datetime | None:
    try:
        return programme_times.times(replace(one, end=None, minutes=1), dates, zone, Answers()).starts_at
    except UnusableError:
        return None


def _with_end(one: Written, dates: Dates, zone: tzinfo, answers: Answers, starts: Sequence[datetime]) -> Times:
    """The times; a session without an end lasts until the next one begins that day, if a person said so."""
    start = _start(one, dates, zone) if answers.until_next and one.end is None and one.minutes is None else None
    if start is not None:
        later = next((other for other in starts if other > start), None)
        if later is not None and later.astimezone(zone).date() == start.astimezone(zone).date():
            one = replace(one, minutes=(later - start) // timedelta(minutes=1))
    return programme_times.times(one, dates, zone, answers)


def _take(entry: Entry, session: Session, times: Times, found: _Found) -> None:
    title = title_of(entry.cells)
    state = squash(entry.cells.get("state"))
    if is_cancelled(entry):
        plain = {language: without_cancelled(written) for language, written in session.titles.items()}
        found.cancelled.append((entry.row, replace(session, titles=plain)))
        found.skipped.append(Fault(entry.row, "programme.cancelled", {"value": title}))
        return
    if state in _NOT_ON:
        details = {"value": title, "state": text(entry.cells["state"])}
        found.skipped.append(Fault(entry.row, "programme.not_on", details))
        return
    if state not in _ON:
        found.doubts.append(Fault(entry.row, "programme.unknown_state", {"value": text(entry.cells["state"])}))
    if not text(entry.cells.get("counts")) and not session.counts and (is_break(title) or is_registration(title)):
        found.doubts.append(Fault(entry.row, "programme.does_not_count", {"title": title}))
    if programme_times.two_hours(entry) is not None:
        details = {"title": title, "value": text(entry.cells["time"])}
        found.doubts.append(Fault(entry.row, "programme.two_hours", details))
    if times.weekday_differs:
        found.doubts.append(Fault(entry.row, "programme.weekday_differs", {"title": title}))
    if also := text(entry.cells.get("also")):
        found.doubts.append(
            Fault(entry.row, "programme.several_rooms", {"title": title, "room": session.room, "also": also})
        )
    found.sessions.append((entry.row, session))


def is_cancelled(entry: Entry) -> bool:
    """Whether the state of a row, a note beside it or its title says that it does not take place."""
    said = (squash(entry.cells.get(name)) for name in ("state", "note"))
    noted = is_cancelled_note(text(entry.cells.get("note")))
    return noted or any(word in _CANCELLED for word in said) or is_cancelled_title(title_of(entry.cells))


def _set_aside(entry: Entry, trouble: UnusableError, found: _Found) -> None:
    """A row that is cancelled anyway is no trouble; what only a person can answer is a question."""
    title = title_of(entry.cells)
    kind = trouble.code.partition(".")[2]
    if is_cancelled(entry):
        found.skipped.append(Fault(entry.row, "programme.cancelled", {"value": title}))
    elif kind in QUESTIONS:
        value = trouble.details.get("value") or text(entry.cells.get("starts_at")) or text(entry.cells.get("time"))
        found.questions.append(Question(entry.row, kind, who=title, field="ends_at", file=str(value or "")))
    else:
        found.rejected.append(Fault(entry.row, trouble.code, {"title": title} | trouble.details))


def _name(found: _Found, known: Mapping[str, Session]) -> None:
    """Give codes to those without, and take none of those that share one."""
    found.rejected += _double_codes(found.sessions)
    doubles = {fault.row for fault in found.rejected}
    kept = [(row, session) for row, session in found.sessions if not session.code or row not in doubles]
    own = [session.code for _row, session in kept if session.code]
    nameless = [place for place, (_row, session) in enumerate(kept) if not session.code]
    codes = codes_for([Nameless(kept[place][1]) for place in nameless], known, own)
    for place, code in zip(nameless, codes, strict=True):
        row, session = kept[place]
        kept[place] = row, replace(session, code=code)
    found.sessions = kept


def _read_columns(rows: Sequence[Row], columns: ProgrammeColumns) -> tuple[ReadColumn, ...]:
    below = rows[columns.header[-1] + 1 :] if columns.header else rows
    found = [
        ReadColumn(index, columns.labels[index] if index < len(columns.labels) else "", name, samples_of(below, index))
        for name, indexes in columns.fields.items()
        for index in indexes
    ]
    return tuple(sorted(found, key=lambda column: column.index))


def _unused(rows: Sequence[Row], columns: ProgrammeColumns) -> tuple[UnusedColumn, ...]:
    used = {index for indexes in columns.fields.values() for index in indexes}
    below = rows[columns.header[-1] + 1 :] if columns.header else rows
    return tuple(
        UnusedColumn(index, label, samples)
        for index, label in enumerate(columns.labels)
        if index not in used and squash(label) not in NOTES and ((samples := samples_of(below, index)) or label)
    )


def _double_codes(sessions: Sequence[tuple[int, Session]]) -> list[Fault]:
    """Codes that differ only in case are one code: people type them."""
    rows: dict[str, list[int]] = {}
    for number, session in sessions:
        if session.code:
            rows.setdefault(session.code.casefold(), []).append(number)
    return [
        Fault(number, "programme.double_code", {"code": session.code, "rows": ", ".join(map(str, doubles))})
        for number, session in sessions
        if len(doubles := rows.get(session.code.casefold(), ())) > 1
    ]
