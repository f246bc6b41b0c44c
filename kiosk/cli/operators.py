"""``kiosk operator add|remove|reset|list``."""

from pathlib import Path

import click

from kiosk.actions.access import operator_of
from kiosk.actions.desks import manage_operators
from kiosk.cli.shared import EVENT, JSON, print_json, reading, secret, writing
from kiosk.core.access import Role
from kiosk.words.catalogue import _
from kiosk.words.terms import ROLES

NAME = click.argument("name")


@click.group("operator", epilog="Example: kiosk operator add workshop.kiosk 김주관 --role organiser")
def operator_command() -> None:
    """Manage the people who work at the desks.  Once there is one, the event asks them to sign in."""


@operator_command.command("add", epilog="Example: kiosk operator add workshop.kiosk 박접수")
@EVENT
@NAME
@click.option(
    "--role", type=click.Choice([str(role) for role in Role]), default=str(Role.OPERATOR), show_default=True,
    help="An organiser may do everything, an operator what is needed at the door.",
)  # fmt: skip
def add(event: Path, name: str, role: str) -> None:
    """Add an operator; the PIN is asked for, or read from KIOSK_NEW_PIN."""
    with writing(event) as records:
        operator = manage_operators.add_operator(records, name, Role(role), _new_pin())
    click.echo(_("Added: {name}.").format(name=operator.name))


@operator_command.command("remove", epilog="Example: kiosk operator remove workshop.kiosk 박접수")
@EVENT
@NAME
def remove(event: Path, name: str) -> None:
    """Remove an operator; their work stays recorded under their name."""
    with writing(event) as records:
        manage_operators.remove_operator(records, name)
    click.echo(_("Removed: {name}.").format(name=name))


@operator_command.command("reset", epilog="Example: kiosk operator reset workshop.kiosk 박접수")
@EVENT
@NAME
@click.option(
    "--with-recovery-code", is_flag=True,
    help="Use the recovery code of an encrypted event, asked for or read from KIOSK_EVENT_KEY, instead of a PIN.",
)  # fmt: skip
def reset(event: Path, name: str, with_recovery_code: bool) -> None:
    """Set a new PIN; it is asked for, or read from KIOSK_NEW_PIN."""
    with writing(event) as records:
        name = operator_of(records, name).name  # before anybody types a PIN for nobody
        if with_recovery_code:
            code = secret("KIOSK_EVENT_KEY", _("Recovery code of {file}").format(file=event.name))
            manage_operators.reset_pin_by_code(records, name, _new_pin(), code)
        else:
            manage_operators.reset_pin(records, name, _new_pin())
    click.echo(_("New PIN for {name}.").format(name=name))


@operator_command.command("list", epilog="Example: kiosk operator list workshop.kiosk")
@EVENT
@JSON
def list_operators(event: Path, as_json: bool) -> None:
    """List everyone who works at the desks."""
    with reading(event) as records:
        for operator in manage_operators.operators_of(records):
            if as_json:
                print_json({"name": operator.name, "role": operator.role})
            else:
                click.echo(f"{operator.name}\t{_(ROLES[operator.role])}")


def _new_pin() -> str:
    return secret("KIOSK_NEW_PIN", _("New PIN"), twice=True)
