"""``kiosk recover``."""

from pathlib import Path

import click

from kiosk import clock, settings
from kiosk.actions.recover import recover_event
from kiosk.cli.shared import EVENT, JSON, PATH, print_json
from kiosk.wording import _


@click.command("recover", epilog="Example: kiosk recover workshop.kiosk --from /media/stick/workshop.kiosk")
@EVENT
@click.option("--from", "source", type=PATH, help="The copy to use; default: the best among the safe copies.")
@JSON
def recover_command(event: Path, source: Path | None, as_json: bool) -> None:
    """Make a damaged event whole: from a copy, and from what can be read of the file, which is put aside."""
    folder = settings.load().copies_folder
    made = recover_event(event, now=clock.now(), source=source, folder=Path(folder) if folder else None)
    if as_json:
        print_json({
            "event": str(made.path), "aside": str(made.aside), "source": made.source and str(made.source),
            "from_copy": made.from_copy, "salvaged": made.salvaged,
        })  # fmt: skip
        return
    if made.source is not None:
        click.echo(_("{count} entries came from the copy {file}.").format(count=made.from_copy, file=made.source))
    click.echo(_("{count} entries were read from the damaged file.").format(count=made.salvaged))
    click.echo(_("The damaged file is kept as {file}.").format(file=made.aside))
