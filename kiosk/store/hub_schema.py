"""The hub's tables in PostgreSQL, and who may do what in them.

An event has a schema of its own.  ``op`` is the log as in every event file, its rows unchanged; ``head`` says how far
each log reaches.  Desks have a role each that may read, and append operations that bear its own desk's id; who appended
a row is noted by the server.  A trigger refuses holes: a log is always whole from 1 to its head, so a reader who knows
how far they read can miss nothing.  The organiser's role owns everything; only it invites and revokes.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import LiteralString

import psycopg
from psycopg import sql

from kiosk.core.exchange import DeskEntry
from kiosk.store import log
from kiosk.store.log import Row

CHANNEL = "kiosk_"
"""Before the event's name: the channel of the hint that there is something new.  Every role can read it: it is empty"""

HOLE = "KI001"
"""SQLSTATE of operations that would leave a hole in their log."""

_WHOLE_NUMBERS = {"seq", "v", "wall_us", "offset_us", "hlc"}
_BYTES = {"nonce", "digest", "chain"}
_MAY_BE_NULL = {"session", "direction", "nonce"}

_TABLES = """
CREATE TABLE hub (made_at timestamptz NOT NULL DEFAULT now(), refill_until timestamptz);
INSERT INTO hub DEFAULT VALUES;
CREATE TABLE desk (
  number int PRIMARY KEY, role name NOT NULL UNIQUE, name text NOT NULL, desk_id text, forwards boolean NOT NULL,
  invited_at timestamptz NOT NULL DEFAULT now(), joined_at timestamptz, last_seen timestamptz, offset_us bigint,
  waiting int NOT NULL DEFAULT 0, revoked_at timestamptz);
CREATE TABLE head (log_id text PRIMARY KEY, seq bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE op (
  {columns},
  pushed_by name NOT NULL DEFAULT session_user, pushed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (log_id, seq));
"""
_FUNCTIONS = """
CREATE FUNCTION own_desk_id() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = {schema}, pg_temp AS $$
  SELECT desk_id FROM desk WHERE role = session_user AND revoked_at IS NULL $$;
CREATE FUNCTION may_forward() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = {schema}, pg_temp AS $$
  SELECT COALESCE(bool_or(forwards OR (SELECT refill_until > now() FROM hub)), false)
     FROM desk WHERE role = session_user AND revoked_at IS NULL $$;
-- A role belongs to the laptop that used it first: an invitation that was copied lets nobody else in.
CREATE FUNCTION hello(laptop text, called text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = {schema}, pg_temp SET synchronous_commit = off AS $$
  DECLARE found_id text;
  BEGIN
    UPDATE desk SET desk_id = COALESCE(desk_id, laptop), joined_at = COALESCE(joined_at, now()), last_seen = now(),
      name = COALESCE(NULLIF(left(called, 60), ''), name)
      WHERE role = session_user AND revoked_at IS NULL AND COALESCE(desk_id, laptop) = laptop
      RETURNING desk_id INTO found_id;
    RETURN found_id;
  END $$;
CREATE FUNCTION report(clock_offset bigint, still_waiting int) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = {schema}, pg_temp SET synchronous_commit = off AS
  $$ UPDATE desk SET last_seen = now(), offset_us = COALESCE(clock_offset, offset_us), waiting = still_waiting
     WHERE role = session_user AND revoked_at IS NULL $$;
CREATE FUNCTION extend_logs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = {schema}, pg_temp AS $$
  DECLARE part record; reached bigint; grew boolean := false;
  BEGIN
    FOR part IN SELECT log_id, min(seq) AS first, max(seq) AS last, count(*) AS number
                FROM fresh GROUP BY log_id ORDER BY log_id LOOP
      INSERT INTO head VALUES (part.log_id, 0) ON CONFLICT DO NOTHING;
      SELECT seq INTO reached FROM head WHERE log_id = part.log_id FOR UPDATE;
      IF part.first <> reached + 1 OR part.last - reached <> part.number THEN
        RAISE EXCEPTION 'operations are missing before these' USING ERRCODE = '{hole}';
      END IF;
      UPDATE head SET seq = part.last WHERE log_id = part.log_id;
      grew := true;
    END LOOP;
    IF grew THEN PERFORM pg_notify('{channel}', ''); END IF;
    RETURN NULL;
  END $$;
CREATE TRIGGER extend_logs AFTER INSERT ON op REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION extend_logs();
"""
_RIGHTS = """
REVOKE ALL ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC;
GRANT USAGE ON SCHEMA {schema} TO {desks};
GRANT SELECT ON op, head, desk, hub TO {desks};
GRANT INSERT ({names}) ON op TO {desks};
GRANT EXECUTE ON FUNCTION own_desk_id(), may_forward(), hello(text, text), report(bigint, int) TO {desks};
ALTER TABLE op ENABLE ROW LEVEL SECURITY;
ALTER TABLE head ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_op ON op FOR SELECT TO {desks} USING ((SELECT own_desk_id()) IS NOT NULL);
CREATE POLICY append_op ON op FOR INSERT TO {desks}
  WITH CHECK (desk_id = (SELECT own_desk_id()) OR (SELECT may_forward()));
CREATE POLICY read_head ON head FOR SELECT TO {desks} USING ((SELECT own_desk_id()) IS NOT NULL);
CREATE POLICY read_desk ON desk FOR SELECT TO {desks} USING ((SELECT own_desk_id()) IS NOT NULL);
"""


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
    """Make the tables of an event, if it has none here yet; whether they are new."""
    schema, desks = schema_name(event), f"kiosk_{event}_desks"
    if admin.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone():
        return False
    columns = ", ".join(_column(name) for name in log.COLUMNS)
    filling = {"schema": schema, "desks": desks, "hole": HOLE, "channel": CHANNEL + event}
    with admin.transaction():
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (desks,)).fetchone():
            admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(desks)))
        admin.execute(f"CREATE SCHEMA {schema}; SET LOCAL search_path = {schema}, pg_temp")
        admin.execute(_TABLES.format(columns=columns))
        admin.execute(_FUNCTIONS.format(**filling))
        admin.execute(_RIGHTS.format(names=", ".join(log.COLUMNS), **filling))
    return True


def invite(admin: psycopg.Connection, event: str, name: str, *, forwards: bool = False) -> tuple[int, str]:
    """Make a role for one more desk; its number and its password, which is kept nowhere here.

    ``forwards``: it may bring operations of other desks too, as the organiser's own laptop may.
    """
    schema, password = schema_name(event), secrets.token_hex(16)
    with admin.transaction():
        admin.execute(f"LOCK TABLE {schema}.desk")
        number = one_row(admin, f"SELECT COALESCE(MAX(number), 0) + 1 FROM {schema}.desk")[0]
        role = role_name(event, number)
        admin.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {} CONNECTION LIMIT 4").format(
                sql.Identifier(role), sql.Literal(password)
            )
            if not _role_exists(admin, role)
            else sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
        )
        admin.execute(sql.SQL("ALTER ROLE {} INHERIT").format(sql.Identifier(role)))
        admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(f"kiosk_{event}_desks"), sql.Identifier(role)))
        admin.execute(sql.SQL("ALTER ROLE {} SET statement_timeout = '30s'").format(sql.Identifier(role)))
        admin.execute(
            f"INSERT INTO {schema}.desk (number, role, name, forwards) VALUES (%s, %s, %s, %s)",
            (number, role, name, forwards),
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


def desks(connection: psycopg.Connection, event: str) -> list[DeskEntry]:
    """All desks ever invited, in the order of invitation."""
    rows = connection.execute(
        f"SELECT number, role, name, desk_id, forwards, joined_at, last_seen, offset_us, waiting, revoked_at"
        f" FROM {schema_name(event)}.desk ORDER BY number"
    )
    return [DeskEntry(*row) for row in rows]


def heads(connection: psycopg.Connection, event: str) -> dict[str, int]:
    """How far each log reaches at the hub."""
    return dict(connection.execute(f"SELECT log_id, seq FROM {schema_name(event)}.head").fetchall())


def column_type(name: str) -> str:
    """PostgreSQL's type of a column of the log."""
    return "bigint" if name in _WHOLE_NUMBERS else "bytea" if name in _BYTES else "text"


def _column(name: str) -> str:
    return f"{name} {column_type(name)}" + ("" if name in _MAY_BE_NULL else " NOT NULL")


def _role_exists(admin: psycopg.Connection, role: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None
