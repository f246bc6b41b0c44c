"""The hub of an event: making and serving it, inviting and revoking desks."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.desks import sync
from kiosk.actions.desks.authorise import become_organisers_laptop, fingerprint, voucher_of
from kiosk.actions.desks.sync import Ask
from kiosk.actions.desks.sync_setup import event_of, own_server
from kiosk.actions.handles import takes_event
from kiosk.core import invitation
from kiosk.core.access import Permission
from kiosk.core.exchange import DeskEntry
from kiosk.core.invitation import Invitation
from kiosk.errors import KioskError
from kiosk.store import erasure, hub_access, hub_certificate, hub_link, hub_migrations, hub_schema, hub_server
from kiosk.store.authority import signer_with
from kiosk.store.hub_access import Access
from kiosk.store.hub_certificate import Signer
from kiosk.store.hub_link import Administrator, HubLink
from kiosk.store.hub_server import HubServer, ServerOptions, server_of
from kiosk.store.records import Records

REFILL_HOURS = 12.0
"""For so long a hub that was made anew takes operations of other desks from any desk."""

INVITATION_HOURS = 72.0
"""For so long an invitation can be used the first time: made the evening before, it lets nobody in a week later."""

LEAST_CONNECTIONS, MOST_CONNECTIONS = hub_server.LEAST_CONNECTIONS, hub_server.MOST_CONNECTIONS

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Invited:
    """A desk just invited: its number, the digits that let it in, and until when (aware) they do."""

    number: int
    name: str
    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class HubState:
    """The hub as the organiser's laptop sees it; ``version`` is that of its tables, 0 where it does not run.

    ``connections`` are those of the whole server, of ``connections_allowed``; ``database_bytes`` of its database.
    """

    built_in: bool
    running: bool
    addresses: tuple[str, ...]
    port: int
    operations: int
    version: int
    desks: tuple[DeskEntry, ...]
    connections: int = 0
    connections_allowed: int = 0
    database_bytes: int = 0


@takes_event
def prepare_hub(records: Records) -> None:
    """Let what is decided on this laptop count at every desk; for a window that makes the hub beside its records."""
    require(records, Permission.SHARE)
    become_organisers_laptop(records)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an organiser chooses of a hub; what is None stays as it is.

    ``listen`` and ``connections`` are of the built-in server (``hub_server.ServerOptions``), ``port`` too.  ``poll``:
    desks ask by themselves and get no hints; with a server of one's own, a pooler may stand before it.
    """

    listen: tuple[str, ...] | None = None
    port: int | None = None
    connections: int | None = None
    poll: bool | None = None


@takes_event
def create_hub(
    records: Records, desk: str, *, server: str = "", chosen: Chosen = Chosen(), earlier_programs: bool = False
) -> Access:
    """Make the hub of an event and join it: the built-in server, or the database that ``server`` (a connection string)
    leads to.  What was made already is left as it is, and a server that did not run does not run afterwards.

    ``earlier_programs`` lets in laptops whose program knows no keys: what they say is believed without a seal.

    Raises ``KioskError`` when no server can be started, or the given one cannot be reached or does not let us.
    """
    require(records, Permission.SHARE)
    if records.file.writable:
        become_organisers_laptop(records, sealed=not earlier_programs)
    if server:
        access = _joined_as_organiser(records, desk, hub_link.address_of(server), server, poll=bool(chosen.poll))
        _ask_for_keys(records, access)
        return access
    built_in = server_of(event_of(records))
    if not built_in.is_made:
        hub_server.make(built_in, clock.now(), chosen.port, event=event_of(records), signer=_signer(records))
        _choose(built_in, Chosen(chosen.listen, None, chosen.connections))
    with running_server(built_in):
        hub_link.make_database(built_in.connection(), hub_server.DATABASE)
        access = _joined_as_organiser(records, desk, (("127.0.0.1",), built_in.port, hub_server.DATABASE), "")
        if chosen.poll:
            with administered(records) as connection:
                hub_schema.set_polling(connection, access.event, True)
        _ask_for_keys(records, access)
    return access


def _ask_for_keys(records: Records, access: Access) -> None:
    """Have programs that know no keys told so by the hub, where they could say nothing that counts."""
    if records.authority.are_laptops_sealed():
        with administered(records) as connection:
            hub_schema.ask_for_keys(connection, access.event)


@takes_event
def change_hub(records: Records, chosen: Chosen) -> Access:
    """Change what was chosen of the built-in hub; a server that runs is started anew, and its desks come back.

    With another port they do not: they need new invitations.  Raises ``KioskError`` where this laptop runs no hub.
    """
    require(records, Permission.SHARE)
    event = event_of(records)
    access = _access(event)
    built_in = own_server(event, access)
    if built_in is None:
        raise KioskError("hub.not_built_in")
    with running_server(built_in):
        _choose(built_in, chosen)
        if chosen.port is not None:
            access = replace(access, port=chosen.port)
            hub_access.save(access)
        if (chosen.listen, chosen.port, chosen.connections) != (None, None, None):
            hub_server.stop(built_in)
            hub_server.start(built_in)
        if chosen.poll is not None:
            with administered(records) as connection:
                hub_schema.set_polling(connection, event, chosen.poll)
    return access


@takes_event
def options_of(records: Records) -> Chosen:
    """What holds of the built-in hub now; raises ``KioskError`` where this laptop runs none."""
    event = event_of(records)
    built_in = own_server(event, _access(event))
    if built_in is None:
        raise KioskError("hub.not_built_in")
    with running_server(built_in), administered(records) as connection:
        poll = hub_schema.is_polling(connection, event)
    return Chosen(built_in.options.listen, built_in.port, built_in.options.connections, poll)


@takes_event
def renew_certificate(records: Records) -> None:
    """Give the built-in hub a new key and certificate, signed for by the organiser; desks follow by themselves.

    Raises ``KioskError`` where this laptop runs no hub, or is no organiser's.
    """
    require(records, Permission.SHARE)
    event = event_of(records)
    access, built_in = _access(event), server_of(event)
    signer = _signer(records)
    if not built_in.is_made or access.admin or not access.certificate:
        raise KioskError("hub.not_built_in")
    if signer is None:
        raise KioskError("hub.not_yours")
    try:
        hub_certificate.make(
            built_in.folder / "server.crt", built_in.folder / "server.key", clock.now(), event, signer
        )  # fmt: skip
    except OSError as trouble:
        raise KioskError("hub.server_refused", why=f"{trouble.strerror} ({trouble.filename})") from trouble
    hub_access.save(replace(access, certificate=built_in.certificate))
    hub_server.reload_certificate(built_in)


def follow_certificate(event: str, ask: Ask) -> bool:
    """Take the certificate that the hub presents now in place of the one known here, if an organiser of the event
    signed for it, and later than for that one; whether it was taken.
    """
    access = _access(event)
    if not access.certificate:
        return False
    presented = hub_link.presented_certificate(access.hosts, access.port)
    word = hub_certificate.word_in(presented)
    if word is None or word.event != event or not hub_certificate.is_later(presented, access.certificate):
        return False
    if not ask(partial(_is_organisers_key, key=word.by)):
        return False
    hub_access.save(replace(access, certificate=presented))
    return True


@takes_event
def _is_organisers_key(records: Records, key: str) -> bool:
    return records.authority.is_granted(key)


def _signer(records: Records) -> Signer | None:
    private = records.signing_key()
    return signer_with(private) if private is not None else None


def _choose(built_in: HubServer, chosen: Chosen) -> None:
    was = built_in.options
    options = ServerOptions(chosen.listen or was.listen, chosen.connections or was.connections)
    if options != was or chosen.port is not None:
        hub_server.choose(built_in, options, chosen.port)


def _joined_as_organiser(
    records: Records, desk: str, address: tuple[tuple[str, ...], int, str], server: str, *, poll: bool = False
) -> Access:
    event = event_of(records)
    known = hub_access.load(event)
    built_in = server_of(event)
    with hub_link.administered(server or built_in.connection()) as connection:
        is_new = hub_schema.make(connection, event)
        if not is_new and known is not None and (known.admin == server if server else own_server(event, known)):
            return known
        number, password = hub_schema.invite(connection, event, desk, forwards=True)
        if _was_shared(records):
            hub_schema.open_refill(connection, event, REFILL_HOURS)
        if poll:
            hub_schema.set_polling(connection, event, True)
    certificate = "" if server else built_in.certificate
    if poll:  # a pooler cannot bind the password to the connection: its certificate has to say that it is the one
        certificate = hub_link.presented_certificate(address[0], address[1])
    role = hub_schema.role_name(event, number)
    access = Access(event, *address, role, password, certificate, number, server, str(records.path.resolve()), poll)
    hub_access.save(access)
    return access


@contextmanager
def running_server(server: HubServer) -> Iterator[None]:
    """Run a built-in server for a block; one that ran already is left running."""
    if server.is_running:
        yield
        return
    hub_server.start(server)
    try:
        yield
    finally:
        hub_server.stop(server)


@takes_event
def serve(records: Records) -> HubServer:
    """Start the built-in server of this event, or find it running.

    Raises ``KioskError`` when this laptop made no hub, or the server does not start.
    """
    built_in = server_of(event_of(records))
    if not built_in.is_made:
        raise KioskError("hub.none")
    hub_server.start(built_in)
    return built_in


def revive(event: str) -> bool:
    """Start the built-in server of an event unless it runs; one that does not come up can be tried again later.

    Returns whether it was started now.
    """
    built_in = server_of(event)
    if built_in.is_running:
        return False
    try:
        hub_server.start(built_in)
    except KioskError as trouble:
        _log.warning("the hub's server was not started: %s", trouble.code)
        return False
    return True


@contextmanager
def guarded(event: str) -> Iterator[None]:
    """Keep strangers from using up the connections of the built-in server of an event, for a block."""
    from kiosk.store import hub_guard  # imported late: only where a server is kept

    with hub_guard.guarded(server_of(event)):
        yield


def stop_serving(event: str) -> None:
    """Stop the built-in server of an event, if it runs."""
    hub_server.stop(server_of(event))


@takes_event
def invite(records: Records, name: str, hours: float = INVITATION_HOURS) -> Invited:
    """Let one more desk in: the digits it needs, once, for so many hours."""
    (invited,) = invite_many(records, (name,), hours)
    return invited


@takes_event
def invite_many(records: Records, names: Sequence[str], hours: float = INVITATION_HOURS) -> list[Invited]:
    """Let one more desk in for each name, each once, for so many hours; all of them or none."""
    require(records, Permission.SHARE)
    event = event_of(records)
    access = _access(event)
    with administered(records) as connection, connection.transaction():
        vouch = voucher_of(records)
        made = [hub_schema.invite(connection, event, name, hours=hours, vouch=vouch) for name in names]
    until = clock.now() + timedelta(hours=hours)
    built_in = own_server(event, access)
    hosts = _heard_at(built_in) if built_in is not None else access.hosts
    pin = hub_link.fingerprint(access.certificate) if access.certificate else ""
    organiser = fingerprint(records)
    return [
        Invited(number, name, invitation.encode(Invitation(
            hosts, access.port, access.database, event, number, password, pin, organiser, access.poll
        )), until)
        for name, (number, password) in zip(names, made, strict=True)
    ]  # fmt: skip


@takes_event
def revoke(records: Records, number: int) -> None:
    """Shut a desk out at once; what it shared before stays.

    Raises ``KioskError`` when there is no such desk, the hub is out of reach, or an organiser is needed.
    """
    require(records, Permission.SHARE)
    with administered(records) as connection:
        if not hub_schema.revoke(connection, event_of(records), number):
            raise KioskError("hub.no_such_desk", number=number)


@takes_event
def open_refill(records: Records, hours: float = REFILL_HOURS) -> None:
    """After the hub was restored from a copy: let every desk bring what it has of the others."""
    require(records, Permission.SHARE)
    with administered(records) as connection:
        hub_schema.open_refill(connection, event_of(records), hours)


def refill_if_organiser(event: str) -> None:
    """What ``open_refill`` does, by the sharing of the laptop that made the hub itself; nothing on any other."""
    access = hub_access.load(event)
    conninfo = conninfo_of_organiser(event, access)
    if conninfo:
        with hub_link.administered(conninfo) as connection:
            hub_schema.open_refill(connection, event, REFILL_HOURS)


@takes_event
def hub_state(records: Records) -> HubState:
    """Everything about the hub that its organiser wants to see."""
    return state_of(event_of(records))


def state_of(event: str) -> HubState:
    """The same, of the hub of the event with this short name; raises ``KioskError`` on other laptops."""
    access = _access(event)
    built_in = own_server(event, access)
    if built_in is not None and not built_in.is_running:
        return HubState(True, False, _heard_at(built_in), built_in.port, 0, 0, ())
    with _administered(event) as connection:
        version = hub_migrations.version_of(connection, hub_schema.schema_name(event))
        found = tuple(hub_schema.desks(connection, event, version))
        operations = sum(hub_schema.heads(connection, event).values())
        load = hub_schema.load(connection)
    addresses = _heard_at(built_in) if built_in is not None else access.hosts
    return HubState(built_in is not None, True, addresses, access.port, operations, version.number, found, *load)


def _heard_at(built_in: HubServer) -> tuple[str, ...]:
    """The addresses under which desks reach a built-in server."""
    chosen = built_in.options
    return tuple(hub_server.addresses()) if chosen.hears_all else chosen.listen


def desks_of(event: str, laptop: str) -> list[DeskEntry]:
    """All desks of an event, as every desk may know them."""
    link = connect(event, laptop, "")
    try:
        return link.desks()
    finally:
        link.close()


def connect(event: str, laptop: str, desk: str, ask: Ask | None = None) -> HubLink:
    """Connect to an event's hub as this laptop may; the organiser's brings one of an earlier program up to date.

    ``ask`` is how the records are asked whether a certificate that is new here is the organiser's.  Raises
    ``KioskError`` when it never joined, or cannot now.
    """
    try:
        return hub_link.connect(_access(event), laptop, desk, partial(_bring_up_to_date, event))
    except KioskError as trouble:
        if trouble.code != "hub.wrong_certificate" or ask is None or not follow_certificate(event, ask):
            raise
    return hub_link.connect(_access(event), laptop, desk, partial(_bring_up_to_date, event))


@contextmanager
def reached(event: str, laptop: str) -> Iterator[HubLink]:
    """A connection to an event's hub for a block; the built-in server runs for it on the laptop that made the hub."""
    built_in = own_server(event, hub_access.load(event))
    with (
        running_server(built_in) if built_in is not None else nullcontext(),
        closing(connect(event, laptop, "")) as link,
    ):
        yield link


@takes_event
def measure_clock(records: Records, link: HubLink) -> int:
    """Correct this laptop's clock by the hub's, before anything of the others is taken in; returns the microseconds."""
    offset, round_trip = link.clock_offset_us()
    sync.note_clock(records, offset, round_trip)
    return offset


@takes_event
def erase(records: Records, before: int) -> None:
    """Erase at the hub what was erased here: what is older than ``before`` by logical clock."""
    with administered(records) as administrator:
        hub_schema.erase(administrator, event_of(records), before, erasure.KEPT)


def leave(event: str) -> None:
    """Share with nobody any more; what is here stays."""
    hub_access.forget(event)


@contextmanager
def administered(records: Records) -> Iterator[Administrator]:
    """The organiser's connection to the hub for a block; raises ``KioskError`` on every other laptop."""
    with _administered(event_of(records)) as connection:
        yield connection


@contextmanager
def _administered(event: str) -> Iterator[Administrator]:
    conninfo = conninfo_of_organiser(event, hub_access.load(event))
    if not conninfo:
        raise KioskError("hub.not_yours")
    with hub_link.administered(conninfo) as connection:
        hub_schema.bring_up_to_date(connection, event)
        yield connection


def _bring_up_to_date(event: str) -> None:
    """Give a hub that an earlier program made the tables of this one, on an organiser's laptop; nothing on others."""
    conninfo = conninfo_of_organiser(event, hub_access.load(event))
    if conninfo:
        with hub_link.administered(conninfo) as connection:
            hub_schema.bring_up_to_date(connection, event)


def conninfo_of_organiser(event: str, access: Access | None) -> str:
    """How this laptop reaches the hub as the one that made it; empty on any other."""
    if access is not None and access.admin:
        return access.admin
    built_in = own_server(event, access)
    return built_in.connection() if built_in is not None else ""


def _access(event: str) -> Access:
    access = hub_access.load(event)
    if access is None:
        raise KioskError("hub.none")
    return access


def _was_shared(records: Records) -> bool:
    """Whether other laptops wrote to this event before: then a new hub stands in for one that was lost."""
    return len(records.exchange.laptops()) > 1
