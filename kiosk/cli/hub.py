"""``kiosk hub …``, ``kiosk join`` and ``kiosk sync``: several desks."""

import signal
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from kiosk import clock, settings
from kiosk.actions.desks import health, hub
from kiosk.actions.desks.hub_files import write_hub_files
from kiosk.actions.desks.invitation_files import read_invitation_file, save_invitation
from kiosk.actions.desks.invitation_sheet import MOST, numbered, write_invitations
from kiosk.actions.desks.joining import join
from kiosk.actions.desks.metrics import PORT, served_metrics
from kiosk.actions.desks.sync import Synced, asking, sync_all
from kiosk.actions.desks.sync_loop import SyncLoop, own_hub_running
from kiosk.actions.desks.sync_setup import event_of, remember_place, shared_by
from kiosk.actions.desks.sync_state import SyncState
from kiosk.cli.shared import (
    EVENT,
    JSON,
    PATH,
    IfDamaged,
    desk_name,
    print_json,
    progress_bar,
    reading,
    tell_synced,
    utc_text,
    writing,
)
from kiosk.core import fleet
from kiosk.core.exchange import DeskEntry
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.words.catalogue import _, language
from kiosk.words.error_messages import explain
from kiosk.words.sync import concern_text

_LOOK_EVERY = 10
"""Every so many half seconds ``kiosk hub serve`` looks whether its server still runs."""

DESK = click.option("--desk", metavar="NAME", help="Name of this desk; default: as set on this laptop.")


@click.group("hub", epilog="Example: kiosk hub create workshop.kiosk")
def hub_command() -> None:
    """Manage the hub through which several desks share one event."""


LISTEN = click.option(
    "--listen", metavar="ADDRESS", multiple=True,
    help="An address of this computer to listen on; several times for several. “*” is all of them.",
)  # fmt: skip
CONNECTIONS = click.option(
    "--connections", type=click.IntRange(hub.LEAST_CONNECTIONS, hub.MOST_CONNECTIONS),
    help="How many connections the built-in server takes at once; a desk needs one or two.",
)  # fmt: skip


@hub_command.command("create", epilog="Example: kiosk hub create workshop.kiosk")
@EVENT
@click.option("--server", metavar="URL", default="", help="Your own PostgreSQL instead of the built-in one.")
@click.option("--port", type=click.IntRange(1024, 65535), help="Port of the built-in server; default: a free one.")
@LISTEN
@CONNECTIONS
@click.option(
    "--poll", is_flag=True, help="Desks ask every few seconds and get no hints: for a pooler before a server."
)
@click.option(
    "--earlier-programs",
    is_flag=True,
    help="Let in laptops with a version from before desks had keys; what they say is believed without a signature.",
)
@DESK
@JSON
def create_command(
    event: Path, server: str, port: int | None, listen: tuple[str, ...], connections: int | None, poll: bool,
    earlier_programs: bool, desk: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Turn this laptop into the hub and share the event."""
    chosen = hub.Chosen(listen or None, port, connections, poll or None)
    with writing(event) as records:
        name = event_of(records)
        access = hub.create_hub(
            records, desk_name(desk), server=server, chosen=chosen, earlier_programs=earlier_programs
        )
        with own_hub_running(shared_by(records)):
            _sync_now(records, name, _called(desk))
    if as_json:
        print_json({"hub": name, "built_in": not server, "port": access.port})
    elif server:
        click.echo(_("The event is shared through your server. Invite desks with “kiosk hub invite”."))
    else:
        click.echo(_("The hub is set up. It runs while the event is open in the window, or with “kiosk hub serve”."))


@hub_command.command("options", epilog="Example: kiosk hub options workshop.kiosk --listen 192.168.0.10")
@EVENT
@LISTEN
@click.option("--port", type=click.IntRange(1024, 65535), help="Another port; desks that joined need a new invitation.")
@CONNECTIONS
@click.option("--poll/--hints", default=None, help="Desks ask every few seconds, or get a hint at once.")
@JSON
def options_command(
    event: Path, listen: tuple[str, ...], port: int | None, connections: int | None, poll: bool | None, as_json: bool
) -> None:
    """Show or change where the built-in hub listens and how many connections it takes."""
    chosen = hub.Chosen(listen or None, port, connections, poll)
    with reading(event) as records:
        if chosen != hub.Chosen():
            hub.change_hub(records, chosen)
        now = hub.options_of(records)
    if as_json:
        print_json({
            "listen": now.listen, "port": now.port, "connections": now.connections, "poll": now.poll
        })  # fmt: skip
        return
    click.echo(_("Listens on {where}, port {port}, for {connections} connections.").format(
        where=", ".join(now.listen or ()), port=now.port, connections=now.connections))  # fmt: skip
    if now.poll:
        click.echo(_("Desks ask every few seconds and get no hints."))
    if port is not None:
        click.echo(_("Desks that joined before still try the old port: give each a new invitation."))


@hub_command.command("renew", epilog="Example: kiosk hub renew workshop.kiosk")
@EVENT
def renew_command(event: Path) -> None:
    """Give the built-in hub a new key and certificate.  Desks and unused invitations follow by themselves."""
    with reading(event) as records:
        hub.renew_certificate(records)
    click.echo(_("The hub has a new key and certificate. The desks follow by themselves at their next contact."))


@hub_command.command("metrics", epilog="Example: kiosk hub metrics workshop.kiosk --port 9187")
@EVENT
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port to listen on.")
def metrics_command(event: Path, address: str, port: int) -> None:
    """Serve the state of the hub and its desks for Prometheus until Ctrl+C.  Nothing in it is personal."""
    with reading(event) as records:
        name = event_of(records)
        hub.hub_state(records)  # on a laptop that may not ask, said now and not at the first scrape
    done = _until_ended()
    with served_metrics(name, address, port) as heard:
        click.echo(_("Metrics are at {where}. Press Ctrl+C to stop.").format(
            where=f"http://{f'[{address}]' if ':' in address else address}:{heard}/metrics"))  # fmt: skip
        sys.stdout.flush()
        while not done.wait(0.5):  # in pieces: Windows tells of Ctrl+C only between two of them
            pass


@hub_command.command("files", epilog="Example: kiosk hub files hub-files")
@click.argument("folder", type=PATH)
def files_command(folder: Path) -> None:
    """Write what goes with a hub into FOLDER: alert rules, a dashboard, a systemd service, a Docker compose file."""
    for written in write_hub_files(folder):
        click.echo(str(written))


def _until_ended() -> threading.Event:
    """What is set when this process is asked to end."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_caught: done.set())
    return done


@hub_command.command("serve", epilog="Example: kiosk hub serve workshop.kiosk")
@EVENT
def serve_command(event: Path) -> None:
    """Run the built-in server until Ctrl+C."""
    done, looked = _until_ended(), 0
    with reading(event, IfDamaged.EXAMINE) as records:  # a damaged event is recovered from its hub
        name = event_of(records)
        server = hub.serve(records)
    click.echo(
        _("The hub is running on port {port}. Press Ctrl+C to stop it; the desks keep working without it.").format(
            port=server.port
        )
    )
    sys.stdout.flush()
    with hub.guarded(name):
        while not done.wait(0.5):  # in pieces: Windows tells of Ctrl+C only between two of them
            looked += 1
            if looked % _LOOK_EVERY == 0:
                hub.revive(name)
    hub.stop_serving(name)


@hub_command.command("invite", epilog='Example: kiosk hub invite workshop.kiosk "Desk 2" --out desk2.kioskjoin')
@EVENT
@click.argument("name")
@click.option("--out", type=PATH, help="Where to save the invitation: a file for the other desk, or its code as .png.")
@click.option(
    "--hours", type=click.FloatRange(0, 8760), default=hub.INVITATION_HOURS, show_default=True,
    help="For how many hours.",
)  # fmt: skip
@JSON
def invite_command(event: Path, name: str, out: Path | None, hours: float, as_json: bool) -> None:
    """Invite another desk.  The invitation works once, for one laptop: treat it like a key."""
    with reading(event) as records:
        invited = hub.invite(records, name, hours)
    if out is not None:
        save_invitation(invited.text, out)
    if as_json:
        print_json({"number": invited.number, "name": invited.name, "text": invited.text, "file": out and str(out)})
    elif out is not None:
        click.echo(_("Desk {number} is invited: {file}").format(number=invited.number, file=out))
    else:
        click.echo(invited.text)


@hub_command.command(
    "invite-many", epilog='Example: kiosk hub invite-many workshop.kiosk "Hall 2" --count 40 --out hall2.pdf'
)
@EVENT
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--count", type=click.IntRange(1, MOST), default=1, show_default=True, help="How many desks of each name."
)
@click.option("--out", type=PATH, required=True, help="The PDF to write: four invitations a sheet, with cut lines.")
@click.option(
    "--hours", type=click.FloatRange(0, 8760), default=hub.INVITATION_HOURS, show_default=True,
    help="For how many hours.",
)  # fmt: skip
@JSON
def invite_many_command(
    event: Path, names: tuple[str, ...], count: int, out: Path, hours: float, as_json: bool
) -> None:
    """Invite many desks on one printed sheet.  Each invitation works once, for one laptop: treat it like a key."""
    wanted = [called for name in names for called in numbered(name, count)]
    with reading(event) as records:
        invited = write_invitations(records, wanted, out, hours=hours, language=language())
    if as_json:
        print_json({
            "file": str(out), "desks": [{"number": one.number, "name": one.name, "text": one.text} for one in invited]
        })  # fmt: skip
    else:
        click.echo(_("{count} {count:desk is|desks are} invited: {file}").format(count=len(invited), file=out))


@hub_command.command("revoke", epilog="Example: kiosk hub revoke workshop.kiosk 3")
@EVENT
@click.argument("number", type=click.IntRange(1))
def revoke_command(event: Path, number: int) -> None:
    """Revoke a desk's access at once.  What it shared before stays."""
    with reading(event) as records:
        hub.revoke(records, number)
    click.echo(_("Desk {number} no longer has access.").format(number=number))


@hub_command.command("refill", epilog="Example: kiosk hub refill workshop.kiosk --hours 2")
@EVENT
@click.option(
    "--hours", type=click.FloatRange(0), default=hub.REFILL_HOURS, show_default=True, help="For how many hours."
)
def refill_command(event: Path, hours: float) -> None:
    """After restoring the hub from a backup, let every desk send what it has from the others for a while."""
    with reading(event) as records:
        hub.open_refill(records, hours)
    click.echo(
        _("For the next {hours} {hours:hour|hours}, every desk sends what the hub is missing.").format(
            hours=f"{hours:g}"
        )
    )


@hub_command.command("status", epilog="Example: kiosk hub status workshop.kiosk --json")
@EVENT
@JSON
def status_command(event: Path, as_json: bool) -> None:
    """Show the state of the hub and its desks."""
    with reading(event) as records:
        state = hub.hub_state(records)
    if as_json:
        print_json({
            "built_in": state.built_in, "running": state.running, "addresses": state.addresses, "port": state.port,
            "operations": state.operations, "version": state.version, "connections": state.connections,
            "connections_allowed": state.connections_allowed, "database_bytes": state.database_bytes,
            "desks": [_desk_json(desk) for desk in state.desks],
        })  # fmt: skip
        return
    if not state.running:
        raise KioskError("hub.not_running")
    where = ", ".join(state.addresses)
    click.echo(_("The hub is running at {where}, port {port}: {count} {count:operation|operations}.").format(
        where=where, port=state.port, count=f"{state.operations:,}"))  # fmt: skip
    for desk in state.desks:
        click.echo(f"{desk.number:3}  {desk.name}  {_desk_line(desk)}")


@click.command("join", epilog="Example: kiosk join desk2.kioskjoin ~/events")
@click.argument("invitation")
@click.argument("folder", type=PATH)
@click.option(
    "--from", "copy", type=PATH, help="A backup of the event, on a stick say: only what came since is loaded."
)
@DESK
@JSON
def join_command(invitation: str, folder: Path, copy: Path | None, desk: str | None, as_json: bool) -> None:
    """Join an event with an invitation (a file, a picture of its code, or its digits) and download it into FOLDER."""
    file = Path(invitation)
    text = read_invitation_file(file) if not invitation.strip().isdecimal() else invitation
    with progress_bar(_("Joining")) as progress:
        joined = join(
            text, folder, laptop=settings.load().desk_id, desk=_called(desk), language=language(), copy=copy,
            progress=progress,
        )  # fmt: skip
    _keep_name(joined.desk)
    if as_json:
        print_json({"event": str(joined.path)})
    else:
        click.echo(_("Joined: {file}").format(file=joined.path))
    tell_synced(joined.path)


@click.command("sync", epilog="Example: kiosk sync workshop.kiosk --once")
@EVENT
@click.option("--once", is_flag=True, help="Exchange once and exit.")
@DESK
@JSON
def sync_command(event: Path, once: bool, desk: str | None, as_json: bool) -> None:
    """Exchange records with the hub, until Ctrl+C or once.  The window does this by itself."""
    with writing(event) as records:
        remember_place(records)
        name = event_of(records)
        if once:
            moved = _sync_now(records, name, _called(desk))
            counts = {"sent": moved.pushed, "received": moved.pulled, "waiting": moved.waiting.count}
            text = _("Sent {sent}, received {received}; {waiting} waiting.").format(**counts)
            print_json(counts) if as_json else click.echo(text)
            return
        _share_on(records, name, _called(desk), as_json)


def _called(desk: str | None) -> str:
    """What the hub is to call this desk; nothing where nobody gave it a name, so that it keeps the invited one."""
    return desk or settings.load().desk


def _keep_name(desk: str) -> None:
    """A laptop without a name goes by the one it was invited by: two desks named “1” tell nobody anything."""
    chosen = settings.load()
    if not chosen.desk:
        with suppress(OSError):  # without a config folder it is named anew each time
            settings.save(replace(chosen, desk=desk))


def _sync_now(records: OpenEvent, event: str, desk: str) -> Synced:
    link = hub.connect(event, settings.load().desk_id, desk, asking(records))
    try:
        offset = hub.measure_clock(records, link)
        moved = sync_all(link, asking(records))
        report = health.health_of_laptop(health.drive_of(records), health.last_scan_here(records))
        link.report(offset, moved.waiting.count, fleet.written(report))
        return moved
    finally:
        link.close()


def _share_on(records: OpenEvent, event: str, desk: str, as_json: bool) -> None:
    """Share in this thread until a signal; a line for each change."""
    last: object = None

    def tell(state: SyncState) -> None:
        nonlocal last
        line = sync_json(state) if as_json else sync_text(state)
        if line == last:
            return
        last = line
        if isinstance(line, str):
            click.echo(line)
        else:
            print_json(line)
        sys.stdout.flush()

    sharer = SyncLoop(event, settings.load().desk_id, desk, asking(records), tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_caught: sharer.stop())
    sharer.run()


def sync_json(state: SyncState) -> dict[str, object]:
    """How sharing stands, as ``kiosk sync --json`` prints it."""
    return {
        "shared": state.is_shared,
        "waiting": state.waiting.count,
        "since": utc_text(state.waiting.since),
        "trouble": state.trouble.code if state.trouble else None,
        "clock_correction_s": round(state.clock_error.total_seconds(), 3),
    }


def sync_text(state: SyncState) -> str:
    """How sharing stands, in a sentence."""
    if state.trouble is not None:
        return explain(state.trouble.code, state.trouble.details)
    if state.is_shared:
        return _("Everything is shared.")
    return _("{count} waiting to be shared.").format(count=state.waiting.count)


def _desk_json(desk: DeskEntry) -> dict[str, object]:
    return {
        "number": desk.number, "name": desk.name, "laptop": desk.desk_id, "organiser": desk.organiser,
        "joined_at": utc_text(desk.joined_at), "last_seen": utc_text(desk.last_seen),
        "clock_offset_s": None if desk.offset_us is None else desk.offset_us / 1e6, "waiting": desk.waiting,
        "revoked_at": utc_text(desk.revoked_at), "program": desk.report.version or None,
        "disk_free_bytes": desk.report.disk_free, "battery_percent": desk.report.battery,
        "on_mains": desk.report.on_mains, "printers": desk.report.printers,
        "printers_in_trouble": desk.report.printers_in_trouble, "last_scan": utc_text(desk.report.last_scan),
        "concerns": [str(one) for one in _concerns(desk)],
    }  # fmt: skip


def _concerns(desk: DeskEntry) -> list[fleet.Concern]:
    if desk.revoked_at is not None or desk.joined_at is None:
        return []
    offset = None if desk.offset_us is None else timedelta(microseconds=desk.offset_us)
    return fleet.concerns(desk.report, desk.last_seen, offset, clock.now())


def _desk_line(desk: DeskEntry) -> str:
    if desk.revoked_at is not None:
        return _("access revoked")
    if desk.last_seen is None:
        return _("invited, not joined yet")
    seen = _("last seen {when}").format(when=f"{desk.last_seen.astimezone():%m-%d %H:%M}")
    return " · ".join([seen, *map(concern_text, _concerns(desk))])
