"""``kiosk open``: the window."""

import importlib
import os
import sys
from pathlib import Path

import click

from kiosk.actions.event import path_of
from kiosk.actions.keeping.unlock import is_locked
from kiosk.cli.shared import PATH, IfDamaged, reading
from kiosk.errors import KioskError

_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
"""One of these says where a window can be shown; without any Qt would end the process."""


@click.command("open", epilog="Example: kiosk open workshop.kiosk")
@click.argument("event", type=PATH)
@click.pass_context
def open_command(context: click.Context, event: Path) -> None:
    """Open an event in the window, which asks for the recovery code of an encrypted one and repairs a damaged one."""
    if not is_locked(event):
        event = looked_at(event)
    context.exit(show(event))


def looked_at(event: Path) -> Path:
    """The event's file, if the window can do something with it; raises ``KioskError`` as opening it does."""
    try:
        with reading(event, IfDamaged.EXAMINE) as records:
            return path_of(records)
    except KioskError as trouble:
        if trouble.code != "event.damaged" or not can_show():
            raise
        return event


def show(event: Path | None) -> int:
    """Open the window and wait until it is closed; raises ``KioskError`` where there is no display."""
    check_display()
    # Imported here: the window needs Qt, and only this verb needs the window.
    status: int = importlib.import_module("kiosk.app").run(event)
    return status


def can_show() -> bool:
    """Whether there is a display."""
    return not sys.platform.startswith("linux") or bool(os.environ.keys() & _DISPLAYS)


def check_display() -> None:
    """Raises ``KioskError`` where no window can be shown."""
    if not can_show():
        raise KioskError("window.no_display")
