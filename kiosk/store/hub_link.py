"""One desk's connection to the hub: how far its logs reach, push, pull, and waiting for news.

What goes wrong on the way is raised as ``KioskError``; ``hub.unreachable`` passes by itself, the others need a person.
Everything may be repeated: what the hub has already is not stored twice.
"""

import hashlib
import selectors
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from kiosk import clock
from kiosk.core.exchange import DeskEntry
from kiosk.errors import KioskError
from kiosk.store import hub_access, hub_migrations, hub_schema, log
from kiosk.store.hub_access import Access
from kiosk.store.hub_migrations import HubVersion
from kiosk.store.hub_schema import CHANNEL, one_row
from kiosk.store.log import Row

Administrator = psycopg.Connection
"""The organiser's connection to the hub."""

DEADLINE_S, PULL_DEADLINE_S = 10.0, 60.0
SLOWEST = 100_000
"""Bytes a second of the worst network that is still to be used."""
HEAVIEST_PULL = 2_000_000
_PAYLOAD = log.COLUMNS.index("payload")
CONNECT_S = 5
_SSL_REQUEST = struct.pack(">II", 8, 80877103)
_CLOCK_SAMPLES = 5
_GONE = (psycopg.OperationalError, psycopg.InterfaceError, OSError)
_UNSTORABLE = (psycopg.DataError, UnicodeError, errors.ProgramLimitExceeded, errors.IntegrityConstraintViolation)


class RowsRefusedError(Exception):
    """The hub cannot store rows as they are, whatever the network does; the reason is a word for ``set_aside``."""


class HubLink:
    """An open connection; use it in one thread.  Only ``wake`` may be called from another.

    ``version`` is that of the hub's tables.  Nothing is kept on the connection: every table is called by its schema, so
    that a pooler between may give each statement to another server process.
    """

    def __init__(self, connection: psycopg.Connection, event: str, version: HubVersion) -> None:
        self._connection = connection
        self._event, self.version = event, version
        self._schema = hub_schema.schema_name(event)
        self._seen = ""
        self._heads: dict[str, int] = {}
        self._news = True
        self._ear, self._mouth = socket.socketpair()
        self.forwards = False
        connection.add_notify_handler(self._on_notify)

    def heads(self) -> dict[str, int]:
        """How far each log reaches at the hub; fetched only when something changed."""
        with self._asking():
            digest, self.forwards = self._one(
                f"SELECT md5(string_agg(log_id || seq, ',' ORDER BY log_id)), {self._schema}.may_forward()"
                f" FROM {self._schema}.head"
            )
            if digest != self._seen:
                self._heads = hub_schema.heads(self._connection, self._event)
                self._seen = digest
        return dict(self._heads)

    def _one(self, query: LiteralString) -> Row:
        return one_row(self._connection, query)

    def push(self, rows: Sequence[Row]) -> None:
        """Store rows that follow without a hole what the hub has; those it has already are left as they are.

        Raises ``RowsRefusedError`` when a row among them can never be stored.
        """
        try:
            with self._deadline(DEADLINE_S + sum(len(row[_PAYLOAD]) for row in rows) / SLOWEST):
                columns = [list(column) for column in zip(*rows, strict=True)]
                self._connection.execute(_INSERT.format(schema=self._schema), columns)
        except _UNSTORABLE as trouble:
            raise RowsRefusedError(getattr(trouble, "sqlstate", None) or type(trouble).__name__) from None
        except psycopg.DatabaseError as trouble:
            if trouble.sqlstate in hub_migrations.UNFIT:
                raise RowsRefusedError(trouble.sqlstate) from None
            raise

    def pull(self, known: Mapping[str, int], limit: int) -> list[Row]:
        """At most ``limit`` rows beyond what is ``known``, each log in its order; fewer where they are heavy."""
        rows: list[Row] = []
        with self._asking(PULL_DEADLINE_S), self._connection.cursor() as cursor:
            # One by one: an answer that does not end is not gathered.
            asked = _PULL.format(schema=self._schema)
            for row in cursor.stream(asked, [list(known), list(known.values()), limit, limit]):
                rows.append(row)
                if len(rows) > limit:
                    _shut(self._connection)
                    raise KioskError("hub.nonsense")
        return rows

    def chains(self, reached: Mapping[str, int]) -> dict[str, bytes]:
        """The chain of one line of each log, by its number: two files with the same have the same lines up to there."""
        query = (
            f"SELECT log_id, op.chain FROM unnest(%s::text[], %s::bigint[]) AS asked (log_id, seq)"
            f" JOIN {self._schema}.op USING (log_id, seq)"
        )
        with self._asking(PULL_DEADLINE_S):
            return dict(self._connection.execute(query, [list(reached), list(reached.values())]).fetchall())

    def clock_offset_us(self) -> tuple[int, int]:
        """What has to be added to this process's clock to have the hub's, and the round trip, in microseconds.

        Of several samples the one with the shortest round trip is the most exact (as in NTP, RFC 5905).
        """
        samples = []
        with self._asking():
            for _ in range(_CLOCK_SAMPLES):
                before = clock.uncorrected()
                there = self._one("SELECT clock_timestamp()")[0]
                after = clock.uncorrected()
                samples.append((after - before, there - (before + (after - before) / 2)))
        round_trip, offset = min(samples)
        return round(offset.total_seconds() * 1e6), round(round_trip.total_seconds() * 1e6)

    def report(self, offset_us: int | None, waiting: int, report: Mapping[str, object] | None = None) -> None:
        """Tell the hub that this desk is well, how its clock goes, how much waits here, and what else it tells.

        A hub from before desks told more gets the rest.
        """
        with self._asking():
            if report is None or self.version.number < hub_migrations.FLEET:
                self._connection.execute(f"SELECT {self._schema}.report(%s, %s)", (offset_us, waiting))
            else:
                query = f"SELECT {self._schema}.report_desk(%s, %s, %s)"
                self._connection.execute(query, (offset_us, waiting, Jsonb(report)))

    def voucher(self) -> str:
        """What the organiser signed when they invited this desk, their key before it; empty at an earlier hub."""
        with self._asking():
            row = self._one(
                f"SELECT (SELECT to_jsonb(desk) ->> 'voucher' FROM {self._schema}.desk WHERE role = session_user)"
            )
        return row[0] if isinstance(row[0], str) else ""

    def desks(self) -> list[DeskEntry]:
        """All desks of the event."""
        with self._asking():
            return hub_schema.desks(self._connection, self._event, self.version)

    def wait(self, seconds: float) -> None:
        """Sleep until there may be news, somebody calls ``wake``, or the time is over.

        A hint that came during a query wakes nobody: it was noted then and is looked at first.  Raises
        ``KioskError`` when the connection is gone.
        """
        if not self._news:
            try:
                with selectors.DefaultSelector() as sleeper:
                    sleeper.register(self._connection, selectors.EVENT_READ)
                    sleeper.register(self._ear, selectors.EVENT_READ)
                    ready = {key.fileobj for key, _ in sleeper.select(seconds)}
                if self._ear in ready:
                    self._ear.recv(4096)
                if self._connection in ready:
                    self._connection.pgconn.consume_input()
                    while self._connection.pgconn.notifies():
                        pass
            except _GONE as trouble:
                raise KioskError("hub.unreachable", why=_why(trouble)) from None
        self._news = False

    def wake(self) -> None:
        """End a ``wait`` from another thread: something was stored here that can be pushed."""
        try:
            self._mouth.send(b"!")
        except OSError:  # closed meanwhile
            pass

    def cut(self) -> None:
        """End the connection without a word, as a network does; from any thread."""
        _shut(self._connection)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
        self._ear.close()
        self._mouth.close()

    def _on_notify(self, _notify: object) -> None:
        self._news = True

    @contextmanager
    def _asking(self, seconds: float = DEADLINE_S) -> Iterator[None]:
        """A question in the block is answered in time and as a hub answers, or ``KioskError`` is raised."""
        try:
            with self._deadline(seconds):
                yield
        except (psycopg.Error, TypeError, ValueError, LookupError, ArithmeticError) as nonsense:
            raise KioskError("hub.nonsense") from nonsense

    @contextmanager
    def _deadline(self, seconds: float = DEADLINE_S) -> Iterator[None]:
        """A call that takes too long is ended by shutting its socket: the library itself would wait for ever."""
        timer = threading.Timer(seconds, _shut, (self._connection,))
        timer.daemon = True
        timer.start()
        try:
            yield
        except errors.InsufficientPrivilege as trouble:
            raise KioskError("hub.refused") from trouble
        except _GONE as trouble:
            raise KioskError("hub.unreachable", why=_why(trouble)) from None
        except psycopg.DatabaseError as trouble:
            if trouble.sqlstate == hub_migrations.HOLE:  # it was emptied or restored since it was asked
                raise KioskError("hub.changed") from None
            raise
        finally:
            timer.cancel()


def connect(access: Access, laptop: str, desk: str, bring_up_to_date: Callable[[], None] = lambda: None) -> HubLink:
    """Connect to the hub as ``desk``, the name people gave it, on the laptop with this id.

    ``bring_up_to_date`` is called for a hub that an earlier program made.  Raises ``KioskError`` when the hub is out of
    reach, is not the one invited to, lets this desk in no more, or is of a version that it cannot share through.
    """
    connection, schema = _connected(_conninfo(access), prepares=not access.poll), hub_schema.schema_name(access.event)
    try:
        greeted = one_row(connection, f"SELECT {schema}.hello(%s, %s)", laptop, desk)[0]
        if not greeted:
            raise KioskError("hub.invitation_used" if greeted is None else "hub.invitation_over")
        version = hub_migrations.version_of(connection, schema)
        if version.is_behind:
            bring_up_to_date()
            version = hub_migrations.version_of(connection, schema)
        hub_migrations.check(version)
        if not access.poll:
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL + access.event)))
        return HubLink(connection, access.event, version)
    except errors.InsufficientPrivilege as trouble:
        connection.close()
        raise KioskError("hub.revoked") from trouble
    except _GONE as trouble:
        connection.close()
        raise KioskError("hub.unreachable", why=_why(trouble)) from None
    except psycopg.Error as nonsense:
        connection.close()
        raise KioskError("hub.nonsense") from nonsense
    except BaseException:
        connection.close()
        raise


def administrator(conninfo: str) -> Administrator:
    """The organiser's connection to the hub, to be closed by whoever asked for it."""
    return _connected(conninfo)


@contextmanager
def administered(conninfo: str) -> Iterator[psycopg.Connection]:
    """The organiser's connection for a block; trouble on it is raised as ``KioskError``."""
    connection = _connected(conninfo)
    try:
        yield connection
    except errors.InsufficientPrivilege as trouble:
        raise KioskError("hub.not_yours") from trouble
    except _GONE as trouble:
        raise KioskError("hub.unreachable", why=_why(trouble)) from None
    finally:
        connection.close()


def make_database(conninfo: str, name: str) -> None:
    """Make the database that the built-in server keeps its events in, unless it is there."""
    with administered(psycopg.conninfo.make_conninfo(conninfo, dbname="postgres")) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def address_of(conninfo: str) -> tuple[tuple[str, ...], int, str]:
    """Hosts, port and database of a connection string; raises ``KioskError`` when it is none."""
    try:
        values = psycopg.conninfo.conninfo_to_dict(conninfo)
        hosts = tuple(str(values.get("host") or "localhost").split(","))
        return hosts, int(str(values.get("port") or 5432).split(",")[0]), str(values.get("dbname") or "postgres")
    except (psycopg.ProgrammingError, ValueError) as trouble:
        raise KioskError("hub.bad_address", why=_why(trouble), example="postgresql://user@host/database") from None


def presented_certificate(hosts: Sequence[str], port: int) -> str:
    """The certificate that the server at one of ``hosts`` presents, as PEM; not trusted until it was compared.

    Raises ``KioskError`` when none of them can be reached, or the first that can is no PostgreSQL with TLS.
    """
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    trouble: OSError | None = None
    for host in hosts:
        try:
            with socket.create_connection((host, port), timeout=CONNECT_S) as plain:
                plain.sendall(_SSL_REQUEST)
                if plain.recv(1) != b"S":
                    raise KioskError("hub.wrong_certificate")
                with context.wrap_socket(plain) as encrypted:
                    return ssl.DER_cert_to_PEM_cert(encrypted.getpeercert(binary_form=True) or b"")
        except OSError as failed:
            trouble = failed
    raise KioskError("hub.unreachable", why=_why(trouble))


def client_version() -> int:
    """The version of PostgreSQL's own library that speaks to the hub."""
    return psycopg.pq.version() // 10_000


def fingerprint(certificate: str) -> str:
    """SHA-256 of a certificate in PEM, hexadecimal."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest()


def _connected(conninfo: str, *, prepares: bool = False) -> psycopg.Connection:
    """``prepares``: statements that come again are kept prepared at the server, which a pooler does not bear."""
    try:
        return psycopg.connect(
            conninfo, autocommit=True, connect_timeout=CONNECT_S, application_name="kiosk",
            prepare_threshold=5 if prepares else None,
        )  # fmt: skip
    except psycopg.OperationalError as trouble:
        raise _refusal(str(trouble)) from None


def _refusal(said: str) -> KioskError:
    """Why no connection came about; the server's words are the only sign there is."""
    if "certificate verify failed" in said or "does not support SSL" in said or "channel binding" in said:
        return KioskError("hub.wrong_certificate")
    if "not permitted to log in" in said or "password authentication failed" in said or "no pg_hba.conf entry" in said:
        return KioskError("hub.revoked")
    return KioskError("hub.unreachable", why=said.splitlines()[0] if said else "?")


def _conninfo(access: Access) -> str:
    """Encrypted, the certificate pinned where there is one, and the password bound to that very connection.

    A pooler cannot bind it: there the pinned certificate alone says who answers.
    """
    values = {
        "host": ",".join(access.hosts), "port": str(access.port), "dbname": access.database, "user": access.role,
        "password": access.password, "channel_binding": "prefer" if access.poll else "require", "sslmode": "require",
        "keepalives_idle": "10",
    }  # fmt: skip
    if access.certificate:
        file = hub_access.keep_certificate(access)
        values |= {"sslmode": "verify-ca", "sslrootcert": str(file)}
    return psycopg.conninfo.make_conninfo(**values)


def _shut(connection: psycopg.Connection) -> None:
    try:
        borrowed = socket.socket(fileno=connection.fileno())
    except (OSError, psycopg.Error):
        return  # gone by itself
    try:
        borrowed.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    finally:
        borrowed.detach()


def _why(trouble: BaseException | None) -> str:
    """One line for the sentence; nothing of what was sent is in it."""
    if isinstance(trouble, OSError) and trouble.strerror:
        return trouble.strerror
    text = str(trouble or "").strip()
    return text.splitlines()[0] if text else type(trouble).__name__


_NAMES = ", ".join(log.COLUMNS)
_INSERT = (
    f"INSERT INTO {{schema}}.op ({_NAMES}) SELECT * FROM unnest("
    + ", ".join(f"%s::{hub_schema.column_type(name)}[]" for name in log.COLUMNS)
    + ") ON CONFLICT (log_id, seq) DO NOTHING"
)
# In the order of the logs, so that the seals come first, whose logs are named so (``kiosk.store.seals``).
# A reply is cut where it gets heavy, but has one row at least: so every reply gets through, and each brings us on.
_PULL = f"""
WITH lacking AS MATERIALIZED (
  SELECT head.log_id, COALESCE(known.seq, 0) AS known
  FROM {{schema}}.head LEFT JOIN unnest(%s::text[], %s::bigint[]) AS known (log_id, seq) USING (log_id)
  WHERE head.seq > COALESCE(known.seq, 0) ORDER BY head.log_id)
SELECT {_NAMES} FROM (SELECT new.*, sum(octet_length(new.payload)) OVER (ROWS UNBOUNDED PRECEDING) AS weight,
  row_number() OVER () AS place
FROM lacking CROSS JOIN LATERAL (
  SELECT * FROM {{schema}}.op
  WHERE op.log_id = lacking.log_id AND op.seq > lacking.known ORDER BY op.seq LIMIT %s) AS new
LIMIT %s) AS reply WHERE weight <= {HEAVIEST_PULL} OR place = 1"""
