"""The rows of a roster file read into people, with what is wrong with which row."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.core.lists import contact, person_names, states
from kiosk.core.lists.blank_states import BlankStates
from kiosk.core.lists.cells import ROWS_OF_A_PART, Cell, Fault, Row, is_blank, mark, squash, text
from kiosk.core.lists.column_values import divided
from kiosk.core.lists.consent import is_taken_back, is_understood, read_consent, refuses
from kiosk.core.lists.looks import ListStates, Looks
from kiosk.core.lists.reading import Asked, Question
from kiosk.core.lists.resident_number import find_resident_numbers
from kiosk.core.lists.roster_aside import begins_another_table, holds_other_people, speaks_of_colours, why_no_person
from kiosk.core.lists.roster_cells import SAYS_NOTHING, Dittos, ErrorInNameError, people_counted, tidied
from kiosk.core.lists.roster_columns import Columns
from kiosk.core.lists.roster_words import IN_ENGLISH, NAME_FIELDS
from kiosk.core.programme import Session
from kiosk.core.programmes.session_titles import SessionTitles
from kiosk.core.roster import PERSON_FIELDS, FieldKind, Status

LONGEST_VALUE = 500
_MOST_DIGITS_OF_A_PARTY = 2
_MAY_HEAD_PEOPLE = frozenset({"roster.aside_group", "roster.aside_note", "roster.aside_total", "roster.aside_unused"})
_IN_ENGLISH = frozenset(IN_ENGLISH.values())
_LONGEST_LIKE_A_NAME = 4
_READ_APART = frozenset({"sessions", "status", *_IN_ENGLISH})

_LANGUAGE_OF_WORD = {
    **dict.fromkeys(("ko", "kor", "kr", "korean", "한국어", "국문", "한글", "국어", "내국인"), "ko"),
    **dict.fromkeys(("en", "eng", "english", "영어", "영문", "외국인"), "en"),
}
_HANGUL = re.compile("[가-힣]")
_CODE_OF_LANGUAGE = re.compile(r"[a-z]{2}")
# A spreadsheet keeps fifteen digits of a number and shows fewer: the rest of a long code is gone for good.
_SHORTENED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_MOST_DIGITS = 10**15


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as row ``row`` (from 1, as in the spreadsheet) gives them.

    ``fields`` has only the fields the file has a column for, so that an absent column changes nothing, and none that
    the file cannot say (an error or an uncomputed formula).  ``sessions`` are the session codes asked for, None when
    the file says nothing of sessions; ``session_columns`` are the sessions that answer covers, None for all of them.
    ``in_english`` says what affiliation, position and category are called in English, by the name as written.
    ``refuses_consent`` says that the person did not agree or took it back, which a blank cell does not say.
    """

    row: int
    fields: Mapping[str, str]
    sessions: frozenset[str] | None = None
    session_columns: frozenset[str] | None = None
    in_english: Mapping[str, str] = field(default_factory=dict)
    refuses_consent: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a roster file says.

    ``skipped`` are rows that are no people (blank, totals, notes, repeated headers); ``warnings`` concern people who
    are in ``people`` all the same; ``questions`` rows that wait for an answer, and with row 0 columns that do.
    ``refused`` is set, and all else empty, when the file as a whole cannot or must not be used.
    """

    people: tuple[RosterRow, ...] = ()
    rejected: tuple[Fault, ...] = ()
    skipped: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    refused: Fault | None = None


class _UnusableError(Exception):
    """A cell that makes its row unusable; never leaves this module."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details


class _AskError(Exception):
    """A word that only a person can say the meaning of; never leaves this module."""

    def __init__(self, word: str) -> None:
        self.word = word


@dataclass(slots=True)
class _Found:
    """What a reading has found so far."""

    list_states: ListStates
    blank_states: BlankStates
    people: list[RosterRow] = field(default_factory=list)
    rejected: list[Fault] = field(default_factory=list)
    skipped: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_people(
    rows: Sequence[Row], columns: Columns, sessions: Iterable[Session], looks: Looks | None = None
) -> Reading:
    """The people in ``rows`` below the header, read by ``columns``: as guessed, or as a person set them; ``looks`` is
    what the file says beside its cells."""
    refused = _refusal(rows, columns)
    if refused is not None:
        return Reading(refused=refused)
    titles = SessionTitles(sessions)
    width = max(columns.used) + 1
    found = _Found(
        ListStates(looks or Looks(), columns.states), BlankStates(columns.states),
        questions=list(columns.questions), warnings=[*_lists_above(rows, columns), *_crosses(columns)],
    )  # fmt: skip
    above = rows[: max(min(columns.header_rows, default=0) - 1, 0)]
    for part, (columns_of_part, offset) in enumerate(columns.parts):
        dittos = Dittos(columns_of_part)
        found.list_states.begin(above)
        named = [column + offset for column in _name_columns(columns_of_part)]
        for number in range(columns.header + 2, len(rows) + 1):
            row = rows[number - 1][offset:] if offset else rows[number - 1]
            if len(row) < width:
                row = (*row, *[None] * (width - len(row)))
            if offset or len(columns.offsets) > 1:
                row = row[: columns.offsets[1]]
            if begins_another_table(row, columns_of_part):
                rest = range(number, len(rows) + 1)
                found.skipped += [Fault(other + part * ROWS_OF_A_PART, "roster.aside_other_table") for other in rest]
                if holds_other_people(row):
                    rows_told = {"first": number, "last": len(rows)}
                    found.warnings.append(Fault(number + part * ROWS_OF_A_PART, "roster.other_table", rows_told))
                break
            row, repeated = dittos.filled(number + part * ROWS_OF_A_PART, row)
            found.warnings += repeated
            _read_row(found, number + part * ROWS_OF_A_PART, row, columns_of_part, titles, named)
    found.questions += [*found.list_states.questions(), *found.blank_states.questions()]
    found.warnings += found.list_states.warnings(columns.header)
    if not found.people and not found.rejected and not found.questions:
        return Reading(refused=Fault(0, "roster.no_people"))
    return Reading(
        tuple(found.people), tuple(found.rejected), tuple(found.skipped), tuple(found.warnings), tuple(found.questions)
    )


def read_fields(cells: Mapping[str, Cell]) -> tuple[dict[str, str], Fault | None]:
    """Fields of one person as the roster keeps them, typed by hand instead of read from a file, and what forbids to
    keep them.  The rules are those of a file; only an address that is none, told as a doubt there, is refused here,
    where whoever typed it can mend it."""
    found = find_resident_numbers([tuple(cells.values())], header=-1)
    if found is not None:
        return {}, Fault(0, "roster.resident_number", {"field": list(cells)[found[1]]})
    try:
        fields = _read_values(cells)
    except _UnusableError as trouble:
        return {}, Fault(0, trouble.code, trouble.details)
    except _AskError as asked:
        return {}, Fault(0, "roster.bad_status", {"value": asked.word})
    if not fields.get("name", "-"):
        return {}, Fault(0, "roster.no_name")
    address = fields.get("email", "")
    if address and not contact.is_email(address):
        return {}, Fault(0, "roster.bad_email", {"value": address})
    return fields, None


def _read_row(
    found: _Found, number: int, row: Row, columns: Columns, titles: SessionTitles, named: Sequence[int]
) -> None:
    aside = why_no_person(row, columns)
    if aside:
        if aside in _MAY_HEAD_PEOPLE:
            found.list_states.heading(row)
        if aside == "roster.aside_note" and (told := speaks_of_colours(row)):
            found.warnings.append(Fault(number, "roster.colours", {"note": told}))
        found.skipped.append(Fault(number, aside))
        return
    try:
        person, warnings = _person(number, row, columns, titles)
    except _UnusableError as trouble:
        found.rejected.append(Fault(number, trouble.code, trouble.details))
    except _AskError as asked:
        who = " ".join(text(row[column]) for column in _name_columns(columns))
        choices = tuple(map(str, Status))
        found.questions.append(
            Question(number, Asked.STATUS_WORD, who=who, field="status", file=asked.word, choices=choices)
        )
    else:
        if "status" in columns.fields:
            found.blank_states.take(row, columns, person.fields["name"], person.fields.get("status", ""))
        found.people.append(_placed(found, number, person, named) if found.list_states.speak else person)
        found.warnings += warnings


def _placed(found: _Found, number: int, person: RosterRow, named: Sequence[int]) -> RosterRow:
    """The person with what their place in the list says of them."""
    known = person.fields.get("status", "")
    placed = found.list_states.placed(number, person.fields["name"], known, named)
    return person if placed == known else replace(person, fields={**person.fields, "status": placed})


def _lists_above(rows: Sequence[Row], columns: Columns) -> Iterator[Fault]:
    """Another list above the header that was taken."""
    for number, row in enumerate(rows[: max(columns.header - 1, 0)], start=1):
        if holds_other_people(row):
            yield Fault(number, "roster.other_table", {"first": number, "last": columns.header})


def _crosses(columns: Columns) -> Iterator[Fault]:
    for code, column in columns.sessions.items():
        if column in columns.crossed:
            yield Fault(columns.header + 1, "roster.crosses", {"column": columns.labels[column] or code})


def _refusal(rows: Sequence[Row], columns: Columns) -> Fault | None:
    if all(is_blank(row) for row in rows):
        return Fault(0, "roster.empty")
    found = find_resident_numbers(rows, columns.header)
    if found is not None:
        row, column = found
        label = columns.labels[column] if column < len(columns.labels) else ""
        return Fault(row, "roster.resident_numbers", {"row": row, "column": label or str(column + 1)})
    if not columns.has_names:
        code = "roster.transposed" if columns.is_transposed else "roster.no_name_column"
        return Fault(columns.header + 1, code)
    return None


def _name_columns(columns: Columns) -> list[int]:
    return [columns.fields[name] for name in NAME_FIELDS if name in columns.fields]


def _person(number: int, row: Row, columns: Columns, titles: SessionTitles) -> tuple[RosterRow, list[Fault]]:
    cells = {name: row[column] for name, column in columns.fields.items() if name not in _READ_APART}
    for name, place in columns.pieces.items():
        parts = divided(text(cells[name]))
        cells[name] = parts[place] if place < len(parts) else None
    try:
        warnings = list(tidied(number, cells, columns))
    except ErrorInNameError as trouble:
        raise _UnusableError(trouble.fault.code, **trouble.fault.details) from None
    if columns.behind_latin:
        halves = (cells.get("name_latin"), *(row[column] for column in columns.behind_latin))
        cells["name_latin"] = " ".join(filter(None, map(text, halves)))
    named = _name(cells, row, columns)
    fields = {"name": named.name, **_read_values(cells)}
    _read_foreign_phone(fields, cells, columns)
    if named.email and not fields.get("email"):
        fields["email"] = contact.email(named.email)
    if "status" in columns.fields:
        fields["status"] = _status(row, columns)
    refuses_consent = _refuses_consent(row, columns, fields)
    _heed_note(fields, columns)
    if more := _more_people(named.more, row, columns, fields):
        warnings.append(Fault(number, "roster.nameless", {"name": named.name, "count": more}))
    warnings += _doubts(number, fields, row, columns)
    english: dict[str, str] = {}
    if not _IN_ENGLISH.isdisjoint(columns.fields):
        english = dict(_in_english(row, columns, fields))
        fields |= _only_in_english(row, columns, fields)
    asked = {code for code in columns.sessions if _marked(row, code, columns)}
    if "sessions" in columns.fields:
        listed = row[columns.fields["sessions"]]
        asked |= set(_listed(listed, titles))
        return RosterRow(number, fields, frozenset(asked), None, english, refuses_consent), warnings
    if columns.sessions:
        signed_up = frozenset(columns.sessions)
        return RosterRow(number, fields, frozenset(asked), signed_up, english, refuses_consent), warnings
    return RosterRow(number, fields, in_english=english, refuses_consent=refuses_consent), warnings


def _in_english(row: Row, columns: Columns, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in IN_ENGLISH:
        if fields.get(name) and (said := _said_in_english(row, columns, name)):
            yield fields[name], said


def _only_in_english(row: Row, columns: Columns, fields: Mapping[str, str]) -> dict[str, str]:
    """What stands nowhere but in the English column of a field."""
    said = {name: _said_in_english(row, columns, name) for name in IN_ENGLISH if not fields.get(name)}
    return {name: only for name, only in said.items() if only}


def _said_in_english(row: Row, columns: Columns, name: str) -> str:
    column = columns.fields.get(IN_ENGLISH[name])
    said = text(row[column]) if column is not None else ""
    return said if len(said) <= LONGEST_VALUE and said not in SAYS_NOTHING else ""


def _read_foreign_phone(fields: dict[str, str], cells: Mapping[str, Cell], columns: Columns) -> None:
    """Where neither the name nor the headings are Korean, a phone is not read by the Korean plan."""
    if fields.get("phone") and not _HANGUL.search(fields["name"]) and not columns.is_korean:
        fields["phone"] = contact.phone(cells["phone"], in_korean_list=False)


def _more_people(named: int, row: Row, columns: Columns, fields: dict[str, str]) -> int:
    """How many people without a name the row speaks of; those who accompany the one who is named come on one ticket."""
    if columns.headcount is None:
        return named
    more = named or people_counted(row, columns.headcount, with_the_named=columns.counts_the_named)
    if more and not columns.counts_the_named:
        fields.setdefault("party", str(more + 1))
    return more


def _name(cells: dict[str, Cell], row: Row, columns: Columns) -> person_names.Named:
    """The person's name from a whole column, from halves, or from columns a person put together."""
    whole = cells.pop("name", None)
    first, middle, last = [_known_half(cells.pop(name, None)) for name in NAME_FIELDS[1:]]
    if whole and cells.get("name_latin") and person_names.is_nobody(text(whole)):
        whole = cells.pop("name_latin")
    whole = _without_state(whole, columns)
    behind = [text(row[column]) for column in columns.behind_name]
    if text(first) or text(last):
        if person_names.is_whole(first) or person_names.is_whole(last):
            raise _UnusableError("roster.whole_in_half", value=text(last) or text(first))
        if behind:
            last = " ".join(filter(None, [text(last), *behind]))
        composed = person_names.compose(first, middle, last)
        if person_names.is_in_other_letters(text(whole), composed):
            # 김하나 beside Hana and Kim: the halves are the same name in Latin letters.
            cells.setdefault("name_latin", composed)
            return _usable(person_names.read_name(whole))
        return _usable(person_names.Named(composed))
    if behind:
        whole = " ".join(filter(None, [text(whole), *behind]))
    return _usable(person_names.read_name(whole))


def _known_half(half: Cell) -> Cell:
    """A half of a name; Na and No are family names, ``Info Requested`` is nobody's."""
    is_long = isinstance(half, str) and len(half) > _LONGEST_LIKE_A_NAME
    return None if is_long and person_names.is_nobody(text(half)) else half


def _without_state(name: Cell, columns: Columns) -> Cell:
    """A name without what is written beside it of meetings: (Guest); a state there is asked about: (취소) 김하나."""
    if not isinstance(name, str) or name.isalpha():
        return name
    state, rest = states.beside_a_name(name)
    if state and squash(state) not in columns.states:
        raise _AskError(state)
    return rest


def _usable(named: person_names.Named) -> person_names.Named:
    if named.trouble:
        raise _UnusableError(named.trouble, value=named.name)
    if not named.name:
        raise _UnusableError("roster.no_name")
    return named


def _heed_note(fields: dict[str, str], columns: Columns) -> None:
    """A note that says that somebody does not come is as good as a state, and asked about where no state says so."""
    note = fields.get("notes", "")
    if note and states.withdrawal_in(note) and fields.get("status", "") in ("", Status.REGISTERED):
        said = columns.states.get(squash(note))
        if said is None:
            raise _AskError(note)
        fields["status"] = said


def _read_values(cells: Mapping[str, Cell]) -> dict[str, str]:
    fields = {name: _READER_OF.get(name, text)(cell) for name, cell in cells.items()}  # own fields are texts
    for name, value in fields.items():
        if len(value) > LONGEST_VALUE:
            raise _UnusableError("roster.too_long", field=name, longest=LONGEST_VALUE)
    return fields


def _status(row: Row, columns: Columns) -> str:
    """The strictest of what the row's state columns say; "" where they say nothing."""
    said, unknown = [], ""
    for column in (columns.fields["status"], *columns.more_states):
        label = columns.labels[column] if column < len(columns.labels) else ""
        word = columns.states.get(squash(row[column])) if columns.states else None
        if word is None and column in columns.crossed and text(row[column]):
            if not states.is_contrary(label):
                raise _AskError(text(row[column]))
            word = Status.CANCELLED
        if word is None:
            read = states.read_state(row[column], label)
            unknown = unknown or read.unknown
            is_free = read.status is Status.WAITING and states.is_of_money(label) and _costs_nothing(row, columns)
            word = None if is_free else read.status
            if not is_free and columns.states and states.says_nothing(text(row[column])):
                word = columns.states.get(states.blank_in(label))
        said.append(word)
    found = states.strictest(said)
    if unknown and found not in (Status.CANCELLED, Status.BLOCKED):
        raise _AskError(unknown)
    return found or ""


def _refuses_consent(row: Row, columns: Columns, fields: dict[str, str]) -> bool:
    """Whether somebody did not agree or took it back; taking back wins, and what is not understood counts so."""
    column = columns.fields.get("consent")
    said_no = column is not None and not fields.get("consent") and refuses(row[column])
    if columns.taken_back and any(is_taken_back(row[other]) is not False for other in columns.taken_back):
        fields["consent"] = ""
        return True
    return said_no


def _costs_nothing(row: Row, columns: Columns) -> bool:
    """Whether the row has a price of 0, of which nothing can be unpaid."""
    return columns.price is not None and columns.price < len(row) and states.is_no_money(row[columns.price])


def _marked(row: Row, code: str, columns: Columns) -> bool:
    column = columns.sessions[code]
    if row[column] is None:
        return False
    answer = bool(text(row[column])) if column in columns.crossed else mark(row[column])
    if answer is None:
        raise _UnusableError("roster.bad_mark", value=text(row[column]), column=columns.labels[column] or code)
    return answer


def _listed(cell: Cell, titles: SessionTitles) -> Iterator[str]:
    for named, code in titles.listed(cell):
        if code is None:
            raise _UnusableError("roster.unknown_session", value=named)
        yield code


def _identifier(cell: Cell) -> str:
    """An identifier as written; one that a spreadsheet shortened is of no use to anybody."""
    written = text(cell)
    if (isinstance(cell, int | float) and abs(cell) >= _MOST_DIGITS) or _SHORTENED.fullmatch(written):
        raise _UnusableError("roster.lost_digits", value=written)
    return written


def _party(cell: Cell) -> str:
    """How many people come on a ticket; one says nothing."""
    written = text(cell).rstrip("명인 ")
    if not written:
        return ""
    if not (written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS_OF_A_PARTY):
        raise _UnusableError("roster.bad_party", value=text(cell))
    return str(int(written)) if int(written) > 1 else ""


def _typed_status(cell: Cell) -> str:
    read = states.read_state(cell, "status")
    if read.unknown:
        raise _AskError(read.unknown)
    return read.status or ""


def _language(cell: Cell) -> str:
    """The code of a language, of Korean and English also by their words; English for any other word: better served so
    than turned away.
    """
    word = squash(cell)
    return _LANGUAGE_OF_WORD.get(word, word if _CODE_OF_LANGUAGE.fullmatch(word) else "en") if word else ""


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
    FieldKind.STATUS: _typed_status,
    FieldKind.IDENTIFIER: _identifier,
    FieldKind.PARTY: _party,
}
_READER_OF = {
    field.name: _READERS[field.kind]
    for field in PERSON_FIELDS
    if field.in_files and field.kind is not FieldKind.SESSIONS
}


def _doubts(number: int, fields: Mapping[str, str], row: Row, columns: Columns) -> Iterator[Fault]:
    address = fields.get("email", "")
    if address and not contact.is_email(address):
        yield Fault(number, "roster.odd_email", {"value": address})
    if "consent" in columns.fields and not fields.get("consent"):
        written = row[columns.fields["consent"]]
        if not is_understood(written):
            yield Fault(number, "roster.odd_consent", {"value": text(written)})
    for column in columns.taken_back:
        if is_taken_back(row[column]) is None:
            yield Fault(number, "roster.odd_consent", {"value": text(row[column])})
