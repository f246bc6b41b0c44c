"""The rows of a roster file read into people, with what is wrong with which row."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.core import contact
from kiosk.core.cells import Cell, Fault, Row, is_blank, mark, split_list, squash, text
from kiosk.core.consent import read_consent
from kiosk.core.programme import Session
from kiosk.core.resident_number import find_resident_numbers
from kiosk.core.roster import PERSON_FIELDS, FieldKind, Status
from kiosk.core.roster_columns import Columns
from kiosk.core.session_titles import SessionTitles

LONGEST_VALUE = 500

_STATUS = {
    Status.REGISTERED: (
        "registered", "confirmed", "active", "paid", "신청", "신청완료", "접수", "접수완료", "확정", "참가확정", "등록",
        "등록완료", "승인", "참석", "참가", "정상",
    ),
    Status.CANCELLED: (
        "cancelled", "canceled", "withdrawn", "refunded", "취소", "신청취소", "등록취소", "참가취소", "철회", "환불",
        "불참", "불참석",
    ),
    Status.BLOCKED: ("blocked", "차단", "출입제한"),
}  # fmt: skip
_STATUS_OF_WORD = {word: status for status, words in _STATUS.items() for word in words}
_LANGUAGE_OF_WORD = {
    **dict.fromkeys(("ko", "kor", "kr", "korean", "한국어", "국문", "한글", "국어", "내국인"), "ko"),
    **dict.fromkeys(("en", "eng", "english", "영어", "영문", "외국인"), "en"),
}
_TOTAL = re.compile(
    r"(?:총|총계|합계|계|소계|누계|총원|총인원|인원|인원수|total|subtotal|grandtotal|sum|count)(?:\d+(?:명|인|people)?)?"
)
_HEADCOUNT = re.compile(r"총?\s*[\d,]+\s*(?:명|인|people|persons)")
_NOTE_SIGNS = ("※", "*", "＊", "☞", "◆", "◇", "▶", "▷", "→", "주)")
# A spreadsheet keeps fifteen digits of a number and shows fewer: the rest of a long code is gone for good.
_SHORTENED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_MOST_DIGITS = 10**15
_SHORTEST_CONTACT = 7


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as row ``row`` (from 1, as in the spreadsheet) gives them.

    ``fields`` has only the fields the file has a column for, so that an absent column changes nothing.  ``sessions``
    are the session codes asked for, None when the file says nothing of sessions; ``session_columns`` are the sessions
    that answer covers, None for all of them.
    """

    row: int
    fields: Mapping[str, str]
    sessions: frozenset[str] | None = None
    session_columns: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a roster file says.

    ``skipped`` are rows that are no people (blank, totals, notes, repeated headers); ``warnings`` concern people who
    are in ``people`` all the same.  ``refused`` is set, and all else empty, when the file as a whole cannot or must not
    be used.
    """

    people: tuple[RosterRow, ...] = ()
    rejected: tuple[Fault, ...] = ()
    skipped: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    refused: Fault | None = None


class _UnusableError(Exception):
    """A cell that makes its row unusable; never leaves this module."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details


def read_people(rows: Sequence[Row], columns: Columns, sessions: Iterable[Session]) -> Reading:
    """The people in ``rows`` below the header, read by ``columns``: as guessed, or as a person set them."""
    refused = _refusal(rows, columns)
    if refused is not None:
        return Reading(refused=refused)
    titles = SessionTitles(sessions)
    width = max((*columns.fields.values(), *columns.sessions.values())) + 1
    people, rejected, skipped, warnings = [], [], [], []
    for number in range(columns.header + 2, len(rows) + 1):
        row = rows[number - 1]
        if len(row) < width:
            row = (*row, *[None] * (width - len(row)))
        aside = _why_no_person(row, columns)
        if aside:
            skipped.append(Fault(number, aside))
            continue
        try:
            person = _person(number, row, columns, titles)
        except _UnusableError as trouble:
            rejected.append(Fault(number, trouble.code, trouble.details))
            continue
        people.append(person)
        warnings += _doubts(person)
    if not people and not rejected:
        return Reading(refused=Fault(0, "roster.no_people"))
    return Reading(tuple(people), tuple(rejected), tuple(skipped), tuple(warnings))


def read_fields(cells: Mapping[str, Cell]) -> tuple[dict[str, str], Fault | None]:
    """Fields of one person as the roster keeps them, typed by hand instead of read from a file, and what forbids to
    keep them.  The rules are those of a file; only an address that is none, told as a doubt there, is refused here,
    where whoever typed it can mend it."""
    found = find_resident_numbers([tuple(cells.values())], header=-1)
    if found is not None:
        return {}, Fault(0, "roster.resident_number", {"field": list(cells)[found[1]]})
    try:
        fields = _read_fields(cells)
    except _UnusableError as trouble:
        return {}, Fault(0, trouble.code, trouble.details)
    address = fields.get("email", "")
    if address and not contact.is_email(address):
        return {}, Fault(0, "roster.bad_email", {"value": address})
    return fields, None


def _read_fields(cells: Mapping[str, Cell]) -> dict[str, str]:
    fields = {name: _READER_OF[name](cell) for name, cell in cells.items()}
    if not fields.get("name", "-"):
        raise _UnusableError("roster.no_name")
    for name, value in fields.items():
        if len(value) > LONGEST_VALUE:
            raise _UnusableError("roster.too_long", field=name, longest=LONGEST_VALUE)
    return fields


def _refusal(rows: Sequence[Row], columns: Columns) -> Fault | None:
    if all(is_blank(row) for row in rows):
        return Fault(0, "roster.empty")
    found = find_resident_numbers(rows, columns.header)
    if found is not None:
        row, column = found
        label = columns.labels[column] if column < len(columns.labels) else ""
        return Fault(row, "roster.resident_numbers", {"row": row, "column": label or str(column + 1)})
    if "name" not in columns.fields:
        return Fault(columns.header + 1, "roster.no_name_column")
    return None


def _why_no_person(row: Row, columns: Columns) -> str:
    """The code of the reason if a row is blank, a total, a note or the header once more; nothing for a person.

    A row with something only in columns that mean nothing (the numbers of lines nobody filled in) is blank to us.
    """
    used = [row[column] for column in (*columns.fields.values(), *columns.sessions.values()) if row[column] is not None]
    if not any(map(text, used)):
        return "roster.aside_blank" if is_blank(row) else "roster.aside_unused"
    name = row[columns.fields["name"]]
    # Nearly every row has a name and an address or a phone (not just a count), and is a person, whatever the name.
    contacts = [text(row[columns.fields[key]]) for key in ("email", "phone") if key in columns.fields]
    if name and any(len(written) >= _SHORTEST_CONTACT for written in contacts):
        heading = columns.labels[columns.fields["name"]]
        again = squash(name) == squash(heading) and _repeats_header(row, columns)
        return "roster.aside_header" if again else ""
    first = next(written for written in map(text, row) if written)
    if first.startswith(_NOTE_SIGNS):
        return "roster.aside_note"
    if _TOTAL.fullmatch(squash(first)) or _HEADCOUNT.fullmatch(text(name)):
        return "roster.aside_total"
    return "roster.aside_header" if _repeats_header(row, columns) else ""


def _repeats_header(row: Row, columns: Columns) -> bool:
    return all(text(row[column]) == columns.labels[column] for column in columns.fields.values())


def _person(number: int, row: Row, columns: Columns, titles: SessionTitles) -> RosterRow:
    fields = _read_fields({name: row[column] for name, column in columns.fields.items() if name != "sessions"})
    asked = {code for code in columns.sessions if _marked(row, code, columns)}
    if "sessions" in columns.fields:
        listed = row[columns.fields["sessions"]]
        return RosterRow(number, fields, frozenset(asked | {_session(part, titles) for part in split_list(listed)}))
    if columns.sessions:
        return RosterRow(number, fields, frozenset(asked), frozenset(columns.sessions))
    return RosterRow(number, fields)


def _marked(row: Row, code: str, columns: Columns) -> bool:
    column = columns.sessions[code]
    if row[column] is None:
        return False
    answer = mark(row[column])
    if answer is None:
        raise _UnusableError("roster.bad_mark", value=text(row[column]), column=columns.labels[column] or code)
    return answer


def _session(named: str, titles: SessionTitles) -> str:
    code = titles.exact(named) or titles.like(named)
    if code is None:
        raise _UnusableError("roster.unknown_session", value=named)
    return code


def _identifier(cell: Cell) -> str:
    """An identifier as written; one that a spreadsheet shortened is of no use to anybody."""
    written = text(cell)
    if (isinstance(cell, int | float) and abs(cell) >= _MOST_DIGITS) or _SHORTENED.fullmatch(written):
        raise _UnusableError("roster.lost_digits", value=written)
    return written


def _status(cell: Cell) -> str:
    """The status a word means; "" for an empty cell, which says nothing."""
    word = squash(cell)
    if word and word not in _STATUS_OF_WORD:
        raise _UnusableError("roster.bad_status", value=text(cell))
    return _STATUS_OF_WORD.get(word, "")


def _language(cell: Cell) -> str:
    """``ko`` or ``en``: who reads another language is better served with English than turned away."""
    word = squash(cell)
    return _LANGUAGE_OF_WORD.get(word, "en") if word else ""


def _mark(cell: Cell) -> str:
    """What the desk is to see beside the name; a column that is only ticked (VIP: ○) means the usual one."""
    ticked = mark(cell)
    return text(cell) if ticked is None else "VIP" if ticked else ""


_READERS: Mapping[FieldKind, Callable[[Cell], str]] = {
    FieldKind.TEXT: text,
    FieldKind.EMAIL: contact.email,
    FieldKind.PHONE: contact.phone,
    FieldKind.MARK: _mark,
    FieldKind.CONSENT: read_consent,
    FieldKind.LANGUAGE: _language,
    FieldKind.STATUS: _status,
    FieldKind.IDENTIFIER: _identifier,
}
_READER_OF = {
    field.name: _READERS[field.kind]
    for field in PERSON_FIELDS
    if field.in_files and field.kind is not FieldKind.SESSIONS
}


def _doubts(person: RosterRow) -> list[Fault]:
    address = person.fields.get("email", "")
    if address and not contact.is_email(address):
        return [Fault(person.row, "roster.odd_email", {"value": address})]
    return []
