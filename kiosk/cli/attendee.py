"""``kiosk attendee add|edit|cancel|block|restore|reissue``."""

from collections.abc import Callable
from pathlib import Path

import click

from kiosk.actions.people import manage_roster
from kiosk.cli.choosing import Command
from kiosk.cli.shared import EVENT, JSON, attendee_json, print_json, writing
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import EDITABLE, OWN, Attendee, Status
from kiosk.words.catalogue import N_, _

_FIELDS = {
    "name": N_("Name as on the badge."),
    "name_latin": N_("Name in Latin letters."),
    "affiliation": N_("Company or institution."),
    "title": N_("Position."),
    "category": N_("Category, for example 산."),
    "email": N_("E-mail address."),
    "phone": N_("Telephone number."),
    "notes": N_("Notes, shown when scanned."),
    "mark": N_("VIP, speaker …: shown with a star when scanned."),
    "needs": N_("Wheelchair, sign language …: shown with a symbol when scanned."),
    "language": N_("Language of certificate and greeting: ko or en."),
    "sessions": N_("On the list of these sessions: codes, separated by semicolons or commas."),
    "party": N_("How many people come on this ticket, including this person."),
    "external_id": N_("Registration number in another system."),
    "consent": N_("When they agreed to their data being kept, or now."),
}
_OWN_HELP = N_("Value of an own field of the event; may be repeated.")
ID = click.argument("attendee_id", metavar="ID")
REASON = click.option("--reason", default="", help="Reason; kept in the log.")


@click.group("attendee", epilog="Example: kiosk attendee add workshop.kiosk --name 홍길동 --affiliation 한빛정밀")
def attendee_command() -> None:
    """Add, correct, cancel, block or restore a person, or issue a new ticket code."""


def with_fields(command: Command) -> Command:
    """An option for every field a person can be given."""
    command = click.option("--own", multiple=True, metavar="CODE=VALUE", help=_OWN_HELP)(command)
    for name in reversed(EDITABLE):
        command = click.option(f"--{name.replace('_', '-')}", name, help=_FIELDS[name])(command)
    return command


@attendee_command.command(
    "add", epilog="Example: kiosk attendee add workshop.kiosk --name 홍길동 --affiliation 한빛정밀"
)
@EVENT
@with_fields
@JSON
def add(event: Path, as_json: bool, **fields: str | tuple[str, ...] | None) -> None:
    """Add a walk-in and print their ticket code."""
    _change(event, as_json, lambda records: manage_roster.add_attendee(records, _given(fields)))


@attendee_command.command("edit", epilog="Example: kiosk attendee edit workshop.kiosk 1234567890123 --title 부장")
@EVENT
@ID
@with_fields
@JSON
def edit(event: Path, attendee_id: str, as_json: bool, **fields: str | tuple[str, ...] | None) -> None:
    """Correct what is recorded of a person."""
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


_status_verb("cancel", Status.CANCELLED, N_("Cancel a registration."))
_status_verb("block", Status.BLOCKED, N_("Block a person; the desk shows the reason."))
_status_verb("restore", Status.REGISTERED, N_("Lift a cancellation or a block, or confirm someone waiting."))


@attendee_command.command("reissue", epilog="Example: kiosk attendee reissue workshop.kiosk 1234567890123")
@EVENT
@ID
@REASON
@JSON
def reissue(event: Path, attendee_id: str, reason: str, as_json: bool) -> None:
    """Issue a new ticket code; the old one is refused from now on."""
    _change(event, as_json, lambda records: manage_roster.reissue(records, attendee_id, reason))


def _given(fields: dict[str, str | tuple[str, ...] | None]) -> dict[str, object]:
    given: dict[str, object] = {name: value for name, value in fields.items() if name != "own" and value is not None}
    for code, sign, value in (text.partition("=") for text in fields.get("own") or ()):
        if not (code and sign):
            raise click.UsageError(_("--own needs CODE=VALUE."))
        given[f"{OWN}{code.strip()}"] = value
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
