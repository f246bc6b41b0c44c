"""``kiosk doctor`` and ``kiosk recover``."""

from pathlib import Path

import click

from kiosk import clock, settings
from kiosk.actions.keeping import auto_backup, backup
from kiosk.actions.keeping.auto_backup import BackupState
from kiosk.actions.keeping.erase_traces import is_cut_off
from kiosk.actions.keeping.recover import Organiser, rebuild_event, recover_event
from kiosk.cli.shared import EVENT, JSON, PATH, IfDamaged, pin_of, print_json, reading, seconds_shown, utc_text
from kiosk.core.examination import Examination
from kiosk.core.hash_chain import BrokenLine
from kiosk.errors import KioskError
from kiosk.words import error_messages
from kiosk.words.catalogue import _
from kiosk.words.recovery import story

_MOST_LINES = 20
"""A log rewritten from end to end is told by its first lines; ``--json`` has them all."""


@click.command("doctor", epilog="Example: kiosk doctor workshop.kiosk --json")
@EVENT
@click.option("--rebuild", is_flag=True, help="Rebuild all tables from the log.")
@click.option("--fewer", is_flag=True, help="Rebuild even if the event then shows fewer people or admissions.")
@JSON
def doctor_command(event: Path, rebuild: bool, fewer: bool, as_json: bool) -> None:
    """Check the event file: the database, every log, the tables made from them, and the backups."""
    if rebuild:
        with seconds_shown():
            rebuild_event(event, fewer=fewer)
    with reading(event, IfDamaged.EXAMINE) as records, seconds_shown():
        found = backup.doctor(records)
        copies = auto_backup.backup_state(records, _copies_folder())
        disk = backup.disk_of(records)
    if as_json:
        print_json({
            "sound": found.sound, "operations": found.operations, "logs": found.logs, "damage": found.damage,
            "broken": _lines_json(found.broken), "differing": found.differing, "copies": _copies_json(copies),
            "file": {"writable": disk.writable, "in_use": disk.in_use, "free_bytes": disk.free_bytes},
        })  # fmt: skip
    else:
        _tell(found, copies)
    if is_cut_off(event):
        click.echo(error_messages.explain("purge.unfinished"), err=True)
    if found.damage:
        raise KioskError("event.damaged", file=event.name)
    if broken := (*found.broken, *copies.lost):
        for line in broken[:_MOST_LINES]:
            click.echo(error_messages.broken_line(line), err=True)
        raise KioskError("event.tampered", file=event.name, count=len(broken))
    if found.differing:
        raise KioskError("event.read_model_differs", file=event.name, tables=", ".join(found.differing))


@click.command("recover", epilog="Example: kiosk recover workshop.kiosk --from /media/stick/workshop.kiosk")
@EVENT
@click.option("--from", "source", type=PATH, help="The backup to use; default: the best one found.")
@JSON
def recover_command(event: Path, source: Path | None, as_json: bool) -> None:
    """Recover a damaged event from a backup, its hub and what is readable in the file, which is kept."""
    laptop = settings.load().desk_id
    with seconds_shown():
        made = recover_event(
            event, now=clock.now(), source=source, folder=_copies_folder(), laptop=laptop, organiser=_organiser
        )
    if as_json:
        print_json({
            "event": str(made.path), "aside": str(made.aside), "source": made.source and str(made.source),
            "from_copy": made.from_copy, "from_hub": made.from_hub, "salvaged": made.salvaged,
            "hub_trouble": made.hub_trouble and made.hub_trouble.code,
        })  # fmt: skip
        return
    for sentence in story(made):
        click.echo(sentence)


def _organiser(wanted: KioskError) -> Organiser:
    """Whom ``kiosk --operator`` names, with their PIN."""
    name = click.get_current_context().find_root().params["operator"]
    if not name:
        raise wanted
    return Organiser(name, pin_of(name))


def _copies_folder() -> Path | None:
    chosen = settings.load().copies_folder
    return Path(chosen) if chosen else None


def _tell(found: Examination, copies: BackupState) -> None:
    if found.sound:
        click.echo(_("No problems found: {operations} {operations:operation|operations} in {logs} "
                     "{logs:log|logs}.").format(
            operations=found.operations, logs=found.logs))  # fmt: skip
    if copies.folder is None:
        click.echo(_("Automatic backups are off: choose a folder on another drive under Settings in the window."))
    elif copies.trouble:
        click.echo(error_messages.explain(copies.trouble, {"folder": copies.folder}))
    elif copies.copies:
        click.echo(_("The newest of {count} {count:backup|backups} is missing {behind} "
                     "{behind:operation|operations}: {file}").format(
            count=len(copies.copies), behind=copies.behind, file=copies.copies[0].path))  # fmt: skip
    else:
        click.echo(_("There is no backup in {folder} yet.").format(folder=copies.folder))


def _lines_json(lines: tuple[BrokenLine, ...]) -> list[dict[str, object]]:
    return [{"log": line.log_id, "line": line.seq, "fault": line.fault} for line in lines]


def _copies_json(state: BackupState) -> dict[str, object]:
    return {
        "folder": state.folder and str(state.folder), "trouble": state.trouble or None,
        "copies": [{"file": str(copy.path), "made_at": utc_text(copy.made_at)} for copy in state.copies],
        "behind": state.behind, "lost": _lines_json(state.lost),
    }  # fmt: skip
