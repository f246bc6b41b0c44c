-- The tables of a hub as the program made them on 1 December 2026, before the hub looked at chains and clocks.
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
ALTER TABLE hub ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN least_desk int NOT NULL DEFAULT 1;
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
ALTER TABLE hub ADD COLUMN poll boolean NOT NULL DEFAULT false;
ALTER TABLE desk ADD COLUMN told jsonb NOT NULL DEFAULT '{}';
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
UPDATE hub SET version = 4, least_desk = 1;
