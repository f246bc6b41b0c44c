"""Desks that share an event through a real PostgreSQL, each with a file and a role of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from kiosk.actions.desks import sync as desk_sync
from kiosk.actions.desks.hub import event_of
from kiosk.actions.event import Records, open_event
from kiosk.store import event_file, hub_link, hub_schema, hub_server, sync_rows
from kiosk.store.hub_access import Access
from kiosk.store.hub_link import HubLink
from kiosk.store.hub_server import DATABASE, HubServer
from tests.making import Desk, add_people, new_event


@contextmanager
def running_server() -> Iterator[HubServer]:
    """A real PostgreSQL server for a block, made as the program makes the hub of an event."""
    # In the private home of the run: a server that a run leaves behind is looked for there.
    folder = Path(tempfile.mkdtemp(prefix="hub-", dir=Path.home()))
    folder.chmod(0o711)
    server = HubServer(folder / "hub")
    hub_server.make(server, datetime.now(UTC))
    hub_server.start(server)
    hub_link.make_database(server.connection(), hub_server.DATABASE)
    yield server
    hub_server.stop(server, at_once=True)
    shutil.rmtree(folder, ignore_errors=True)


class Hub:
    """The hub of one event on the server of the test run."""

    def __init__(self, server: HubServer, records: Records) -> None:
        self.server, self.event = server, event_of(records)
        self.links: list[HubLink] = []
        with self.admin() as admin:
            hub_schema.make(admin, self.event)

    def admin(self):
        """The organiser's connection, for a block."""
        return hub_link.administered(self.server.connection())

    def access(self, name: str, *, forwards: bool = False) -> Access:
        """Invite a desk."""
        with self.admin() as admin:
            number, password = hub_schema.invite(admin, self.event, name, forwards=forwards)
        role = hub_schema.role_name(self.event, number)
        return Access(
            self.event, ("127.0.0.1",), self.server.port, DATABASE, role, password, self.server.certificate, number
        )

    def link(self, laptop: str, *, forwards: bool = False) -> HubLink:
        """A connection of a desk just invited, on this laptop."""
        link = hub_link.connect(self.access(laptop, forwards=forwards), laptop, laptop)
        self.links.append(link)
        return link

    @contextmanager
    def as_role(self, access: Access) -> Iterator[psycopg.Connection]:
        """A plain connection of a desk, as anybody with its password can make one."""
        with psycopg.connect(
            host="127.0.0.1", port=self.server.port, dbname=DATABASE, user=access.role, password=access.password,
            sslmode="require", autocommit=True, options=f"-c search_path={hub_schema.schema_name(self.event)}",
        ) as connection:  # fmt: skip
            yield connection

    def count(self, sql: str = "SELECT count(*) FROM op") -> int:
        """One number from the hub's tables."""
        with self.admin() as admin:
            admin.execute(f"SET search_path = {hub_schema.schema_name(self.event)}")
            return admin.execute(sql).fetchone()[0]

    def close(self) -> None:
        for link in self.links:
            link.close()


def organiser(folder: Path, people: int = 5) -> Records:
    """The event of the organiser's laptop, with some people."""
    records = new_event(folder, name="organiser.kiosk")
    add_people(records, people)
    return records


def laptop(folder: Path, name: str) -> Records:
    """The empty file of a laptop that is about to join."""
    return Records(event_file.create(folder / f"{name}.kiosk"), name)


def reopened(records: Records) -> Records:
    """The same file after a new start of the program."""
    records.close()
    return open_event(records.path, desk_id=records.desk_id)


def sync(records: Records, hub: desk_sync.Hub) -> desk_sync.Waiting:
    """Exchange until neither side lacks anything."""
    return desk_sync.sync_all(hub, lambda work: work(records)).waiting


def rows(records: Records) -> dict[tuple[str, int], tuple]:
    """All operations of a file, by name."""
    db = records.file.connection
    logs = sync_rows.heads(db)
    return {(row[0], row[1]): row for log_id in logs for row in sync_rows.rows_after(db, log_id, 0, 1_000_000)}


def scan_all(records: Records, desk: str, clock: str) -> Desk:
    """Everybody is scanned at one desk."""
    door = Desk(records, desk)
    for person in records.people.all():
        door.scan(person.ticket_code, clock)
    return door
