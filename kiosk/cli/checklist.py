"""``kiosk checklist``."""

from pathlib import Path

import click

from kiosk import settings
from kiosk.actions.preparing.checklist import checklist
from kiosk.actions.preparing.laptop import this_laptop
from kiosk.cli.shared import EVENT, JSON, print_json, progress_bar, reading
from kiosk.core.readiness import Line, State, worst
from kiosk.errors import KioskError
from kiosk.words import error_messages
from kiosk.words.catalogue import _
from kiosk.words.readiness import STATES, TOPICS

_SIGNS = {State.READY: "✓", State.ATTENTION: "!", State.TROUBLE: "✗"}


@click.command("checklist", epilog="Example: kiosk checklist workshop.kiosk --json")
@EVENT
@JSON
def checklist_command(event: Path, as_json: bool) -> None:
    """Check everything the evening before: programme, people, fonts, desk, printer, scanner, clock, disk, backups.

    Exit status 1 if something would go wrong.
    """
    laptop = this_laptop(settings.load())
    with reading(event) as records, progress_bar(_("Checklist")) as progress:
        lines = checklist(records, laptop, progress=progress)
    for line in lines:
        if as_json:
            print_json(_as_json(line))
        else:
            topic, state = _(TOPICS[line.topic]), _(STATES[line.state])
            click.echo(f"{_SIGNS[line.state]} {topic} · {state}: {error_messages.explain(line.code, line.details)}")
    if worst(lines) is State.TROUBLE:
        count = sum(line.state is State.TROUBLE for line in lines)
        raise KioskError("ready.not_ready", count=count)


def _as_json(line: Line) -> dict[str, object]:
    return {
        "topic": line.topic,
        "state": line.state,
        "code": line.code,
        "message": error_messages.explain(line.code, line.details),
        "details": dict(line.details),
    }
