"""What a person says of the columns of a roster file, in words: ``name=A+B``, ``status:보류=waiting``, ``unused=C``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kiosk.core.lists.cells import squash
from kiosk.core.lists.identity import Answers
from kiosk.core.lists.reading import LEAVE_UNUSED, TAKE_AS_PEOPLE, TAKE_AS_STATUS, Asked, Question
from kiosk.core.lists.roster_columns import (
    Columns,
    assign,
    assign_name,
    assign_people,
    assign_state,
    find_column,
    leave_unused,
)
from kiosk.core.lists.roster_words import FIELDS
from kiosk.core.lists.states import blank_in
from kiosk.core.own_field import OwnField
from kiosk.core.roster import OWN, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records

UNUSED = "unused"
_STATE = "status:"
_SESSION = "session:"


def map_columns(records: Records, columns: Columns, mapping: Mapping[str, str]) -> Columns:
    """``columns`` changed by ``mapping`` of a meaning to a column, named by its header, its letter or its number.

    A meaning is a field, the marks of a session (``session:CODE``), ``unused``, or the state a word of the file means
    (``status:WORD``, to ``registered``, ``waiting``, ``cancelled`` or ``blocked``).  Several columns stand with ``+``
    between them for a name, and for ``unused``.  Raises ``KioskError`` for a meaning, column or state that is none.
    """
    for meaning, named in mapping.items():
        columns = _mapped(records, columns, meaning, named)
    return columns


def _mapped(records: Records, columns: Columns, meaning: str, named: str) -> Columns:
    if meaning.startswith(_STATE):
        return _with_state(columns, meaning.removeprefix(_STATE), named)
    if meaning != UNUSED:
        _check_meaning(records, meaning)
    found = _columns(columns, named, several=meaning in ("name", UNUSED))
    if meaning == UNUSED:
        for column in found:
            columns = assign(columns, column, None)
        return columns
    return assign(columns, found[0], meaning) if len(found) == 1 else assign_name(columns, found)


def _with_state(columns: Columns, word: str, named: str) -> Columns:
    if named not in list(Status):
        raise KioskError("roster.no_such_state", value=named, known=", ".join(Status))
    return replace(columns, states={**columns.states, squash(word): Status(named)})


def _columns(columns: Columns, named: str, *, several: bool) -> list[int]:
    whole = find_column(columns, named)
    if whole is not None:
        return [whole]
    found = []
    for part in named.split("+") if several else [named]:
        column = find_column(columns, part.strip())
        if column is None:
            known = ", ".join(filter(None, columns.labels))
            raise KioskError("roster.no_such_column", column=part.strip(), known=known)
        found.append(column)
    return found


def _check_meaning(records: Records, meaning: str) -> None:
    """A column holds a field of a person, or the marks of a session that exists."""
    code = meaning.removeprefix(_SESSION)
    if code != meaning:
        if code not in records.programme.sessions():
            raise KioskError("scan.unknown_session", session=code)
    elif meaning.startswith(OWN):
        if (own := meaning.removeprefix(OWN)) not in records.people.own_fields():
            raise KioskError("own_field.unknown", field=own)
    elif meaning not in FIELDS:
        raise KioskError("attendee.unknown_field", field=meaning, known=", ".join(FIELDS))


def with_own_fields(columns: Columns, fields: Iterable[OwnField]) -> Columns:
    """``columns`` with the event's own fields where a column that means nothing else is headed by one."""
    for field in fields:
        column = next((one for one in columns.unknown if field.is_headed(columns.labels[one])), None)
        if column is not None and field.name not in columns.fields:
            columns = assign(columns, column, field.name)
    return columns


_OF_STATES = frozenset({Asked.STATUS_WORD, Asked.LIST_STATE, Asked.STRUCK_OUT})


_TAKES: Mapping[str, Callable[[Columns, int], Columns]] = {
    TAKE_AS_STATUS: assign_state,
    TAKE_AS_PEOPLE: assign_people,
    LEAVE_UNUSED: leave_unused,
}


def with_answers(columns: Columns, questions: Iterable[Question], answers: Answers) -> Columns:
    """``columns`` after a person answered what the reading asks of words and columns of the file."""
    for question in questions:
        said = answers.get((question.row, question.kind, question.field))
        if said is None:
            continue
        if question.kind in _OF_STATES:
            columns = replace(columns, states={**columns.states, squash(question.file): Status(said)})
        elif question.kind == Asked.BLANK_STATE:
            columns = replace(columns, states={**columns.states, blank_in(question.file): Status(said)})
        elif (column := find_column(columns, question.file)) is not None:
            columns = _TAKES[said](columns, column)
    return columns
