"""The tables of an event file, as a list of changes that only ever grows.

The version of a file (``PRAGMA user_version``) is the number of changes made to it: there is no other counter, and none
to forget.  A released change is never edited; a new one is put at the end, and a file made before it goes to
``tests/store/released``.
"""

import re
import sqlite3
from functools import cache
from typing import NamedTuple

from kiosk.errors import KioskError
from kiosk.store.connections import damage, errors, primary
from kiosk.store.schema import READ_MODEL
from kiosk.store.views import ATTENDEES_WITH_OWN, HANDED_OUT, VIEWS


class Migration(NamedTuple):
    """One change of the tables."""

    name: str
    statements: tuple[str, ...]


# The append-only log.  ``arrival`` is this file's own order; (log_id, seq) is the operation's name everywhere.
# ``nonce`` is missing where the content was erased; ``docs/decisions/event-log.md`` says what every column holds.
_OPERATION_LOG = (
    """CREATE TABLE op (
        arrival INTEGER PRIMARY KEY, log_id TEXT NOT NULL, seq INTEGER NOT NULL, op_id TEXT NOT NULL,
        desk_id TEXT NOT NULL, v INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, session TEXT,
        direction TEXT, wall_us INTEGER NOT NULL, offset_us INTEGER NOT NULL, hlc INTEGER NOT NULL, payload
        TEXT NOT NULL, operator TEXT NOT NULL, nonce BLOB, digest BLOB NOT NULL, chain BLOB NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX idx_op_log_id_seq ON op (log_id, seq)",
    "CREATE INDEX idx_op_op_id ON op (op_id)",
    "CREATE INDEX idx_op_kind_subject ON op (kind, subject) WHERE kind <> 'scan'",
)

# What the screens and the commands read.
_READ_MODEL = (
    "CREATE TABLE event (field TEXT PRIMARY KEY, value TEXT) STRICT",
    "CREATE TABLE session (code TEXT PRIMARY KEY, fields TEXT) STRICT",
    """CREATE TABLE attendee (
        id TEXT PRIMARY KEY, name TEXT, name_latin TEXT, affiliation TEXT, title TEXT, category TEXT, email
        TEXT, phone TEXT, notes TEXT, language TEXT, sessions TEXT, status TEXT, status_reason TEXT,
        external_id TEXT, mark TEXT, needs TEXT, consent TEXT, ticket_number TEXT, ticket_code TEXT) STRICT""",
    """CREATE TABLE ticket (
        key TEXT, attendee_id TEXT, code TEXT, folded TEXT, current INTEGER, PRIMARY KEY (key, attendee_id)) STRICT""",
    "CREATE INDEX idx_ticket_attendee_id ON ticket (attendee_id)",
    "CREATE INDEX idx_ticket_folded ON ticket (folded)",
    """CREATE TABLE scan (
        person TEXT NOT NULL, at_us INTEGER NOT NULL, scan_id TEXT NOT NULL, hlc INTEGER NOT NULL, session
        TEXT, direction TEXT NOT NULL, verdict TEXT NOT NULL, accepted INTEGER NOT NULL, overridden INTEGER
        NOT NULL, voided INTEGER NOT NULL, desk TEXT NOT NULL, code TEXT NOT NULL, asked TEXT, PRIMARY KEY
        (person, at_us, scan_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE presence (
        person TEXT NOT NULL, session TEXT NOT NULL, inside INTEGER NOT NULL, PRIMARY KEY (person, session))
        STRICT, WITHOUT ROWID""",
    "CREATE TABLE badge (attendee_id TEXT PRIMARY KEY, times INTEGER, last_us INTEGER, fingerprint TEXT) STRICT",
    """CREATE TABLE certificate (
        serial TEXT, attendee_id TEXT, issued_us INTEGER, basis TEXT, PRIMARY KEY (serial, attendee_id)) STRICT""",
    "CREATE INDEX idx_certificate_attendee_id ON certificate (attendee_id)",
    "CREATE TABLE operator (name TEXT PRIMARY KEY, fields TEXT) STRICT",
    "CREATE TABLE layout (name TEXT PRIMARY KEY, toml TEXT, pictures TEXT) STRICT",
    "CREATE TABLE meeting (id TEXT PRIMARY KEY, session TEXT, fields TEXT) STRICT",
    "CREATE INDEX idx_meeting_session ON meeting (session)",
)

# What is to be printed here: of this file alone, not folded from the log (``kiosk.store.print_jobs``).
_PRINT_QUEUE = (
    """CREATE TABLE print_job (
        job_id TEXT PRIMARY KEY, laptop TEXT, paper TEXT, occasion TEXT, created_us INTEGER, changed_us
        INTEGER, attendee_id TEXT, file TEXT, printer TEXT, reason TEXT, operator TEXT, desk TEXT, state
        TEXT, times INTEGER, spool_id TEXT, trouble TEXT, details TEXT, fingerprint TEXT) STRICT""",
    "CREATE INDEX idx_print_job_state_printer_paper ON print_job (state, printer, paper)",
    "CREATE INDEX idx_print_job_changed_us ON print_job (changed_us)",
    "CREATE INDEX idx_print_job_attendee_id ON print_job (attendee_id)",
)

# Operations that cannot be folded, or that the hub could not store, with the reason (``kiosk.store.sync_rows``).
_SET_ASIDE = (
    """CREATE TABLE set_aside (
        log_id TEXT NOT NULL, seq INTEGER NOT NULL, op_id TEXT NOT NULL, desk_id TEXT NOT NULL, v INTEGER
        NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, session TEXT, direction TEXT, wall_us INTEGER
        NOT NULL, offset_us INTEGER NOT NULL, hlc INTEGER NOT NULL, payload TEXT NOT NULL, operator TEXT NOT
        NULL, nonce BLOB, digest BLOB NOT NULL, chain BLOB NOT NULL, reason TEXT NOT NULL, taken INTEGER NOT
        NULL, PRIMARY KEY (log_id, seq)) STRICT, WITHOUT ROWID""",
)

# What is folded of several desks: the laptops' clocks, people joined, people admitted twice.
_SEVERAL_DESKS = (
    "CREATE TABLE clock (log_id TEXT PRIMARY KEY, offset_us INTEGER) STRICT",
    "CREATE TABLE merged (attendee_id TEXT PRIMARY KEY, into_id TEXT) STRICT",
    """CREATE TABLE conflict (
        person TEXT NOT NULL, later_scan TEXT NOT NULL, session TEXT NOT NULL, earlier_scan TEXT NOT NULL,
        PRIMARY KEY (person, later_scan)) STRICT, WITHOUT ROWID""",
)

# What everybody's stays amount to: minutes follow from rules that SQL does not know, and are folded at every scan.
_FIGURES = (
    "DROP TABLE presence",
    """CREATE TABLE presence (
        person TEXT NOT NULL, session TEXT NOT NULL, inside INTEGER NOT NULL, status TEXT NOT NULL,
        minutes INTEGER NOT NULL, first_in_us INTEGER NOT NULL, last_out_us INTEGER, open_exit INTEGER NOT NULL,
        PRIMARY KEY (person, session)) STRICT, WITHOUT ROWID""",
)

# Before there was one counter a library kept a list of its own beside ``user_version``, which went another way, and
# the tables that are folded were changed under it; they are made anew and folded from the log.
_ONE_COUNTER = (
    "DROP TABLE IF EXISTS _sqlite_migrations",
    *(f"DROP TABLE IF EXISTS {table}" for table in READ_MODEL),
    *_READ_MODEL,
    *_SEVERAL_DESKS,
    *_FIGURES,
)

# A certificate is frozen: what it says stays in the operation that issued it, whose id is here.
_FROZEN_CERTIFICATES = (
    "DROP TABLE certificate",
    """CREATE TABLE certificate (
        serial TEXT NOT NULL, attendee_id TEXT NOT NULL, issued_us INTEGER NOT NULL, basis TEXT NOT NULL, op_id TEXT NOT
        NULL, series TEXT NOT NULL, session TEXT NOT NULL, language TEXT NOT NULL, mark TEXT NOT NULL, replaces TEXT NOT
        NULL, state TEXT NOT NULL, state_us INTEGER, state_reason TEXT NOT NULL, state_by TEXT NOT NULL,
        PRIMARY KEY (serial, attendee_id)) STRICT""",
    "CREATE INDEX idx_certificate_attendee_id ON certificate (attendee_id)",
)

# What is handed out, and who has it: beside the programme, whose sessions hold people.
_HANDOUTS = (
    "CREATE TABLE handout (code TEXT PRIMARY KEY, fields TEXT) STRICT",
    """CREATE TABLE handed (
        person TEXT NOT NULL, handout TEXT NOT NULL, pieces INTEGER NOT NULL, out INTEGER NOT NULL, given_us INTEGER
        NOT NULL, desk TEXT NOT NULL, returned_us INTEGER, PRIMARY KEY (person, handout)) STRICT, WITHOUT ROWID""",
    "DROP VIEW IF EXISTS handed_out",
    HANDED_OUT,
)

# What an event asks of its people beyond the fields that every event has, and what they answered.
_OWN_FIELDS = (
    "CREATE TABLE own_field (code TEXT PRIMARY KEY, fields TEXT) STRICT",
    "ALTER TABLE attendee ADD COLUMN own TEXT",
    "DROP VIEW IF EXISTS attendees",
    ATTENDEES_WITH_OWN,
)

# How many people come on one ticket.
_PARTIES = ("ALTER TABLE attendee ADD COLUMN party TEXT",)

MIGRATIONS = (
    Migration("operation_log", _OPERATION_LOG),
    Migration("read_model", _READ_MODEL),
    Migration("print_queue", _PRINT_QUEUE),
    Migration("set_aside", _SET_ASIDE),
    Migration("several_desks", _SEVERAL_DESKS),
    Migration("figures", _FIGURES),
    Migration("one_counter", _ONE_COUNTER),
    Migration("frozen_certificates", _FROZEN_CERTIFICATES),
    Migration("views", VIEWS),
    Migration("handouts", _HANDOUTS),
    Migration("own_fields", _OWN_FIELDS),
    Migration("parties", _PARTIES),
)

_QUOTED = re.compile("('(?:[^']|'')*')")

VERSION = len(MIGRATIONS)
"""Of the files that this program makes."""


def version_of(connection: sqlite3.Connection) -> int:
    """How many of the changes were made to a file.

    Raises ``KioskError`` when a newer program made more, and damage when the number cannot be: it is set in the step
    that makes the tables, and every change makes other tables, so no newer program leaves those of today.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        if _is_a_known_shape(connection):
            raise damage(f"user_version {version}")
        raise KioskError("event.newer", found=version, known=VERSION)
    if _has_table(connection, "_sqlite_migrations"):
        version = connection.execute("SELECT COUNT(*) FROM _sqlite_migrations").fetchone()[0]
    if version < 0 or (version == 0 and _has_table(connection, "op")):
        raise damage(f"user_version {version}")
    return min(version, VERSION)


def apply(connection: sqlite3.Connection, version: int) -> None:
    """Make the changes that a file of this version lacks; the caller's transaction makes them one step.

    Raises damage where they cannot be made: the file is not what its version says.
    """
    try:
        for migration in MIGRATIONS[version:]:
            for statement in migration.statements:
                connection.execute(statement)
    except errors("OperationalError") as trouble:
        if primary(trouble) != sqlite3.SQLITE_ERROR:
            raise
        raise damage(str(trouble)) from trouble
    connection.execute(f"PRAGMA user_version={VERSION}")


def acting_objects(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Triggers, and views under the names of this program's tables: they would act, or never end, while a file of an
    earlier program is brought up to date.
    """
    tables = {name.casefold() for kind, name in _own_objects() if kind == "table"}
    return tuple(
        sorted(
            f"{kind} {name}"
            for kind, name in _objects(connection)
            if kind == "trigger" or (kind == "view" and name.casefold() in tables)
        )
    )


def strange_objects(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What a file of this version has beside this program's tables and indices, or otherwise, or not: ``trigger t``.

    Views of somebody's own are left alone: nothing here ever reads one.  This program's own are to say what the page
    promises, whoever reads them.
    """
    return _strange(_objects(connection), _own_objects())


def _strange(found: dict[tuple[str, str], str], own: dict[tuple[str, str], str]) -> tuple[str, ...]:
    names = {name for name in found if found[name] != own.get(name)} | (own.keys() - found.keys())
    return tuple(sorted(f"{kind} {name}" for kind, name in names if kind != "view" or (kind, name) in own))


def log_tables() -> dict[str, str]:
    """The statements that make the tables of lines, which no fold brings back."""
    made = (statement for migration in MIGRATIONS for statement in migration.statements)
    return {name: next(sql for sql in made if sql.startswith(f"CREATE TABLE {name} ")) for name in ("op", "set_aside")}


def _is_a_known_shape(connection: sqlite3.Connection) -> bool:
    """Whether the tables are those of this program, or of an earlier one."""
    found = _objects(connection)
    return any(not _strange(found, _own_objects(version)) for version in range(VERSION, 0, -1))


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    """A view of that name may have rows without end."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table'", (name,))
    return found.fetchone() is not None


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """What a file consists of, by kind and name; the text without what tools write differently."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL OR type <> 'index'")
    return {
        (str(kind), str(name)): _as_meant(str(sql))
        for kind, name, sql in rows
        if not (kind == "table" and str(name).startswith("sqlite_stat"))
    }


def _as_meant(sql: str) -> str:
    """A statement without what tools write differently; texts within it stay to the letter."""
    parts = _QUOTED.split(sql)
    parts[::2] = ["".join(part.replace('"', "").split()).casefold() for part in parts[::2]]
    return "".join(parts)


@cache
def _own_objects(version: int = VERSION) -> dict[tuple[str, str], str]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migration in MIGRATIONS[:version]:
            for statement in migration.statements:
                connection.execute(statement)
        return _objects(connection)
    finally:
        connection.close()
