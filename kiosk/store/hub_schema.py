"""The hub's tables in PostgreSQL, and who may do what in them.

An event has a schema of its own.  ``op`` is the log as in every event file, its rows unchanged; ``head`` says how far
each log reaches.  Desks have a role each that may read, and append operations that bear its own desk's id; who appended
a row is noted by the server.  A trigger refuses holes: a log is always whole from 1 to its head, so a reader who knows
how far they read can miss nothing.  The organiser's role owns everything; only it invites and revokes.
``hub_migrations`` makes the tables.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import LiteralString

import psycopg
from psycopg import sql

from kiosk.core import fleet
from kiosk.core.exchange import DeskEntry
from kiosk.store import hub_migrations
from kiosk.store.hub_migrations import HubVersion
from kiosk.store.log import Row

CHANNEL = "kiosk_"
"""Before the event's name: the channel of the hint that there is something new.  Every role can read it: it is empty"""

_WHOLE_NUMBERS = {"seq", "v", "wall_us", "offset_us", "hlc"}
_BYTES = {"nonce", "digest", "chain"}


def one_row(connection: psycopg.Connection, query: LiteralString, *values: object) -> Row:
    """The row that a query always gives."""
    row: Row | None = connection.execute(query, values or None).fetchone()
    if row is None:
        raise psycopg.ProgrammingError("a query that always gives a row gave none")
    return row


def schema_name(event: str) -> str:
    """The schema of an event, by its short name."""
    return f"event_{event}"


def role_name(event: str, number: int) -> str:
    """The role of a desk of an event."""
    return f"kiosk_{event}_{number}"


def make(admin: psycopg.Connection, event: str) -> bool:
    """Make the tables of an event, or bring those that are here up to date; whether they are new.

    Raises ``KioskError`` when a newer program made them in a way that this one cannot share through.
    """
    names = _names(event)
    schema, desks = names["schema"], names["desks"]
    if admin.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone():
        bring_up_to_date(admin, event)
        return False
    with admin.transaction():
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (desks,)).fetchone():
            admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(desks)))
        admin.execute(f"CREATE SCHEMA {schema}")
        hub_migrations.apply(admin, names, 0)
    return True


def bring_up_to_date(admin: psycopg.Connection, event: str) -> None:
    """Make the changes that the hub of an event lacks, in one step; whoever comes second finds nothing left to do.

    Raises ``KioskError`` when a newer program made it in a way that this one cannot share through.
    """
    names = _names(event)
    if hub_migrations.version_of(admin, names["schema"]).is_behind:
        with admin.transaction():
            admin.execute(f"LOCK TABLE {names['schema']}.hub")
            found = hub_migrations.version_of(admin, names["schema"])
            if found.is_behind:
                hub_migrations.apply(admin, names, found.number)
    hub_migrations.check(hub_migrations.version_of(admin, names["schema"]))


def invite(
    admin: psycopg.Connection,
    event: str,
    name: str,
    *,
    forwards: bool = False,
    hours: float | None = None,
    vouch: Callable[[str], str] = lambda _password: "",
) -> tuple[int, str]:
    """Make a role for one more desk; its number and its password, which is kept nowhere here.

    ``forwards``: it may bring operations of other desks too, as the organiser's own laptop may.  ``hours``: for so long
    it can be used the first time; without them, for ever.  ``vouch`` gives of the password what the organiser signs.
    """
    schema, password = schema_name(event), secrets.token_hex(16)
    with admin.transaction():
        admin.execute(f"LOCK TABLE {schema}.desk")
        number = one_row(admin, f"SELECT COALESCE(MAX(number), 0) + 1 FROM {schema}.desk")[0]
        role = role_name(event, number)
        # The server is given what it needs to know the password again, and never the password: that is a key, too.
        kept = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        admin.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {} CONNECTION LIMIT 4").format(
                sql.Identifier(role), sql.Literal(kept)
            )
            if not _role_exists(admin, role)
            else sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(kept))
        )
        admin.execute(sql.SQL("ALTER ROLE {} INHERIT").format(sql.Identifier(role)))
        admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(f"kiosk_{event}_desks"), sql.Identifier(role)))
        admin.execute(sql.SQL("ALTER ROLE {} SET statement_timeout = '30s'").format(sql.Identifier(role)))
        admin.execute(
            f"INSERT INTO {schema}.desk (number, role, name, forwards) VALUES (%s, %s, %s, %s)",
            (number, role, name, forwards),
        )
        if voucher := vouch(password):
            admin.execute(f"UPDATE {schema}.desk SET voucher = %s WHERE number = %s", (voucher, number))
        if hours is not None:
            admin.execute(
                f"UPDATE {schema}.desk SET expires_at = now() + make_interval(secs => %s) WHERE number = %s",
                (hours * 3600, number),
            )
    return number, password


def revoke(admin: psycopg.Connection, event: str, number: int) -> bool:
    """Shut a desk out, at once: its connection ends, and it gets no other.  Whether there is such a desk."""
    role, schema = role_name(event, number), schema_name(event)
    with admin.transaction():
        known = admin.execute(
            f"UPDATE {schema}.desk SET revoked_at = COALESCE(revoked_at, now()) WHERE number = %s", (number,)
        ).rowcount
        if known:
            admin.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(role)))
    admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (role,))
    return bool(known)


def erase(admin: psycopg.Connection, event: str, before: int, kept: Sequence[str]) -> None:
    """Erase the content of operations older than ``before`` by logical clock, but for the kinds kept.

    The table is written anew afterwards: an update alone leaves the old rows in its file.  So does the server's own
    memory of them: samples of the values for its planner, and its write-ahead log.
    """
    table = f"{schema_name(event)}.op"
    admin.execute(
        f"UPDATE {table} SET subject = '', operator = '', payload = '{{}}', nonce = NULL"
        " WHERE hlc < %s AND nonce IS NOT NULL AND NOT kind = ANY(%s)",
        (before, [str(kind) for kind in kept]),
    )
    admin.execute(f"VACUUM (FULL, ANALYZE) {table}")
    admin.execute("VACUUM FULL pg_catalog.pg_statistic")  # skipped with a warning where we may not
    with suppress(psycopg.errors.InsufficientPrivilege):  # a server of somebody else's keeps its log as it is set up to
        admin.execute("SELECT pg_switch_wal()")
        admin.execute("CHECKPOINT")


def open_refill(admin: psycopg.Connection, event: str, hours: float) -> None:
    """Let every desk bring what it has of the others, for so long: after the hub was lost or restored from a copy."""
    admin.execute(
        f"UPDATE {schema_name(event)}.hub SET refill_until = now() + make_interval(secs => %s)", (hours * 3600,)
    )


def desks(connection: psycopg.Connection, event: str, version: HubVersion) -> list[DeskEntry]:
    """All desks ever invited, in the order of invitation."""
    report = "told" if version.number >= hub_migrations.FLEET else "NULL"
    rows = connection.execute(
        f"SELECT number, role, name, desk_id, forwards, joined_at, last_seen, offset_us, waiting, revoked_at, {report}"
        f" FROM {schema_name(event)}.desk ORDER BY number"
    )
    return [replace(DeskEntry(*row[:-1]), report=fleet.read(row[-1])) for row in rows]


def is_polling(connection: psycopg.Connection, event: str) -> bool:
    """Whether desks of this event get no hints."""
    return bool(one_row(connection, f"SELECT poll FROM {schema_name(event)}.hub")[0])


def ask_for_keys(admin: psycopg.Connection, event: str) -> None:
    """Turn away programs that know no keys of laptops, with their own sentence."""
    least = hub_migrations.WITH_KEYS
    admin.execute(f"UPDATE {schema_name(event)}.hub SET least_desk = greatest(least_desk, %s)", (least,))


def set_polling(admin: psycopg.Connection, event: str, poll: bool) -> None:
    """Whether desks ask by themselves and get no hints."""
    admin.execute(f"UPDATE {schema_name(event)}.hub SET poll = %s", (poll,))


def load(connection: psycopg.Connection) -> tuple[int, int, int]:
    """Connections to the server, those it takes at once, and the bytes of this database."""
    row = one_row(
        connection,
        "SELECT count(*), current_setting('max_connections')::int, pg_database_size(current_database())"
        " FROM pg_stat_activity WHERE backend_type = 'client backend'",
    )
    return row[0], row[1], row[2]


def heads(connection: psycopg.Connection, event: str) -> dict[str, int]:
    """How far each log reaches at the hub."""
    return dict(connection.execute(f"SELECT log_id, seq FROM {schema_name(event)}.head").fetchall())


def column_type(name: str) -> str:
    """PostgreSQL's type of a column of the log."""
    return "bigint" if name in _WHOLE_NUMBERS else "bytea" if name in _BYTES else "text"


def _names(event: str) -> dict[str, str]:
    """What the tables of an event, the role of all its desks and the channel of its hints are called."""
    return {"schema": schema_name(event), "desks": f"kiosk_{event}_desks", "channel": CHANNEL + event}


def _role_exists(admin: psycopg.Connection, role: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None
