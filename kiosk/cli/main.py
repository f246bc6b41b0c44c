"""The command ``kiosk``: its verbs, and what happens when one of them meets trouble."""

import importlib
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kiosk import log_file, plug_ins, settings, version
from kiosk.cli import spoken, terminal
from kiosk.errors import KioskError
from kiosk.file_names import refuse_too_long
from kiosk.paths import EVENT_SUFFIX
from kiosk.words import catalogue, error_messages
from kiosk.words.catalogue import _

# Where each verb lives; it is imported when it is used, so that ``kiosk scan`` does not wait for PDF libraries.
VERBS = {
    "open": "kiosk.cli.window",
    "demo": "kiosk.cli.demonstration",
    "rehearse": "kiosk.cli.rehearsal",
    "new": "kiosk.cli.event",
    "event": "kiosk.cli.details",
    "names": "kiosk.cli.details",
    "import": "kiosk.cli.roster",
    "imports": "kiosk.cli.roster",
    "programme": "kiosk.cli.programme",
    "attendees": "kiosk.cli.roster",
    "attendee": "kiosk.cli.attendee",
    "fields": "kiosk.cli.own_fields",
    "tickets": "kiosk.cli.documents",
    "mail": "kiosk.cli.mail",
    "scan": "kiosk.cli.scan",
    "undo": "kiosk.cli.scan",
    "meetings": "kiosk.cli.meetings",
    "handouts": "kiosk.cli.handouts",
    "attendance": "kiosk.cli.records",
    "badges": "kiosk.cli.documents",
    "print": "kiosk.cli.printing",
    "queue": "kiosk.cli.printing",
    "certificates": "kiosk.cli.certificates",
    "signin": "kiosk.cli.documents",
    "helper": "kiosk.cli.documents",
    "verify": "kiosk.cli.verify",
    "figures": "kiosk.cli.live",
    "rollcall": "kiosk.cli.live",
    "export": "kiosk.cli.records",
    "report": "kiosk.cli.records",
    "evidence": "kiosk.cli.evidence",
    "audit": "kiosk.cli.audit",
    "operator": "kiosk.cli.operators",
    "hub": "kiosk.cli.hub",
    "join": "kiosk.cli.hub",
    "sync": "kiosk.cli.hub",
    "conflicts": "kiosk.cli.conflicts",
    "checklist": "kiosk.cli.checklist",
    "backup": "kiosk.cli.event",
    "doctor": "kiosk.cli.doctor",
    "recover": "kiosk.cli.doctor",
    "encrypt": "kiosk.cli.encryption",
    "recovery-code": "kiosk.cli.encryption",
    "decrypt": "kiosk.cli.encryption",
    "statistics": "kiosk.cli.privacy",
    "privacy": "kiosk.cli.privacy",
    "purge": "kiosk.cli.privacy",
    "access": "kiosk.cli.privacy",
    "plugins": "kiosk.cli.plug_ins",
}


class LateGroup(click.Group):
    """A group whose verbs are imported when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All verbs, in the order of an event."""
        return list(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The verb ``name``, imported now."""
        if name not in VERBS:
            return None
        command: click.Command = getattr(importlib.import_module(VERBS[name]), f"{name.replace('-', '_')}_command")
        return spoken.in_language(command)

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """An event file in place of a verb is opened: so a double click and a file manager call the program."""
        if args and args[0] not in VERBS and Path(args[0]).suffix.lower() == EVENT_SUFFIX:
            args = ["open", *args]
        return super().parse_args(context, args)


def _tell_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"kiosk {version.text()}")
        context.exit()


@click.group(
    cls=LateGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: kiosk new workshop.kiosk --programme programme.csv --roster roster.xlsx",
)
@click.option("--self-check", is_flag=True, help="Try every feature once, and this laptop, and say what works.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Try the same, and save it as FILE.json and FILE.txt to send.",
)
@click.option("--operator", default="", envvar="KIOSK_OPERATOR", help="Your name; recorded with every change.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and exit.",
)
@click.pass_context
def kiosk(context: click.Context, self_check: bool, report: Path | None, operator: str) -> None:
    """The check-in desk for workshops and conferences.  Without a command it opens the window."""
    # ``operator`` is read by ``kiosk.cli.shared.writing``, for every verb that changes something.
    if self_check or report is not None:
        context.exit(importlib.import_module("kiosk.self_check").run(report))
    if context.invoked_subcommand is None:
        context.exit(importlib.import_module("kiosk.cli.window").show(None))


@terminal.guarded()
def main() -> int:
    """Run the command line; returns the exit status: 0 done, 1 expected trouble told in one sentence, 2 wrong usage."""
    _open_closed_streams()
    _speak_utf8()
    _keep_own_libraries()
    log_file.start()
    catalogue.use_language(settings.language_of(settings.load()))
    if plug_ins.added(plug_ins.Group.ITEM):
        importlib.import_module("kiosk.actions.papers.added_items").register_items()
    with spoken.click_in_language():
        return _answered()


def _answered() -> int:
    """The exit status of the command, whose trouble is told."""
    try:
        return spoken.in_language(kiosk).main(standalone_mode=False) or 0
    except KioskError as trouble:
        faults = trouble.details.get("faults", ())
        for fault in faults if isinstance(faults, Iterable) else ():
            click.echo(error_messages.fault_in_row(fault), err=True)
        click.echo(error_messages.explain(trouble.code, trouble.details), err=True)
        return 1
    except click.ClickException as trouble:
        trouble.show()
        return trouble.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Stopped."), err=True)
        return 130
    except BrokenPipeError:
        _give_up_output()
        return 1
    except OSError as trouble:
        return _tell_refusal(trouble)
    except Exception as bug:  # noqa: BLE001 - written down and told; nothing goes on after it
        logging.getLogger("kiosk").error("unexpected trouble in a command\n%s", log_file.report_of(bug))
        where = log_file.path()
        click.echo(_("This is a bug in the program. The details were saved in {file}.").format(file=where), err=True)
        return 1


def _tell_refusal(trouble: OSError) -> int:
    """One sentence for a path that no system takes, or a full disk behind the standard output."""
    if trouble.filename is None:
        _give_up_output()
    what = _("the output") if trouble.filename is None else os.fsdecode(trouble.filename)
    told = KioskError("system.refused", what=what, why=trouble.strerror or trouble)
    try:
        refuse_too_long(Path(what))
    except KioskError as longer:
        told = longer
    click.echo(error_messages.explain(told.code, told.details), err=True)
    return 1


def _give_up_output() -> None:
    """Nobody takes our output any more; Python would complain once more when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed_streams() -> None:
    """A program started with its streams closed reads nothing and writes to nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _keep_own_libraries() -> None:
    """A bundle starts with the way to its libraries in the environment; a browser, a viewer or ``lp`` started by it
    would take those for its own.  This process has read it already.
    """
    if hasattr(sys, "_MEIPASS"):
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before := os.environ.pop("LD_LIBRARY_PATH_ORIG", ""):
            os.environ["LD_LIBRARY_PATH"] = before


def _speak_utf8() -> None:
    """Pipes carry UTF-8 on every system, whatever the code page of a Korean Windows."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
