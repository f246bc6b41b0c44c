"""A real PgBouncer between the desks and PostgreSQL: each statement may meet another server process."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.actions.desks import hub as hubs
from kiosk.actions.desks.joining import join
from kiosk.actions.desks.sync import sync_all
from kiosk.actions.event import open_event
from kiosk.core import invitation
from kiosk.store import hub_access, hub_certificate, hub_link, hub_schema, hub_server
from kiosk.store.hub_server import ADMIN, DATABASE, HubServer
from tests.sharing import organiser, rows, scan_all

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH')}:/usr/sbin")
pytestmark = [pytest.mark.long, pytest.mark.skipif(PROGRAM is None, reason="no PgBouncer is installed")]

SETTINGS = """
[databases]
{database} = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = 2
max_client_conn = 200
auth_type = scram-sha-256
auth_file = {folder}/users
auth_user = {admin}
auth_query = SELECT rolname, rolpassword FROM pg_authid WHERE rolname = $1
server_tls_sslmode = require
client_tls_sslmode = require
client_tls_key_file = {folder}/pooler.key
client_tls_cert_file = {folder}/pooler.crt
logfile = {folder}/pooler.log
user = {user}
"""


@pytest.fixture
def pooler(postgresql: HubServer) -> Iterator[int]:
    """Its port; it pools statements, not sessions."""
    folder, port = postgresql.folder.parent / "pooler", hub_server.free_port()
    folder.mkdir()
    hub_certificate.make(folder / "pooler.crt", folder / "pooler.key", datetime.now(UTC))
    (folder / "users").write_text(f'"{ADMIN}" "{postgresql.password}"\n', encoding="ascii")
    user = "postgres" if os.geteuid() == 0 else ""
    text = SETTINGS.format(
        database=DATABASE, server=postgresql.port, port=port, folder=folder, admin=ADMIN, user=user
    )  # fmt: skip
    (folder / "pooler.ini").write_text(text if user else text.replace("user = \n", ""), encoding="utf-8")
    for path in (folder, *folder.iterdir()):
        if user:
            shutil.chown(path, user)
    with subprocess.Popen([PROGRAM, "-q", folder / "pooler.ini"]) as process:
        ends = time.monotonic() + 60
        while hub_server._is_free(port):
            assert time.monotonic() < ends and process.poll() is None, (folder / "pooler.log").read_text()
            time.sleep(0.05)
        yield port
        process.terminate()
    shutil.rmtree(folder)


def test_desks_share_through_a_pooler_that_keeps_nothing_between_two_statements(
    postgresql: HubServer, pooler: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    server = f"postgresql://{ADMIN}:{postgresql.password}@127.0.0.1:{pooler}/{DATABASE}?sslmode=require"
    first = organiser(tmp_path, 3)
    access = hubs.create_hub(first, "Main", server=server, chosen=hubs.Chosen(poll=True))
    event = hubs.event_of(first)
    assert (access.poll, access.port, hub_link.fingerprint(access.certificate) != "") == (True, pooler, True)
    desks = []
    with closing(hubs.connect(event, first.desk_id, "Main")) as link:
        sync_all(link, lambda work: work(first))
        scan_all(first, "desk 1", "09:10")
        for number in (2, 3):
            invited = hubs.invite(first, f"desk {number}").text
            assert invitation.decode(invited).poll
            with monkeypatch.context() as patch:
                patch.setenv("KIOSK_CONFIG", str(tmp_path / f"settings-{number}"))
                folder = tmp_path / f"desk-{number}"
                folder.mkdir()
                path = join(invited, folder, laptop=f"laptop-{number}", desk="").path
                desks.append((open_event(path, desk_id=f"laptop-{number}"), hub_access.load(event)))
        links = [hub_link.connect(access, records.desk_id, "") for records, access in desks]
        for _round in range(8):  # what is prepared comes again and again, at any of two processes
            sync_all(link, lambda work: work(first))
            for (records, _), other in zip(desks, links, strict=True):
                sync_all(other, lambda work, records=records: work(records))
                other.report(0, 0, {"version": "1"})
                other.wait(0.01)
    assert all(rows(records) == rows(first) for records, _ in desks)
    with hub_link.administered(postgresql.connection()) as admin:
        listening = admin.execute("SELECT count(*) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%%'").fetchone()
        assert listening == (0,)
        assert hub_schema.is_polling(admin, event)
    for (records, _), other in zip(desks, links, strict=True):
        other.close()
        records.close()
    hub_access.forget(event)
    first.close()


def test_another_that_answers_in_the_poolers_place_gets_no_password(postgresql: HubServer, pooler: int, tmp_path: Path):
    server = f"postgresql://{ADMIN}:{postgresql.password}@127.0.0.1:{pooler}/{DATABASE}?sslmode=require"
    first = organiser(tmp_path, 1)
    access = hubs.create_hub(first, "Main", server=server, chosen=hubs.Chosen(poll=True))
    hub_certificate.make(tmp_path / "c.crt", tmp_path / "c.key", datetime.now(UTC))
    hub_access.save(replace(access, certificate=(tmp_path / "c.crt").read_text("ascii")))
    with pytest.raises(hub_link.KioskError) as told:
        hubs.connect(access.event, first.desk_id, "Main", lambda work: work(first))
    assert told.value.code == "hub.wrong_certificate"
    hub_access.forget(access.event)
    first.close()
