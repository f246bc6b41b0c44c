"""Lines of a roster below one heading, rows and people, for tests that change a cell or two."""

from collections.abc import Sequence

from kiosk.core.lists.roster_file import Reading, RosterRow
from kiosk.core.lists.roster_plan import Before, Plan, plan
from kiosk.core.roster import Attendee
from tests.demonstration import reading

HEADER = ("성명", "소속", "휴대폰", "이메일", "총괄회의", "상태", "접수번호", "언어")
GOOD = ("도재담", "창원", "010-0000-0001", "guest@example.com", "○", "확정", "A-1", "ko")


def read_rows(*rows: Sequence) -> Reading:
    """``rows`` below HEADER as a roster."""
    return reading([HEADER, *rows])


def rows_aside(read: Reading) -> tuple[int, ...]:
    """The rows that are no people."""
    return tuple(fault.row for fault in read.skipped)


def changed(**cells: object) -> tuple:
    """GOOD with the cells of some columns, named by their header, changed."""
    return tuple(cells.get(label, cell) for label, cell in zip(HEADER, GOOD, strict=True))


A_MAIL, B_MAIL, DESK = "a@example.com", "b@example.com", "desk@example.com"
A_PHONE, B_PHONE, SWITCHBOARD = "010-0000-0001", "010-0000-0002", "055-000-0000"


def row(
    number: int = 2, name: str = "도재담", *, sessions: set | None = None, of: set | None = None, **fields: str
) -> RosterRow:
    """A row of a file that has columns for ``fields`` only."""
    covered = None if of is None else frozenset(of)
    return RosterRow(number, {"name": name, **fields}, None if sessions is None else frozenset(sessions), covered)


def known(id: str = "A", name: str = "도재담", **fields: object) -> Attendee:  # noqa: A002 - as in Attendee
    """A person of the roster."""
    return Attendee(id, name, **fields)


def planned(existing: list[Attendee], rows: list[RosterRow], **more: object) -> Plan:
    """The plan for rows of a list, the people of the roster having come by one that said the same."""
    listed = {person.id: said_of(person) for person in existing}
    codes = frozenset(person.ticket_code for person in existing if person.ticket_code)
    return plan(Before(existing, listed, codes), rows, **more)


def said_of(person: Attendee) -> dict[str, object]:
    fields = {
        name: getattr(person, name) for name in Attendee.__dataclass_fields__ if name not in ("id", "status_reason")
    }
    return {name: value for name, value in fields.items() if value} | {"sessions": list(person.sessions)}
