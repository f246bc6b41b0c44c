"""What a desk may do at the hub: append its own operations and read. Everything else is tried, and refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from kiosk.errors import KioskError
from kiosk.store import hub_link, hub_schema, log
from kiosk.store.hub_access import Access
from kiosk.store.hub_server import DATABASE, HubServer
from tests.sharing import Hub, laptop, organiser, rows, sync


@pytest.fixture(scope="module")
def hub(postgresql: HubServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The hub of an event to which the organiser's laptop has pushed everything."""
    records = organiser(tmp_path_factory.mktemp("organiser"))
    made = Hub(postgresql, records)
    sync(records, made.link("laptop-1"))
    yield made
    made.close()
    records.close()


@pytest.fixture
def desk(hub: Hub) -> Access:
    """The access of a desk that has joined."""
    access = hub.access("desk 2")
    hub_link.connect(access, "laptop-2", "desk 2").close()
    return access


COLUMNS = ", ".join(log.COLUMNS)
VALUES = "'log','1','id','{desk}','1','scan','s',NULL,NULL,'1','0','1','{{}}','',NULL,'','\\x00'"
FORBIDDEN = [
    f"INSERT INTO op ({COLUMNS}) VALUES ({VALUES.format(desk='laptop-1')})",
    f"INSERT INTO op ({COLUMNS}, pushed_by) VALUES ({VALUES.format(desk='laptop-2')}, 'kiosk_admin')",
    f"INSERT INTO op ({COLUMNS}, pushed_at) VALUES ({VALUES.format(desk='laptop-2')}, now())",
    "UPDATE op SET payload = '{}'",
    "DELETE FROM op",
    "TRUNCATE op",
    "INSERT INTO head VALUES ('x', 1)",
    "UPDATE head SET seq = 0",
    "DELETE FROM head",
    "UPDATE desk SET forwards = true",
    "UPDATE desk SET revoked_at = NULL",
    "INSERT INTO desk (number, role, name, forwards) VALUES (99, 'x', 'x', true)",
    "UPDATE hub SET refill_until = now() + interval '1 day'",
    "DROP TABLE op",
    "ALTER TABLE op DISABLE TRIGGER extend_logs",
    "ALTER TABLE op DISABLE ROW LEVEL SECURITY",
    "CREATE TABLE mine (x int)",
    "CREATE ROLE accomplice LOGIN",
    "SELECT * FROM pg_authid",
    "SELECT pg_read_file('postgresql.conf')",
    "COPY op TO PROGRAM 'cat'",
    "SET ROLE kiosk_admin",
    "SET SESSION AUTHORIZATION kiosk_admin",
    "ALTER SYSTEM SET fsync = off",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kiosk_admin'"
    " UNION ALL SELECT pg_terminate_backend(1)",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "DO $$ BEGIN EXECUTE 'ALTER TABLE op OWNER TO ' || current_user; END $$",
]


@pytest.mark.parametrize("attempt", FORBIDDEN, ids=range(len(FORBIDDEN)))
def test_a_desk_cannot_do_more_than_append_its_own_and_read(hub: Hub, desk: Access, attempt: str):
    before = hub.count("SELECT count(*) + sum(seq) FROM head")
    with hub.as_role(desk) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(attempt)
    assert refused.value.sqlstate in ("42501", "42939"), refused.value
    assert hub.count("SELECT count(*) + sum(seq) FROM head") == before


def test_a_desk_can_append_its_own_and_read(hub: Hub, desk: Access):
    with hub.as_role(desk) as connection:
        connection.execute(f"INSERT INTO op ({COLUMNS}) VALUES ({VALUES.format(desk='laptop-2')})")
        assert connection.execute("SELECT pushed_by FROM op WHERE log_id = 'log'").fetchone() == (desk.role,)
        assert connection.execute("SELECT seq FROM head WHERE log_id = 'log'").fetchone() == (1,)


def test_the_columns_of_the_hub_are_those_of_the_event_file(hub: Hub, tmp_path: Path):
    first = organiser(tmp_path)
    known = {"INTEGER": "bigint", "TEXT": "text", "BLOB": "bytea"}
    here = {
        name: (known[kind], bool(not_null))
        for _, name, kind, not_null, _, key in first.file.connection.execute("PRAGMA table_info(op)")
        if not key
    }
    with hub.admin() as admin:
        there = admin.execute(
            "SELECT column_name, data_type, is_nullable = 'NO' FROM information_schema.columns WHERE table_schema = %s"
            " AND table_name = 'op' AND column_name NOT LIKE 'pushed%%'",
            (hub_schema.schema_name(hub.event),),
        ).fetchall()
    first.close()
    assert {name: (kind, bool(not_null)) for name, kind, not_null in there} == here


def test_a_desk_sees_nothing_of_another_event(hub: Hub, desk: Access, postgresql: HubServer, tmp_path: Path):
    records = organiser(tmp_path, 1)
    elsewhere = Hub(postgresql, records)
    with hub.as_role(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"SELECT * FROM {hub_schema.schema_name(elsewhere.event)}.op")
    records.close()


def test_an_invitation_serves_one_laptop(desk: Access):
    hub_link.connect(desk, "laptop-2", "desk 2").close()
    with pytest.raises(KioskError) as refused:
        hub_link.connect(desk, "laptop-of-a-stranger", "desk 2")
    assert refused.value.code == "hub.invitation_used"


def test_a_revoked_desk_is_out_at_once(hub: Hub, desk: Access, tmp_path: Path):
    link = hub_link.connect(desk, "laptop-2", "desk 2")
    records = laptop(tmp_path, "laptop-2")
    sync(records, link)
    with hub.admin() as admin:
        assert hub_schema.revoke(admin, hub.event, desk.number)
    with pytest.raises(KioskError) as cut:
        link.pull({}, 10)
    assert cut.value.code in ("hub.unreachable", "hub.refused")
    with pytest.raises(KioskError) as refused:
        hub_link.connect(desk, "laptop-2", "desk 2")
    assert refused.value.code == "hub.revoked"
    assert len(rows(records)) == hub.count(), "what it has it keeps"
    records.close()
    link.close()


def test_a_wrong_password_is_refused(desk: Access):
    with pytest.raises(KioskError) as refused:
        hub_link.connect(replace(desk, password="0" * 32), "laptop-2", "desk 2")
    assert refused.value.code == "hub.revoked"


def test_nobody_connects_without_encryption(hub: Hub, desk: Access):
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(
            host="127.0.0.1", port=hub.server.port, dbname=DATABASE, user=desk.role, password=desk.password,
            sslmode="disable",
        )  # fmt: skip
