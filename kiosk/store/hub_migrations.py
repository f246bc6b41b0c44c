"""The tables of a hub, as a list of changes that only ever grows.

The version of a hub is the number of changes made to it; a hub from before they were counted has had the first one.  A
released change is never edited; a new one is put at the end, and the tables before it go to ``tests/store/released``.
Each change is SQL with holes for the names of an event: ``{schema}``, ``{desks}`` (the role of all desks) and
``{channel}``.

Desks of several versions share one hub.  What a desk needs of a hub, and a hub of its desks, are two numbers below; who
falls short of them is told instead of trying.
"""

from dataclasses import dataclass

import psycopg

from kiosk.errors import KioskError
from kiosk.store.migrations import Migration

HOLE = "KI001"
"""SQLSTATE of operations that would leave a hole in their log."""

UNFIT = ("KI002", "KI003")
"""SQLSTATEs of operations that the hub does not take: the chain of their log is broken, or their clock is ahead."""

_TABLES = """
CREATE TABLE hub (made_at timestamptz NOT NULL DEFAULT now(), refill_until timestamptz);
INSERT INTO hub DEFAULT VALUES;
CREATE TABLE desk (
  number int PRIMARY KEY, role name NOT NULL UNIQUE, name text NOT NULL, desk_id text, forwards boolean NOT NULL,
  invited_at timestamptz NOT NULL DEFAULT now(), joined_at timestamptz, last_seen timestamptz, offset_us bigint,
  waiting int NOT NULL DEFAULT 0, revoked_at timestamptz);
CREATE TABLE head (log_id text PRIMARY KEY, seq bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE op (
  log_id text NOT NULL, seq bigint NOT NULL, op_id text NOT NULL, desk_id text NOT NULL, v bigint NOT NULL, kind
  text NOT NULL, subject text NOT NULL, session text, direction text, wall_us bigint NOT NULL, offset_us bigint
  NOT NULL, hlc bigint NOT NULL, payload text NOT NULL, operator text NOT NULL, nonce bytea, digest bytea NOT
  NULL, chain bytea NOT NULL,
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
        RAISE EXCEPTION 'operations are missing before these' USING ERRCODE = 'KI001';
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
GRANT INSERT (log_id, seq, op_id, desk_id, v, kind, subject, session, direction, wall_us, offset_us, hlc, payload,
  operator, nonce, digest, chain) ON op TO {desks};
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

_VERSION = """
ALTER TABLE hub ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN least_desk int NOT NULL DEFAULT 1;
"""

# An invitation that nobody used by then lets nobody in: ``hello`` answers with nothing at all where it had been used by
# another laptop, and with an empty text where its time is over.
_EXPIRY = """
ALTER TABLE desk ADD COLUMN expires_at timestamptz;
CREATE OR REPLACE FUNCTION hello(laptop text, called text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = {schema}, pg_temp SET synchronous_commit = off AS $$
  DECLARE found_id text;
  BEGIN
    IF EXISTS (SELECT FROM desk WHERE role = session_user AND desk_id IS NULL AND expires_at < now()) THEN
      RETURN '';
    END IF;
    UPDATE desk SET desk_id = COALESCE(desk_id, laptop), joined_at = COALESCE(joined_at, now()), last_seen = now(),
      name = COALESCE(NULLIF(left(called, 60), ''), name)
      WHERE role = session_user AND revoked_at IS NULL AND COALESCE(desk_id, laptop) = laptop
      RETURNING desk_id INTO found_id;
    RETURN found_id;
  END $$;
"""

# What a desk tells of itself (``kiosk.core.fleet``) is JSON: what later desks tell needs no change here.  ``poll`` is
# set where nobody listens: hints cost the hub more than they are worth there, and a pooler keeps no listener.
_FLEET = """
ALTER TABLE hub ADD COLUMN poll boolean NOT NULL DEFAULT false;
ALTER TABLE desk ADD COLUMN told jsonb NOT NULL DEFAULT '{{}}';
CREATE FUNCTION report_desk(clock_offset bigint, still_waiting int, told_now jsonb) RETURNS void LANGUAGE sql
  SECURITY DEFINER SET search_path = {schema}, pg_temp SET synchronous_commit = off AS
  $$ UPDATE desk SET last_seen = now(), offset_us = COALESCE(clock_offset, offset_us), waiting = still_waiting,
       told = CASE WHEN octet_length(told_now::text) <= 4000 THEN told_now ELSE told END
     WHERE role = session_user AND revoked_at IS NULL $$;
REVOKE ALL ON FUNCTION report_desk(bigint, int, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_desk(bigint, int, jsonb) TO {desks};
CREATE OR REPLACE FUNCTION extend_logs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = {schema}, pg_temp AS $$
  DECLARE part record; reached bigint; grew boolean := false;
  BEGIN
    FOR part IN SELECT log_id, min(seq) AS first, max(seq) AS last, count(*) AS number
                FROM fresh GROUP BY log_id ORDER BY log_id LOOP
      INSERT INTO head VALUES (part.log_id, 0) ON CONFLICT DO NOTHING;
      SELECT seq INTO reached FROM head WHERE log_id = part.log_id FOR UPDATE;
      IF part.first <> reached + 1 OR part.last - reached <> part.number THEN
        RAISE EXCEPTION 'operations are missing before these' USING ERRCODE = 'KI001';
      END IF;
      UPDATE head SET seq = part.last WHERE log_id = part.log_id;
      grew := true;
    END LOOP;
    IF grew AND NOT (SELECT poll FROM hub) THEN PERFORM pg_notify('{channel}', ''); END IF;
    RETURN NULL;
  END $$;
"""
# The hub's own look at what is brought: that every line goes on from the one before (``kiosk.core.hash_chain``), and
# that no clock that has the last word is further ahead than a day.  A line without content says nothing and is let in:
# it stands in for one that was refused.  Who wrote it is for the desks to see: their signatures are none of SQL's.
_CHECKS = (
    "ALTER TABLE desk ADD COLUMN voucher text NOT NULL DEFAULT ''",
    """
CREATE FUNCTION check_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = {schema}, pg_temp AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM (
        SELECT *, CASE WHEN lag(seq) OVER logs = seq - 1 THEN lag(chain) OVER logs END AS previous
        FROM fresh WINDOW logs AS (PARTITION BY log_id ORDER BY seq)) AS line
      WHERE nonce IS NOT NULL AND chain <> sha256(
        COALESCE(previous, (SELECT op.chain FROM op WHERE op.log_id = line.log_id AND op.seq = line.seq - 1),
          CASE WHEN seq = 1 THEN ''::bytea END)
        || convert_to('[' || concat_ws(',', to_json(log_id), seq, to_json(op_id), to_json(desk_id), v, to_json(kind),
             COALESCE(to_json(session)::text, 'null'), COALESCE(to_json(direction)::text, 'null'), wall_us, offset_us,
             hlc) || ']', 'UTF8')
        || digest)) THEN
      RAISE EXCEPTION 'a line does not go on from the one before' USING ERRCODE = 'KI002';
    END IF;
    IF EXISTS (SELECT FROM fresh WHERE nonce IS NOT NULL AND hlc >> 16 > extract(epoch FROM now()) * 1000 + 86400000
        AND NOT kind = ANY('{{scan,void,badge,clock,sign_in,call,laptop,seal}}')) THEN
      RAISE EXCEPTION 'a clock is more than a day ahead' USING ERRCODE = 'KI003';
    END IF;
    RETURN NULL;
  END $$;
""",
    """
CREATE TRIGGER check_lines AFTER INSERT ON op REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_lines();
""",
    "REVOKE ALL ON FUNCTION check_lines() FROM PUBLIC",
)

CHANGES = (
    Migration("tables", (_TABLES, _FUNCTIONS, _RIGHTS)),
    Migration("version", (_VERSION,)),
    Migration("expiry", (_EXPIRY,)),
    Migration("fleet", (_FLEET,)),
    Migration("checks", _CHECKS),
)

FLEET = 4
"""The first version of hubs to which a desk tells more of itself than its clock."""

VERSION = len(CHANGES)
"""Of the hubs that this program makes."""

LEAST_DESK = 1
"""The oldest program that can share through the hubs that this one makes, by the version of its own hubs."""

WITH_KEYS = 5
"""The oldest program that gives its laptop a key, by the version of its own hubs."""

LEAST_HUB = 1
"""The oldest hub through which this program can share."""


@dataclass(frozen=True, slots=True)
class HubVersion:
    """Which changes a hub has had, and which of them a desk has to know to share through it."""

    number: int
    least_desk: int

    @property
    def is_behind(self) -> bool:
        """Whether this program knows changes that the hub has not had."""
        return self.number < VERSION


def version_of(connection: psycopg.Connection, schema: str = "") -> HubVersion:
    """The version of a hub, of the schema searched first unless one is named.

    Raises ``KioskError`` when it tells none that can be.
    """
    table = f"{schema}.hub" if schema else "hub"
    row = connection.execute(f"SELECT to_jsonb(hub) FROM {table}").fetchone()
    told = row[0] if row else None
    number, least = (told.get(name, 1) if isinstance(told, dict) else None for name in ("version", "least_desk"))
    if type(number) is not int or type(least) is not int:
        raise KioskError("hub.changed")
    return HubVersion(number, least)


def check(found: HubVersion) -> None:
    """Raise ``KioskError`` when this program and a hub cannot share with one another."""
    if found.least_desk > VERSION:
        raise KioskError("hub.newer", found=found.number, known=VERSION)
    if found.number < LEAST_HUB:
        raise KioskError("hub.older", found=found.number, known=VERSION)


def apply(admin: psycopg.Connection, names: dict[str, str], version: int) -> None:
    """Make the changes that a hub of this version lacks; the caller's transaction makes them one step."""
    admin.execute(f"SET LOCAL search_path = {names['schema']}, pg_temp")
    for change in CHANGES[version:]:
        for statement in change.statements:
            admin.execute(statement.format(**names))
    admin.execute("UPDATE hub SET version = %s, least_desk = greatest(least_desk, %s)", (VERSION, LEAST_DESK))
