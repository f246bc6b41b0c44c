"""``kiosk attendee add|edit|cancel|block|restore|reissue``."""

from collections.abc import Callable
from pathlib import Path

import click

from kiosk.actions.people import manage_roster
from kiosk.cli.choosing import Command
from kiosk.cli.shared import EVENT, JSON, attendee_json, print_json, writing
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import EDITABLE, Attendee, Status
from kiosk.words.catalogue import _

_FIELDS = {
    "name": "Name, as on the badge.",
    "name_latin": "Name in Latin letters.",
    "affiliation": "Company or institution.",
    "title": "Position.",
    "category": "Category, for example 산.",
    "email": "E-mail address.",
    "phone": "Telephone number.",
    "notes": "Notes, shown at the scan.",
    "mark": "VIP, speaker …: shown with a star at the scan.",
    "needs": "A wheelchair, sign language …: shown with a sign at the scan.",
    "language": "ko or en: of certificate and greeting.",
    "sessions": "On the list of these sessions: codes, separated by ; or ,",
    "external_id": "Number of the registration in another system.",
    "consent": "When they agreed to the keeping of their data, or “now”.",
}
ID = click.argument("attendee_id", metavar="ID")
REASON = click.option("--reason", default="", help="Why; kept in the log.")


@click.group("attendee", epilog="Example: kiosk attendee add workshop.kiosk --name 홍길동 --affiliation 한빛정밀")
def attendee_command() -> None:
    """Add, correct, cancel, block or restore a person, or give them a new code."""


def with_fields(command: Command) -> Command:
    """An option for every field a person can be given."""
    for name in reversed(EDITABLE):
        command = click.option(f"--{name.replace('_', '-')}", name, help=_FIELDS[name])(command)
    return command


@attendee_command.command(
    "add", epilog="Example: kiosk attendee add workshop.kiosk --name 홍길동 --affiliation 한빛정밀"
)
@EVENT
@with_fields
@JSON
def add(event: Path, as_json: bool, **fields: str | None) -> None:
    """Add a walk-in; prints the person with their ticket code."""
    _change(event, as_json, lambda records: manage_roster.add_attendee(records, _given(fields)))


@attendee_command.command("edit", epilog="Example: kiosk attendee edit workshop.kiosk 1234567890123 --title 부장")
@EVENT
@ID
@with_fields
@JSON
def edit(event: Path, attendee_id: str, as_json: bool, **fields: str | None) -> None:
    """Correct a person's fields."""
    _change(event, as_json, lambda records: manage_roster.edit_attendee(records, attendee_id, _given(fields)))


def _status_verb(name: str, status: Status, help_text: str) -> None:
    example = f"Example: kiosk attendee {name} workshop.kiosk 1234567890123 --reason '…'"

    @attendee_command.command(name, help=help_text, epilog=example)
    @EVENT
    @ID
    @REASON
    @JSON
    def verb(event: Path, attendee_id: str, reason: str, as_json: bool) -> None:
        _change(event, as_json, lambda records: manage_roster.set_status(records, attendee_id, status, reason))


_status_verb("cancel", Status.CANCELLED, "Cancel a registration.")
_status_verb("block", Status.BLOCKED, "Block a person, with the reason the desk will tell.")
_status_verb("restore", Status.REGISTERED, "Lift a cancellation or a block, or confirm who is waiting.")


@attendee_command.command("reissue", epilog="Example: kiosk attendee reissue workshop.kiosk 1234567890123")
@EVENT
@ID
@REASON
@JSON
def reissue(event: Path, attendee_id: str, reason: str, as_json: bool) -> None:
    """Give a person a new code in place of the old, which is refused from now on."""
    _change(event, as_json, lambda records: manage_roster.reissue(records, attendee_id, reason))


def _given(fields: dict[str, str | None]) -> dict[str, object]:
    given: dict[str, object] = {name: value for name, value in fields.items() if value is not None}
    if "sessions" in given:
        given["sessions"] = [
            code.strip() for code in str(given["sessions"]).replace(",", ";").split(";") if code.strip()
        ]
    return given


def _change(event: Path, as_json: bool, action: Callable[[OpenEvent], Attendee]) -> None:
    with writing(event) as records:
        person = action(records)
    if as_json:
        print_json(attendee_json(person))
    else:
        click.echo(_("{name} ({id}), ticket {code}").format(name=person.name, id=person.id, code=person.ticket_code))
