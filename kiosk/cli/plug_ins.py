"""``kiosk plugins``."""

import click

from kiosk import plug_ins
from kiosk.cli.shared import JSON, print_json
from kiosk.words import plug_ins as words
from kiosk.words.catalogue import _


@click.command("plugins", epilog="Example: kiosk plugins --json")
@JSON
def plugins_command(as_json: bool) -> None:
    """List what other packages add, and what was left out and why."""
    for state in plug_ins.states():
        if as_json:
            print_json({
                "group": state.group, "name": state.name, "package": state.package, "version": state.version,
                "state": "ready" if state.trouble is None else "left_out",
                "trouble": state.trouble, "message": words.trouble(state),
            })  # fmt: skip
        else:
            kind = _(words.GROUPS[state.group])
            click.echo("\t".join((state.name, kind, f"{state.package} {state.version}", words.trouble(state))))
