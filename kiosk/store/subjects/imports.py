"""The lists that were brought in, and what they said of people."""

import sqlite3

from kiosk.core.lists.imported_list import ImportedList
from kiosk.core.operation import Kind, Operation
from kiosk.store import log
from kiosk.store.read_model import ReadModel
from kiosk.store.subjects.people import PeopleRecords

_NO_FIELDS = frozenset({"listed", "removed", "status_reason"})


class ImportRecords:
    """Every import of people, with what it did and what lists said last."""

    def __init__(self, connection: sqlite3.Connection, model: ReadModel, people: PeopleRecords) -> None:
        self._db = connection
        self._model = model
        self._people = people

    def all(self) -> list[ImportedList]:
        """Every import, in the order in which they were done."""
        begun: dict[str, Operation] = {}
        taken_back: set[str] = set()
        for op in sorted(log.of_kind(self._db, Kind.IMPORT), key=lambda op: (op.hlc, op.op_id)):
            if op.payload.get("taken_back"):
                taken_back.add(op.subject)
            else:
                begun.setdefault(op.subject, op)
        return [_imported(self._model.clocks.corrected(op), op.subject in taken_back) for op in begun.values()]

    def operations_of(self, one: ImportedList) -> list[Operation]:
        """What an import did, in its order."""
        return log.between(self._db, one.log_id, one.seq - one.count - 1, one.seq - 1)

    def history_of(self, person: str) -> list[Operation]:
        """Everything that was stored of somebody's fields."""
        return log.of_subject(self._db, Kind.ATTENDEE, person)

    def listed(self) -> dict[str, dict[str, object]]:
        """What lists said last of everybody whom one named, by attendee and field."""
        said: dict[str, dict[str, object]] = {}
        for subject, payload in log.listed(self._db):
            held = said.setdefault(self._model.stands_for(subject), {})
            said_now = payload.pop("listed")
            held.update((name, value) for name, value in payload.items() if name not in _NO_FIELDS)
            held.update(said_now)
        for held in said.values():
            for name in [name for name, value in held.items() if value is None]:
                del held[name]
        return {person: held for person, held in said.items() if held}

    def is_untouched(self, person: str) -> bool:
        """Whether nothing was ever done with somebody but to enter them: no scan, no paper, no joining."""
        tables = (("scan", "person"), ("badge", "attendee_id"), ("certificate", "attendee_id"))
        if any(self._db.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (person,)).fetchone()
               for table, column in tables):  # fmt: skip
            return False
        return all(op.kind in (Kind.ATTENDEE, Kind.TICKET) for op in self._people.changes_of(person))


def _imported(op: Operation, taken_back: bool) -> ImportedList:
    get = op.payload.get
    return ImportedList(
        op.subject, op.at, op.operator, str(get("file", "")), str(get("list", "")), tuple(get("headers") or ()),
        {str(name): int(column) for name, column in (get("mapping") or {}).items()}, int(get("new") or 0),
        int(get("changed") or 0), taken_back, op.log_id, op.seq, int(get("count") or 0),
    )  # fmt: skip
