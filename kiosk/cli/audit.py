"""``kiosk audit``."""

from pathlib import Path

import click

from kiosk.actions.event import event_zone
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.people.manage_roster import attendee
from kiosk.cli.shared import EVENT, JSON, print_json, reading, utc_text
from kiosk.core.audit import Entry
from kiosk.words.audit import columns


@click.command("audit", epilog="Example: kiosk audit workshop.kiosk --person 3915526078394 --json")
@EVENT
@click.option("--person", metavar="ID", default="", help="Only changes to this person, by id or ticket code.")
@JSON
def audit_command(event: Path, person: str, as_json: bool) -> None:
    """Show who changed people, rules and attendance, when, at which desk, and how."""
    with reading(event) as records:
        zone = event_zone(records)
        for entry in audit_trail(records, attendee(records, person).id if person else ""):
            if as_json:
                print_json(entry_json(entry))
            else:
                click.echo("\t".join(columns(entry, zone)))


def entry_json(entry: Entry) -> dict[str, object]:
    """A change as ``kiosk audit --json`` prints it."""
    return {
        "at": utc_text(entry.at), "operator": entry.operator, "desk": entry.desk, "action": entry.action,
        "kind": entry.kind, "subject": entry.subject, "name": entry.name, "before": entry.before, "after": entry.after,
        "reason": entry.reason, "op_id": entry.op_id,
    }  # fmt: skip
