"""``kiosk open``: the window."""

import importlib
import os
import sys
from pathlib import Path

import click

from kiosk.actions.unlock import is_locked
from kiosk.cli.shared import PATH, reading
from kiosk.errors import KioskError

_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
"""One of these says where a window can be shown; without any Qt would end the process."""


@click.command("open", epilog="Example: kiosk open workshop.kiosk")
@click.argument("event", type=PATH)
@click.pass_context
def open_command(context: click.Context, event: Path) -> None:
    """Open an event in the window, which asks for the recovery code of an encrypted one."""
    if not is_locked(event):
        with reading(event) as records:
            event = records.path
    context.exit(show(event))


def show(event: Path | None) -> int:
    """Open the window and wait until it is closed; raises ``KioskError`` where there is no display."""
    check_display()
    # Imported here: the window needs Qt, and only this verb needs the window.
    return importlib.import_module("kiosk.app").run(event)


def check_display() -> None:
    """Raises ``KioskError`` where no window can be shown."""
    if sys.platform.startswith("linux") and not os.environ.keys() & _DISPLAYS:
        raise KioskError("window.no_display")
