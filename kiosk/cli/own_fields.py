"""``kiosk fields``: an event's own fields of its people."""

from pathlib import Path

import click

from kiosk.actions.office.export_data import own_field_json
from kiosk.actions.people.own_fields import own_fields_of, remove_own_field, save_own_field
from kiosk.cli.shared import EVENT, JSON, by_language, print_json, reading, writing
from kiosk.core.own_field import OwnField, OwnKind
from kiosk.errors import KioskError
from kiosk.words.catalogue import _, text_of
from kiosk.words.own_fields import facts_text

LABELS = click.option(
    "--label", "labels", multiple=True, metavar="LANGUAGE=TEXT", help="Name of the field; may be repeated."
)
KIND = click.option(
    "--kind", type=click.Choice([str(kind) for kind in OwnKind]), help="What is entered; default: text."
)
CHOICES = click.option("--choice", "choices", multiple=True, help="One of the choices; may be repeated.")
SHOWN = click.option("--shown/--hidden", default=None, help="Whether the desk sees it when the person is scanned.")
ASKED = click.option("--asked/--not-asked", default=None, help="Whether the desk asks for it at the entry.")


@click.group("fields", epilog="Example: kiosk fields workshop.kiosk add table --label ko=테이블 --label en=Table")
@EVENT
@click.pass_context
def fields_command(context: click.Context, event: Path) -> None:
    """The event's own fields of its people, such as a table or a T-shirt size."""
    context.obj = event


@fields_command.command("list", epilog="Example: kiosk fields workshop.kiosk list --json")
@JSON
@click.pass_obj
def list_command(event: Path, as_json: bool) -> None:
    """List the own fields."""
    with reading(event) as records:
        known = own_fields_of(records)
    for field in known.values():
        if as_json:
            print_json(own_field_json(field))
        else:
            click.echo("\t".join((field.code, text_of(field.labels), facts_text(field))))


@fields_command.command(
    "add", epilog="Example: kiosk fields workshop.kiosk add shirt --label en=T-shirt --choice S --choice M --asked"
)
@click.argument("code")
@LABELS
@KIND
@CHOICES
@SHOWN
@ASKED
@click.pass_obj
def add_command(
    event: Path, code: str, labels: tuple[str, ...], kind: str | None, choices: tuple[str, ...], shown: bool | None,
    asked: bool | None,
) -> None:  # fmt: skip
    """Add an own field."""
    meant = OwnKind(kind) if kind else OwnKind.CHOICE if choices else OwnKind.TEXT
    field = OwnField(code, by_language(labels, "--label"), meant, choices, shown is not False, bool(asked))
    with writing(event) as records:
        saved = save_own_field(records, field)
    click.echo(_("Saved: {session}.").format(session=text_of(saved.labels)))


@fields_command.command("edit", epilog="Example: kiosk fields workshop.kiosk edit shirt --not-asked")
@click.argument("code")
@LABELS
@KIND
@CHOICES
@SHOWN
@ASKED
@click.pass_obj
def edit_command(
    event: Path, code: str, labels: tuple[str, ...], kind: str | None, choices: tuple[str, ...], shown: bool | None,
    asked: bool | None,
) -> None:  # fmt: skip
    """Change an own field; what is not named stays."""
    with writing(event) as records:
        if code not in (known := own_fields_of(records)):
            raise KioskError("own_field.unknown", field=code)
        was = known[code]
        changed = OwnField(
            code, {**was.labels, **by_language(labels, "--label")}, OwnKind(kind) if kind else was.kind,
            choices or was.choices, was.shown if shown is None else shown, was.asked if asked is None else asked,
        )  # fmt: skip
        saved = save_own_field(records, changed, known=code)
    click.echo(_("Saved: {session}.").format(session=text_of(saved.labels)))


@fields_command.command("remove", epilog="Example: kiosk fields workshop.kiosk remove shirt")
@click.argument("code")
@click.pass_obj
def remove_command(event: Path, code: str) -> None:
    """Remove an own field; what people answered stays in the log."""
    with writing(event) as records:
        remove_own_field(records, code)
    click.echo(_("Removed: {session}.").format(session=code))
