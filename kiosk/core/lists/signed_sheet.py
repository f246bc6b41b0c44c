"""A sheet to sign in on, typed off: which row is whose, and when they came and went by it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from kiosk.core.lists.cells import Cell, Fault, Row, columns_by_words, is_blank, squash, text
from kiosk.core.programme import Session
from kiosk.core.programmes.written_time import read_when
from kiosk.core.roster import Attendee

HEADER_WORDS: Mapping[str, tuple[str, ...]] = {
    "external_id": (
        "접수번호", "등록번호", "신청번호", "참가번호", "registrationnumber", "registrationno", "registrationid",
        "externalid", "regno", "id",
    ),
    "name": ("성명", "이름", "참석자", "참석자명", "성함", "name", "fullname", "attendee", "participant"),
    "affiliation": ("소속", "기관", "회사", "기관명", "affiliation", "organisation", "organization", "company"),
    "entry": (
        "입장", "입장시간", "입장시각", "입실", "입실시간", "시작", "도착", "서명시각", "참석시간", "entry", "in",
        "timein", "signin", "signedin", "arrival", "arrived", "entrytime", "checkin",
    ),
    "exit": (
        "퇴장", "퇴장시간", "퇴장시각", "퇴실", "퇴실시간", "종료", "exit", "out", "timeout", "signout", "signedout",
        "departure", "left", "exittime", "checkout",
    ),
}  # fmt: skip
_REACH = timedelta(hours=6)
"""How far from the hours of a session a time on its sheet may lie; beyond that it is a slip."""
_LAST_ROW_OF_TITLES = 40
_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A row (from 1) of somebody who signed: when they came, and when they left where it says so; aware."""

    row: int
    person: Attendee
    entry: datetime
    exit: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """What a sheet says; ``skipped`` are rows in which nobody signed."""

    lines: tuple[SignedLine, ...] = ()
    rejected: tuple[Fault, ...] = ()
    skipped: tuple[int, ...] = ()


def signed_sheet_score(rows: Sequence[Row]) -> float:
    """How much a table looks like such a sheet: its header words."""
    return float(max((len(columns_of(row)) for row in rows[:_LAST_ROW_OF_TITLES]), default=0))


def columns_of(header: Row) -> dict[str, int]:
    """Which column holds what."""
    return columns_by_words(header, HEADER_WORDS)


def read_sheet(rows: Sequence[Row], session: Session, people: Iterable[Attendee], zone: tzinfo) -> SignedSheet | None:
    """The rows of a sheet of ``session``; times are local times of ``zone`` on its days.  None for no such sheet."""
    start = next((number for number, row in enumerate(rows) if _is_header(columns_of(row))), None)
    if start is None:
        return None
    columns, known = columns_of(rows[start]), _Known(people)
    lines: list[SignedLine] = []
    rejected: list[Fault] = []
    skipped: list[int] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        cells = {name: row[index] if index < len(row) else None for name, index in columns.items()}
        if is_blank(row) or (not text(cells.get("entry")) and not text(cells.get("exit"))):
            skipped += [] if is_blank(row) else [number]
            continue
        line = _line(number, cells, known, session, zone)
        if isinstance(line, SignedLine) and line.person.id in seen:
            line = Fault(number, "signed.twice", {"name": line.person.name, "other": seen[line.person.id]})
        if isinstance(line, Fault):
            rejected.append(line)
        else:
            seen[line.person.id] = number
            lines.append(line)
    return SignedSheet(tuple(lines), tuple(rejected), tuple(skipped))


class _Known:
    """The people of the roster by what a sheet says of them."""

    def __init__(self, people: Iterable[Attendee]) -> None:
        self._by_number: dict[str, list[Attendee]] = {}
        self._by_name: dict[str, list[Attendee]] = {}
        for person in people:
            if person.external_id:
                self._by_number.setdefault(squash(person.external_id), []).append(person)
            for name in {squash(person.name), squash(person.name_latin)} - {""}:
                self._by_name.setdefault(name, []).append(person)

    def find(self, row: int, cells: Mapping[str, Cell]) -> Attendee | Fault:
        """Whose row it is.  A number alone is not enough where the name says somebody else."""
        number, name, affiliation = (squash(cells.get(field)) for field in ("external_id", "name", "affiliation"))
        told = {"name": text(cells.get("name")) or text(cells.get("external_id"))}
        if number:
            found = self._by_number.get(number, [])
            if len(found) == 1 and name in ("", squash(found[0].name), squash(found[0].name_latin)):
                return found[0]
            if found:
                details = {"name": text(cells.get("name")), "number": text(cells.get("external_id"))}
                return Fault(row, "signed.another_name", details)
        found = self._by_name.get(name, []) if name else []
        if affiliation and len(found) > 1:
            found = [person for person in found if squash(person.affiliation) == affiliation]
        if len(found) == 1:
            return found[0]
        return Fault(row, "signed.several" if found else "signed.unknown", told)


def _is_header(columns: Mapping[str, int]) -> bool:
    return ("name" in columns or "external_id" in columns) and "entry" in columns


def _line(
    row: int, cells: Mapping[str, Cell], known: _Known, session: Session, zone: tzinfo
) -> SignedLine | Fault:  # fmt: skip
    person = known.find(row, cells)
    if isinstance(person, Fault):
        return person
    moments = {name: _moment(cells.get(name), session, zone) for name in ("entry", "exit")}
    for name, moment in moments.items():
        if moment is None and (name == "entry" or text(cells.get(name))):
            return Fault(row, "signed.no_time", {"name": person.name, "written": text(cells.get(name))})
    entry, left = moments["entry"], moments["exit"]
    if entry is None or (left is not None and left <= entry):
        return Fault(row, "signed.left_before", {"name": person.name})
    return SignedLine(row, person, entry, left)


def _moment(cell: Cell, session: Session, zone: tzinfo) -> datetime | None:
    """The time in a cell on the day of the session that lies nearest to its hours; None for none within reach."""
    if isinstance(cell, float) and 0 <= cell < 1:  # as a spreadsheet keeps a time of day
        clocks: tuple[int, ...] = (round(cell * _DAY),)
    else:
        when = read_when(cell)
        if when is None or when.start is None or when.end is not None:
            return None
        half = () if when.start.sure else (when.start.seconds + _DAY // 2,)
        clocks = (when.start.seconds, *half)
    first = session.starts_at.astimezone(zone).date()
    days = (session.ends_at.astimezone(zone).date() - first).days
    moments = [
        datetime.combine(first + timedelta(days=day), time(), zone) + timedelta(seconds=seconds)
        for day in range(-1, days + 2)
        for seconds in clocks
    ]
    nearest = min(moments, key=lambda at: _distance(at, session))
    return nearest if _distance(nearest, session) <= _REACH else None


def _distance(at: datetime, session: Session) -> timedelta:
    return max(session.starts_at - at, at - session.ends_at, timedelta())
