"""Folding operations into the tables that screens and commands read.

Each fold looks at all operations of the subject it touches, so it does not matter in which order they arrived.
``rebuild`` folds the whole log anew; ``kiosk doctor`` holds its result against the tables in use.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial
from itertools import groupby
from typing import Any

from kiosk.core import access, attendance
from kiosk.core.access import Operator, Role
from kiosk.core.codes.keyboard import same_key
from kiosk.core.handout import Handout
from kiosk.core.later_words import status_of, understood
from kiosk.core.operation import Kind, Operation, latest_fields
from kiosk.core.own_field import OwnField
from kiosk.core.programme import Session
from kiosk.core.roster import KEPT, OWN
from kiosk.store import certificates, erasure, layouts, log, meetings, schema
from kiosk.store.clocks import Clocks
from kiosk.store.handouts import HANDOUT_FIELDS, HandedOut, handout_from
from kiosk.store.merges import Merges
from kiosk.store.own_fields import FIELDS as OWN_FIELDS
from kiosk.store.own_fields import own_field_from
from kiosk.store.presence import Presences
from kiosk.store.scan_table import Row, ScanTable
from kiosk.store.sessions import SESSION_FIELDS, session_from
from kiosk.store.timestamps import moment

EXTERNAL = "x:"
"""Before the key of a ticket whose code another system issued; own tickets are keyed by their number."""

_COLUMNS = ("id", *KEPT, "own", "ticket_number", "ticket_code")
_UPSERT_ATTENDEE = (  # an upsert keeps the row's place, and with it the order of the roster
    f"INSERT INTO attendee ({', '.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))})"
    " ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:])
)

_EDITED = (
    "SELECT subject FROM op WHERE kind = 'attendee' AND kind <> 'scan' AND subject IN (SELECT value FROM json_each(?)) "
    "GROUP BY subject HAVING COUNT(*) > 1"
)
_HELD_BY_OTHERS = (
    "SELECT key, attendee_id FROM ticket WHERE key IN (SELECT value FROM json_each(?)) AND attendee_id <> key"
)
_HOLDER = "SELECT attendee_id FROM ticket WHERE key = ? ORDER BY attendee_id LIMIT 1"
_OTHER_HOLDERS = "SELECT attendee_id FROM ticket WHERE key = ? AND attendee_id <> ?"
_TICKETED = "SELECT DISTINCT attendee_id FROM ticket WHERE attendee_id IN (SELECT value FROM json_each(?))"


class ReadModel:
    """The folded tables of one connection, with the programme and the counts of people kept in memory.

    The programme is needed for every scan, and counting the people of a session by query would grow with the event.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.clocks, self._merges = Clocks(connection), Merges(connection)
        self.presences, self.scans = Presences(connection), ScanTable(connection)
        self.handed = HandedOut(connection)
        self._handouts: dict[str, Handout] | None = None
        self._own_fields: dict[str, OwnField] | None = None
        self._contested: set[str] | None = None
        self._programme: dict[str, Session] | None = None
        self._heeded: erasure.Word | None = None
        self._operators: dict[str, Operator] | None = None
        self._folds: dict[str, Callable[[list[Operation]], object]] = {
            # First when the whole log is folded: the others go by them.
            Kind.CLOCK: self._fold_clocks,
            Kind.MERGE: self._fold_merges,
            Kind.EVENT: self._fold_event,
            Kind.SESSION: self._fold_sessions,
            Kind.HANDOUT: self._fold_handouts,
            Kind.OWN_FIELD: self._fold_own_fields,
            Kind.ATTENDEE: self._fold_attendees,
            Kind.TICKET: self._fold_tickets,
            Kind.SCAN: self._fold_scans,
            Kind.VOID: self._fold_voids,
            Kind.BADGE: self._fold_badges,
            Kind.CERTIFICATE: self._fold_certificates,
            Kind.REVOKE: self._fold_certificates,
            Kind.LAYOUT: partial(layouts.fold, connection),
            Kind.MEETING: partial(meetings.fold, connection),
            Kind.OPERATOR: self._fold_operators,
        }

    def apply(self, operations: Sequence[Operation]) -> None:
        """Bring the tables up to date with operations just appended; kinds not known here are left alone."""
        for kind, group in groupby(operations, key=lambda op: op.kind):
            fold = self._folds.get(kind)
            if kind != Kind.SCAN:
                self.scans.forget()
            if fold is not None:
                fold(list(group))
        self._erase_what_was_purged(operations)

    def _erase_what_was_purged(self, operations: Sequence[Operation]) -> None:
        """People are erased here as at the desk that says so, whenever lines of them arrive, or what decides it."""
        decides = any(op.kind in (Kind.PURGE, Kind.SESSION, Kind.CLOCK) for op in operations)
        if decides:
            self._heeded = None
        word = self._purged()
        if word.before and (decides or any(op.hlc < word.before or self._may_be_older(op, word) for op in operations)):
            erasure.erase(self._db, word)
            self.rebuild()

    def _may_be_older(self, op: Operation, word: erasure.Word) -> bool:
        """Whether a line that seems younger came of a clock that was ahead."""
        is_measured = op.log_id in self.clocks.offsets()
        return is_measured and op.kind not in erasure.KEPT and self.clocks.at(op) < word.at_us

    def _purged(self) -> erasure.Word:
        """The word by which people are erased, or ``NEVER``.

        Only of an event that is over by the corrected clock of whoever says so, so that no desk can empty the others
        while they work, nor one whose clock is ahead.
        """
        if self._heeded is None:
            last = max((session.ends_at for session in self.programme().values()), default=None)
            words = (erasure.Word(op.hlc, self.clocks.at(op)) for op in log.of_kind(self._db, Kind.PURGE))
            self._heeded = max(
                (one for one in words if last is None or last < moment(one.at_us)), default=erasure.NEVER
            )
        return self._heeded

    def purge(self) -> Operation | None:
        """The word that erased people and is heeded; of several the one that tells of most."""
        heeded = (op for op in log.of_kind(self._db, Kind.PURGE) if op.hlc <= self._purged().before)
        return max(heeded, key=lambda op: (op.payload.get("people", 0), -op.hlc), default=None)

    def rebuild(self) -> None:
        """Empty the tables and fold the whole log into them; the caller's transaction makes it one step."""
        for table in schema.READ_MODEL:
            self._db.execute(f"DELETE FROM {table}")
        self.forget()
        # In the order of the folds, people and tickets first: a scan of a ticket number finds its person there.
        for kind, fold in self._folds.items():
            operations = list(log.of_kind(self._db, kind))
            if operations:
                fold(operations)

    def read_ahead(self) -> None:
        """Read now what is kept in memory and takes longer with a larger event."""
        self.presences.counts()
        self._purged()
        self._known_contested()

    def forget(self) -> None:
        """Read programme and counts from the tables again when next asked: after a transaction was undone."""
        self.clocks.forget()
        self._merges.forget()
        self._contested = self._heeded = None
        self._programme = self._operators = self._handouts = self._own_fields = None
        self.presences.forget()
        self.handed.forget()
        self.scans.forget()

    def programme(self) -> dict[str, Session]:
        """All sessions by code, in the order of their start."""
        if self._programme is None:
            rows = self._db.execute("SELECT code, fields FROM session")
            sessions = [session_from(code, log.from_json(fields)) for code, fields in rows]
            self._programme = {s.code: s for s in sorted(sessions, key=lambda s: (s.starts_at, s.code))}
        return self._programme

    def handouts(self) -> dict[str, Handout]:
        """All hand-outs by code, in its order; a session of the same code, of another desk, goes before."""
        if self._handouts is None:
            rows = self._db.execute("SELECT code, fields FROM handout ORDER BY code").fetchall()
            sessions = self.programme()
            self._handouts = {
                code: handout_from(code, log.from_json(fields)) for code, fields in rows if code not in sessions
            }
        return self._handouts

    def own_fields(self) -> dict[str, OwnField]:
        """The event's own fields of its people by code, in its order."""
        if self._own_fields is None:
            rows = self._db.execute("SELECT code, fields FROM own_field ORDER BY code").fetchall()
            self._own_fields = {code: own_field_from(code, log.from_json(fields)) for code, fields in rows}
        return self._own_fields

    def operators(self) -> dict[str, Operator]:
        """Everybody who works at the desks, by name."""
        if self._operators is None:
            rows = self._db.execute("SELECT name, fields FROM operator ORDER BY name").fetchall()
            found = {name: log.from_json(fields) for name, fields in rows}
            self._operators = {
                name: access.operator_from(name, understood(Role, fields["role"]), fields)
                for name, fields in found.items()
            }
        return self._operators

    def changes_of(self, person: str) -> list[Operation]:
        """What was done about one person, and about who was joined with them, other than scanning."""
        kinds = (Kind.ATTENDEE, Kind.TICKET, Kind.BADGE, Kind.CERTIFICATE, Kind.REVOKE, Kind.MAIL, Kind.MERGE)
        members = self._merges.members(person)
        found = [op for one in members for kind in kinds for op in log.of_subject(self._db, kind, one)]
        return sorted(found, key=lambda op: (op.hlc, op.op_id))

    def stands_for(self, person: str) -> str:
        """Who stands for somebody who may have been joined with another entry."""
        return self._merges.root(person)

    def members(self, person: str) -> list[str]:
        """Everybody a person stands for, themselves first."""
        return self._merges.members(person)

    def _fold_event(self, operations: list[Operation]) -> None:
        fields = latest_fields(log.of_kind(self._db, Kind.EVENT))
        self._db.executemany(
            "INSERT OR REPLACE INTO event VALUES (?, ?)",
            [(field, json.dumps(value)) for field, value in fields.items()],
        )

    def _fold_sessions(self, operations: list[Operation]) -> None:
        before = self.programme()
        for code in {op.subject for op in operations}:
            fields = latest_fields(log.of_subject(self._db, Kind.SESSION, code))
            self._db.execute("DELETE FROM session WHERE code = ?", (code,))
            # A session of which the rest has not arrived yet is none.
            if not fields.pop("removed", False) and fields.keys() >= SESSION_FIELDS:
                text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
                self._db.execute("INSERT INTO session VALUES (?, ?)", (code, text))
        self._programme = self._handouts = None
        if _shape_of_stays(before) != _shape_of_stays(self.programme()):
            self._fold_everybody()

    def _fold_handouts(self, operations: list[Operation]) -> None:
        before = _lending(self.handouts())
        self._fold_defined("handout", Kind.HANDOUT, HANDOUT_FIELDS, operations)
        self._handouts = None
        if before != _lending(self.handouts()):
            self._fold_everybody()

    def _fold_own_fields(self, operations: list[Operation]) -> None:
        self._fold_defined("own_field", Kind.OWN_FIELD, OWN_FIELDS, operations)
        self._own_fields = None

    def _fold_defined(self, table: str, kind: Kind, whole: Set[str], operations: list[Operation]) -> None:
        """What an event defines by code, as it was edited last; of what is not ``whole`` yet there is none."""
        for code in {op.subject for op in operations}:
            fields = latest_fields(log.of_subject(self._db, kind, code))
            self._db.execute(f"DELETE FROM {table} WHERE code = ?", (code,))
            if not fields.pop("removed", False) and fields.keys() >= whole:
                text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
                self._db.execute(f"INSERT INTO {table} VALUES (?, ?)", (code, text))

    def _fold_everybody(self) -> None:
        self._fold_presence([row[0] for row in self._db.execute("SELECT DISTINCT person FROM scan").fetchall()])

    def _fold_attendees(self, operations: list[Operation]) -> None:
        given = {op.subject: op.payload for op in operations}
        edited, ticketed = self._among(_EDITED, given), self._among(_TICKETED, given)
        self._give_numbers_back(given)
        rows = []
        for subject, fields in given.items():
            if self._merges.root(subject) != subject:
                continue
            if subject in edited:
                fields = latest_fields(log.of_subject(self._db, Kind.ATTENDEE, subject))
            if fields.get("removed"):
                self._remove(subject)
            elif "name" in fields:
                tickets = self._tickets_of(subject) if subject in ticketed else (subject, "")
                rows.append((subject, *_cells(fields), _own(fields), *tickets))
        self._db.executemany(_UPSERT_ATTENDEE, rows)

    def _among(self, statement: str, people: Iterable[str]) -> set[str]:
        """Those of ``people`` whom the statement finds, asked for all of them at once."""
        return {row[0] for row in self._db.execute(statement, (json.dumps([*people]),))}

    def _remove(self, person: str) -> None:
        """Take somebody off the roster whom an import brought that was taken back."""
        self._db.execute("DELETE FROM ticket WHERE attendee_id = ?", (person,))
        self._db.execute("DELETE FROM attendee WHERE id = ?", (person,))

    def _is_removed(self, person: str) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM op WHERE kind = 'attendee' AND kind <> 'scan' AND subject = ? AND payload ->> 'removed' = 1",
            (person,),
        )
        return found.fetchone() is not None

    def _fold_tickets(self, operations: list[Operation]) -> None:
        for person in {self._merges.root(op.subject) for op in operations}:
            if not self._is_removed(person):
                self._fold_tickets_of(person)

    def _fold_tickets_of(self, person: str) -> None:
        members = self._merges.members(person)
        operations = (op for member in members for op in log.of_subject(self._db, Kind.TICKET, member))
        given = sorted(operations, key=lambda op: (op.hlc, op.op_id))
        codes = {op.payload["key"]: op.payload["code"] for op in given}
        # The first ticket carries the attendee's own id as its number and needs no operation until it is revoked.
        in_force: dict[str, bool] = dict.fromkeys(members, True) if len(members) > 1 else {}
        # In the order of the edits: a code that was replaced may be given again.
        for op in given:
            in_force |= dict.fromkeys(op.payload["revokes"], False) | {op.payload["key"]: True}
        known = [key for key in in_force if key in codes or key in members]
        keys = {key: codes.get(key, "") for key in known if key in members or not self._is_a_person(key)}
        self._db.execute("DELETE FROM ticket WHERE attendee_id = ?", (person,))
        self._db.executemany(
            "INSERT OR REPLACE INTO ticket VALUES (?, ?, ?, ?, ?)",
            [(key, person, code, same_key(code), int(in_force[key])) for key, code in keys.items()],
        )
        number, code = self._tickets_of(person)
        self._db.execute("UPDATE attendee SET ticket_number = ?, ticket_code = ? WHERE id = ?", (number, code, person))
        for key in keys:
            self._join_unlisted(key, person)

    def _tickets_of(self, person: str) -> tuple[str, str]:
        """The number of the person's own ticket in force, and the code of another system in force (or nothing)."""
        rows = self._db.execute("SELECT key, code, current FROM ticket WHERE attendee_id = ? ORDER BY key", (person,))
        tickets = rows.fetchall()
        own = [key for key, _, current in tickets if current and not key.startswith(EXTERNAL)]
        external = [code for key, code, current in tickets if current and key.startswith(EXTERNAL)]
        return person if person in own else (own or [person])[-1], (external or [""])[-1]

    def _is_a_person(self, number: str) -> bool:
        """Whether anybody is entered under a number: then it is their ticket, whoever else is given it."""
        if number.startswith(EXTERNAL):
            return False
        found = self._db.execute(
            "SELECT 1 FROM op WHERE kind = 'attendee' AND kind <> 'scan' AND subject = ? LIMIT 1", (number,)
        )
        return found.fetchone() is not None

    def _give_numbers_back(self, people: Iterable[str]) -> None:
        """A number that others were given before its person was known here is that person's."""
        for number, holder in self._db.execute(_HELD_BY_OTHERS, (json.dumps([*people]),)).fetchall():
            if not number.startswith(EXTERNAL) and self._merges.root(number) != holder:
                self._fold_tickets_of(holder)
                self._fold_scans_of(number, {number, holder})

    def _join_unlisted(self, number: str, person: str) -> None:
        """Scans made before this desk knew whose ticket it was become the person's own."""
        others = {row[0] for row in self._db.execute(_OTHER_HOLDERS, (number, person))}
        if others:
            self._fold_scans_of(number, {number, person, *others})
        elif number != person and self._db.execute("SELECT 1 FROM scan WHERE person = ?", (number,)).fetchone():
            self._db.execute("UPDATE scan SET person = ? WHERE person = ?", (person, number))
            self._fold_presence([number, person])

    def _fold_scans_of(self, number: str, people: Set[str]) -> None:
        """Give the scans of a ticket number to whose it is now; ``people`` are all who may have had them."""
        for person in people:
            rows = self._db.execute("SELECT scan_id FROM scan WHERE person = ?", (person,)).fetchall()
            scans = [op for (scan_id,) in rows for op in log.all_by_id(self._db, scan_id) if op.subject == number]
            self._db.executemany(
                "DELETE FROM scan WHERE person = ? AND scan_id = ?", [(person, op.op_id) for op in scans]
            )
            self._fold_scans(scans)
        self._fold_presence(people)

    def _fold_scans(self, operations: list[Operation]) -> None:
        rows = []
        for op in operations:
            fields = op.payload
            voided = self._db.execute(
                "SELECT 1 FROM op WHERE kind = 'void' AND kind <> 'scan' AND subject = ?", (op.op_id,)
            ).fetchone()
            rows.append(Row(
                self._owner(op.subject), self.clocks.at(op), op.op_id, op.hlc, op.session, op.direction or "",
                fields["verdict"], int(fields["accepted"]), int(fields["overridden"]), int(voided is not None),
                fields["desk"], fields["code"], fields["asked"],
            ))  # fmt: skip
        self.scans.write(rows)
        self._fold_presence(dict.fromkeys(row.person for row in rows if row.accepted))

    def _fold_voids(self, operations: list[Operation]) -> None:
        for scan in (scan for op in operations for scan in log.all_by_id(self._db, op.subject)):
            person = self._owner(scan.subject)
            self._db.execute(
                "UPDATE scan SET voided = 1 WHERE person = ? AND at_us = ? AND scan_id = ?",
                (person, self.clocks.at(scan), scan.op_id),
            )
            self._fold_presence([person])

    def _owner(self, subject: str) -> str:
        """Whose scans those of a subject are: of whoever has that ticket number now."""
        owner = self._db.execute(_HOLDER, (subject,)).fetchone()
        return owner[0] if owner else subject

    def _fold_clocks(self, operations: list[Operation]) -> None:
        for log_id in self.clocks.fold(operations):
            own = log.of_log(self._db, log_id)
            scans = [op for op in own if op.kind == Kind.SCAN]
            self._db.executemany(
                "DELETE FROM scan WHERE person = ? AND scan_id = ?",
                [(self._owner(op.subject), op.op_id) for op in scans],
            )
            self._fold_scans(scans)
            self._fold_badges([op for op in own if op.kind == Kind.BADGE])
            self._fold_certificates([op for op in own if op.kind == Kind.CERTIFICATE])

    def _fold_merges(self, operations: list[Operation]) -> None:
        """Everything of the people concerned is folded anew under whoever stands for them now."""
        people = sorted(self._merges.fold())
        marks = ",".join("?" * len(people))
        scans = self._db.execute(f"SELECT DISTINCT scan_id FROM scan WHERE person IN ({marks})", people).fetchall()
        for table, column in (("scan", "person"), ("ticket", "attendee_id"), ("attendee", "id"),
                              ("badge", "attendee_id"), ("certificate", "attendee_id")):  # fmt: skip
            self._db.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", people)
        for person in {self._merges.root(person) for person in people}:
            self._fold_tickets_of(person)
        for kind, fold in (
            (Kind.ATTENDEE, self._fold_attendees), (Kind.BADGE, self._fold_badges),
            (Kind.CERTIFICATE, self._fold_certificates),
        ):  # fmt: skip
            fold([op for person in people for op in log.of_subject(self._db, kind, person)])
        self._fold_scans([op for (scan_id,) in scans for op in log.all_by_id(self._db, scan_id)])
        self._fold_presence(people)

    def _fold_presence(self, people: Iterable[str]) -> None:
        for person in people:
            movements = self.scans.movements(person)
            stays, doubles = attendance.followed(movements, self.programme())
            self.presences.write(person, stays, self.programme())
            doubles += self._fold_handed(person, movements)
            self._write_conflicts(person, doubles)

    def _fold_handed(self, person: str, movements: list[attendance.Movement]) -> list[attendance.Double]:
        """What the person was given, and what two desks gave them while neither knew of the other."""
        doors = {code: handout.door for code, handout in self.handouts().items()}
        if not doors and not self.handed.counts():
            return []
        held, doubles = attendance.followed(movements, doors)
        self.handed.write(person, held, movements)
        return doubles

    def _write_conflicts(self, person: str, doubles: list[attendance.Double]) -> None:
        """Most people have none and never had: their scans are not to pay for it."""
        contested = self._known_contested()
        if not doubles and person not in contested:
            return
        self._db.execute("DELETE FROM conflict WHERE person = ?", (person,))
        self._db.executemany(
            "INSERT OR REPLACE INTO conflict VALUES (?, ?, ?, ?)",
            [(person, double.later.scan_id, double.later.session, double.earlier.scan_id) for double in doubles],
        )
        contested.add(person)

    def _known_contested(self) -> set[str]:
        if self._contested is None:
            self._contested = {row[0] for row in self._db.execute("SELECT DISTINCT person FROM conflict")}
        return self._contested

    def _fold_badges(self, operations: list[Operation]) -> None:
        for person in {self._merges.root(op.subject) for op in operations}:
            made = [op for own in self._merges.members(person) for op in log.of_subject(self._db, Kind.BADGE, own)]
            last = max(made, key=lambda op: (self.clocks.at(op), op.hlc, op.op_id))
            self._db.execute(
                "INSERT OR REPLACE INTO badge VALUES (?, ?, ?, ?)",
                (person, len(made), self.clocks.at(last), last.payload.get("fingerprint") or ""),
            )

    def _fold_certificates(self, operations: list[Operation]) -> None:
        for person in dict.fromkeys(self._merges.root(op.subject) for op in operations):
            members = self._merges.members(person)
            said = [op for kind in (Kind.CERTIFICATE, Kind.REVOKE) for own in members
                    for op in log.of_subject(self._db, kind, own)]  # fmt: skip
            certificates.write(self._db, person, said, self.clocks)

    def _fold_operators(self, operations: list[Operation]) -> None:
        for name in {op.subject for op in operations}:
            fields = latest_fields(log.of_subject(self._db, Kind.OPERATOR, name))
            self._db.execute("DELETE FROM operator WHERE name = ?", (name,))
            # Somebody of whom the rest has not arrived yet may do nothing.
            if not fields.pop("removed", False) and fields.keys() >= {"role", "pin"}:
                text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
                self._db.execute("INSERT INTO operator VALUES (?, ?)", (name, text))
        self._operators = None


def _shape_of_stays(programme: dict[str, Session]) -> list[tuple[Any, ...]]:
    """What of a programme decides who is inside and how long: a new title does not."""
    return [(s.code, s.starts_at, s.ends_at, s.kind, s.tracking, s.minimum_share) for s in programme.values()]


def _own(fields: Mapping[str, Any]) -> str:
    """The values of own fields, as JSON by code; empty ones are none."""
    own = {name.removeprefix(OWN): value for name, value in fields.items() if name.startswith(OWN) and value}
    return json.dumps(own, ensure_ascii=False, sort_keys=True) if own else ""


def _lending(handouts: dict[str, Handout]) -> dict[str, bool]:
    """What of the hand-outs decides who has what."""
    return {code: handout.lent for code, handout in handouts.items()}


def _cells(fields: Mapping[str, Any]) -> list[str]:
    """What is kept of a person, as the columns have it."""
    sessions = fields.get("sessions")
    read = {**fields, "status": status_of(fields), "sessions": json.dumps(sorted(sessions)) if sessions else "[]"}
    return [str(read.get(name) or "") for name in KEPT]
