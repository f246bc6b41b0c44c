"""A roster as it is read, in the notation of ``roster_shapes``: one line a person, question, rejected row or doubt."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.core.lists.cells import Fault
from kiosk.core.lists.looks import Looks
from kiosk.core.lists.roster_columns import guess_columns, roster_score
from kiosk.core.lists.roster_file import RosterRow, read_people
from kiosk.errors import KioskError
from kiosk.tables.reading import read_table
from kiosk.words.error_messages import explain, fault
from tests.demonstration import programme

_SIGNS = {
    "affiliation": "@", "title": "/", "email": "<", "phone": "☎", "category": "~", "ticket_code": "#", "status": "=",
    "consent": "✓", "external_id": "№", "notes": "…", "name_latin": "≈", "mark": "★", "needs": "♿", "language": "¶",
}  # fmt: skip


def read(path: Path) -> list[str]:
    """What a file gives, people first, then questions, rejected rows, doubts; or the refusal of the whole."""
    try:
        table = read_table(path, None, roster_score)
    except KioskError as trouble:
        assert explain(trouble.code, trouble.details)
        return [f"!!{trouble.code}"]
    looks = Looks(table.sheet, table.struck, table.hidden, table.comments)
    reading = read_people(table.rows, guess_columns(table.rows, programme()), programme(), looks)
    if reading.refused is not None:
        assert explain(reading.refused.code, reading.refused.details)
        return [f"!!{reading.refused.code}"]
    return [
        *map(written, reading.people),
        *(f"?{question.kind} {question.file}" for question in reading.questions),
        *_faults("!", reading.rejected),
        *_faults("~", reading.warnings),
    ]


def written(person: RosterRow) -> str:
    """A person with what the file says of them."""
    parts = [person.fields["name"]]
    parts += [sign + value for name, sign in _SIGNS.items() if (value := person.fields.get(name))]
    if person.sessions:
        parts.append("{" + ",".join(sorted(person.sessions)) + "}")
    return " ".join(parts)


def _faults(sign: str, faults: tuple[Fault, ...]) -> Iterator[str]:
    for found in faults:
        assert "{" not in fault(found)
        yield f"{sign}{found.code} {found.row}"
