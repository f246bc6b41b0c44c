"""What a desk may do at the hub: append its own operations and read. Everything else is tried, and refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from kiosk import clock
from kiosk.core.hash_chain import FIRST, chain_after, fixed_columns
from kiosk.core.operation import Kind
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


def honest_lines(*, hlc: int | None = None) -> list[log.Row]:
    """Three lines as a desk writes them, of a log of their own."""
    writer = log.Writer("laptop-2")
    lines, previous = [], FIRST
    for number in range(3):
        op = writer.operation(Kind.ATTENDEE, f"{number:013d}", {"title": '가"\\\n\x7f<&\u2028'}, wall_us=number)
        op = replace(op, op_id=f'{op.op_id} "\\가', hlc=hlc or op.hlc)
        op = replace(op, chain=chain_after(previous, fixed_columns(op), op.digest))
        previous = op.chain
        lines.append(log.row_of(op))
    return lines


@pytest.fixture
def link(hub: Hub, desk: Access) -> Iterator[hub_link.HubLink]:
    made = hub_link.connect(desk, "laptop-2", "desk 2")
    yield made
    made.close()


def test_the_hub_takes_what_an_honest_desk_brings(hub: Hub, link: hub_link.HubLink):
    lines = honest_lines()
    link.push(lines[:1])
    link.push(lines)
    assert hub.count(f"SELECT count(*) FROM op WHERE log_id = '{lines[0][0]}'") == 3


@pytest.mark.parametrize(("column", "value"), [
    ("chain", b"x" * 32), ("digest", b"y" * 32), ("session", "F"), ("wall_us", 7), ("op_id", "another"),
])  # fmt: skip
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_hub_itself_refuses_a_line_that_does_not_go_on(
    hub: Hub, link: hub_link.HubLink, column: str, value: object, place: int
):
    lines = honest_lines()
    where = log.COLUMNS.index(column)
    lines[place] = (*lines[place][:where], value, *lines[place][where + 1 :])
    with pytest.raises(hub_link.RowsRefusedError, match="KI002"):
        link.push(lines)
    assert hub.count(f"SELECT count(*) FROM op WHERE log_id = '{lines[0][0]}'") == 0


def test_the_hub_itself_refuses_a_clock_further_ahead_than_a_day(hub: Hub, link: hub_link.HubLink):
    for hours, is_taken in ((23, True), (25, False)):
        ahead = int((clock.now() + timedelta(hours=hours)).timestamp() * 1000) << 16
        lines = honest_lines(hlc=ahead)
        if is_taken:
            link.push(lines)
        else:
            with pytest.raises(hub_link.RowsRefusedError, match="KI003"):
                link.push(lines)


def test_of_what_the_hub_refused_it_gets_an_empty_line_and_the_rest_goes_on(hub: Hub, desk: Access, tmp_path: Path):
    records = laptop(tmp_path, "laptop-2")
    lines = honest_lines()
    bad = (*lines[1][:-1], b"x" * 32)
    after = log.operation_from(lines[2])
    lines[1:] = [bad, log.row_of(replace(after, chain=chain_after(b"x" * 32, fixed_columns(after), after.digest)))]
    with records.transaction():
        log.append_rows(records.file.connection, lines)
    link = hub_link.connect(desk, "laptop-2", "desk 2")
    sync(records, link)
    assert hub.count(f"SELECT count(*) FROM op WHERE log_id = '{lines[0][0]}' AND nonce IS NOT NULL") == 2
    aside = [(line.log_id, line.reason) for line in records.exchange.all_set_aside()]
    assert [reason for log_id, reason in aside if log_id == lines[0][0]] == ["hub.KI002"]
    link.close()
    records.close()
