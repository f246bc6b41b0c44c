"""An import of people is taken back whole, as one step: who came by it goes, what it changed is as before.

What was done since stays: somebody who was scanned, got a paper or was corrected is kept, and so is a value that was
changed after the import.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.people.manage_roster import external_ticket
from kiosk.actions.preparing.translate_names import translating
from kiosk.core.access import Permission
from kiosk.core.lists.imported_list import ImportedList
from kiosk.core.operation import Kind, Operation, as_text, latest_fields
from kiosk.errors import KioskError
from kiosk.store.read_model import EXTERNAL
from kiosk.store.records import Records

_NO_FIELDS = frozenset({"listed", "removed"})
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Counts of people: taken off the roster, put back to what they were, and kept because something was done since."""

    removed: int
    restored: int
    kept: int


@takes_event
def imports(records: Records) -> list[ImportedList]:
    """Every import of people, in the order in which they were done."""
    require(records, Permission.IMPORT_ROSTER)
    return records.imports.all()


def import_json(one: ImportedList) -> dict[str, object]:
    """An import as ``kiosk imports --json`` prints it."""
    return {
        "id": one.id, "at": as_text(one.at), "operator": one.operator, "file": one.file, "new": one.new,
        "changed": one.changed, "taken_back": one.taken_back,
    }  # fmt: skip


@takes_event
def take_back_import(records: Records, import_id: str = "") -> TakenBack:
    """Take back one import, by default the last that stands, in one transaction.

    Raises ``KioskError`` when there is none, or when that one was already undone.
    """
    require(records, Permission.IMPORT_ROSTER)
    one = _wanted(records, import_id)
    by_person: dict[str, list[Operation]] = defaultdict(list)
    tickets: list[Operation] = []
    translations: list[Operation] = []
    for op in records.imports.operations_of(one):
        if op.kind == Kind.ATTENDEE:
            by_person[op.subject].append(op)
        elif op.kind == Kind.TRANSLATION:
            translations.append(op)
        else:
            tickets.append(op)
    undone: list[Operation] = []
    left: set[str] = set()  # whose tickets are left as they are
    removed = restored = kept = 0
    with records.transaction():
        for person, done in by_person.items():
            history = sorted(records.imports.history_of(person), key=lambda op: (op.hlc, op.op_id))
            change = _undoing(records, person, done, history)
            removed += "removed" in change
            restored += bool(change) and "removed" not in change
            kept += not change
            if "removed" in change or not change:
                left.add(person)
            if change:
                undone.append(records.new_operation(Kind.ATTENDEE, person, change, at=clock.now()))
        undone += translating(records, {op.subject: _names_before(records, op) for op in translations})
        undone += _tickets_back(records, (op for op in tickets if op.subject not in left))
        for start in range(0, len(undone), _AT_ONCE):
            records.append_all(undone[start : start + _AT_ONCE])
        records.append(Kind.IMPORT, one.id, {"taken_back": True}, at=clock.now())
    return TakenBack(removed, restored, kept)


def _names_before(records: Records, translation: Operation) -> dict[str, str]:
    """What a name was called before; what somebody said of it since stays."""
    before, now = records.event.called_before(translation), records.event.translations().of(translation.subject)
    said = translation.payload["names"]
    return {language: before.get(language, "") for language, text in said.items() if now.get(language) == text}


def _wanted(records: Records, import_id: str) -> ImportedList:
    known = records.imports.all()
    if import_id:
        one = next((one for one in known if one.id == import_id), None)
    else:
        one = next((one for one in reversed(known) if not one.taken_back), None)
    if one is None:
        raise KioskError("import.none" if not import_id else "import.unknown", id=import_id)
    if one.taken_back:
        raise KioskError("import.taken_back", file=one.file)
    return one


def _undoing(records: Records, person: str, done: list[Operation], history: list[Operation]) -> dict[str, object]:
    """What takes back what the import did with one person; nothing for somebody who came by it and has to stay."""
    ids = {op.op_id for op in done}
    before = [op for op in history if op.op_id not in ids and op.hlc < done[0].hlc]
    if not before:
        is_as_imported = _filled(latest_fields(done)) == _filled(latest_fields(history))
        return {"removed": True} if is_as_imported and records.imports.is_untouched(person) else {}
    fields = {name: value for name, value in latest_fields(done).items() if name not in _NO_FIELDS}
    then, now = latest_fields(before), latest_fields(history)
    back = {name: then.get(name, _blank(name)) for name, value in fields.items() if now.get(name) == value}
    said = {name for op in done if "listed" in op.payload for name in (*op.payload, *op.payload["listed"])}
    earlier = _said(before)
    return back | {"listed": {name: earlier.get(name) for name in said if name not in _NO_FIELDS}}


def _filled(fields: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value for name, value in fields.items() if value not in ("", [], _blank(name)) and name not in _NO_FIELDS
    }


def _said(operations: Iterable[Operation]) -> Mapping[str, object]:
    """What lists said of a person by the last of ``operations``."""
    said: dict[str, object] = {}
    for op in operations:
        if "listed" in op.payload:
            said.update((name, value) for name, value in op.payload.items() if name not in _NO_FIELDS)
            said.update(op.payload["listed"])
    return said


def _blank(name: str) -> object:
    return [] if name == "sessions" else "registered" if name == "status" else ""


def _tickets_back(records: Records, given: Iterable[Operation]) -> Iterator[Operation]:
    """The code a person had before is in force again, unless they were given another since."""
    for op in given:
        key = op.payload["key"]
        if key not in records.tickets.keys_of(op.subject):
            continue
        replaced = [old for old in op.payload["revokes"] if old != key]
        payload = external_ticket(replaced[0].removeprefix(EXTERNAL)) if replaced else {"key": op.subject, "code": ""}
        yield records.new_operation(Kind.TICKET, op.subject, payload | {"revokes": [key]}, at=clock.now())
