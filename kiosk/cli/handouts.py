"""``kiosk handouts``."""

from pathlib import Path

import click

from kiosk.actions.event import event_zone
from kiosk.actions.office.handed_out import export_holders, handout_json, holder_json, read_holders
from kiosk.actions.programme.edit_handouts import handouts_of, remove_handout, save_handout
from kiosk.cli.shared import EVENT, JSON, PATH, by_language, print_json, reading, writing
from kiosk.core.handout import Handout
from kiosk.errors import KioskError
from kiosk.words import catalogue
from kiosk.words.catalogue import _, text_of
from kiosk.words.handouts import list_title, state_text
from kiosk.words.names import name_of
from kiosk.words.terms import export_word

TITLES = click.option("--title", "titles", multiple=True, metavar="LANGUAGE=TEXT", help="Title; may be repeated.")
STOCK = click.option("--stock", type=click.IntRange(0), help="How many there are; 0: not counted.")
CATEGORIES = click.option("--category", "categories", multiple=True, help="Only for this category; may be repeated.")


@click.group("handouts", epilog="Example: kiosk handouts workshop.kiosk people --not-returned")
@EVENT
@click.pass_context
def handouts_command(context: click.Context, event: Path) -> None:
    """What is handed out: given once, or lent and returned.  Scan with --session CODE to hand something out."""
    context.obj = event


@handouts_command.command("list", epilog="Example: kiosk handouts workshop.kiosk list --json")
@JSON
@click.pass_obj
def list_command(event: Path, as_json: bool) -> None:
    """List everything that is handed out, with how many people were given it."""
    with reading(event) as records:
        known = handouts_of(records)
    for handout, count in known.values():
        if as_json:
            print_json(handout_json(handout, count))
        else:
            click.echo("\t".join((handout.code, text_of(handout.titles), state_text(handout, count))))


@handouts_command.command("add", epilog="Example: kiosk handouts workshop.kiosk add RCV --title en=Receiver --lent")
@click.argument("code")
@TITLES
@click.option("--lent", is_flag=True, help="It is to be returned.")
@STOCK
@CATEGORIES
@click.pass_obj
def add_command(
    event: Path, code: str, titles: tuple[str, ...], lent: bool, stock: int | None, categories: tuple[str, ...]
) -> None:
    """Add something that is handed out."""
    with writing(event) as records:
        saved = save_handout(records, Handout(code, by_language(titles, "--title"), lent, categories, stock))
    click.echo(_("Saved: {session}.").format(session=text_of(saved.titles)))


@handouts_command.command("edit", epilog="Example: kiosk handouts workshop.kiosk edit KIT --stock 120")
@click.argument("code")
@TITLES
@click.option("--lent/--given", default=None, help="It is to be returned, or given for good.")
@STOCK
@CATEGORIES
@click.pass_obj
def edit_command(
    event: Path, code: str, titles: tuple[str, ...], lent: bool | None, stock: int | None, categories: tuple[str, ...]
) -> None:
    """Change something that is handed out; what is not named stays."""
    with writing(event) as records:
        if code not in (known := handouts_of(records)):
            raise KioskError("handout.unknown", handout=code)
        was = known[code][0]
        changed = Handout(
            code, {**was.titles, **by_language(titles, "--title")}, was.lent if lent is None else lent,
            categories or was.categories, was.stock if stock is None else stock,
        )  # fmt: skip
        saved = save_handout(records, changed, known=code)
    click.echo(_("Saved: {session}.").format(session=text_of(saved.titles)))


@handouts_command.command("remove", epilog="Example: kiosk handouts workshop.kiosk remove KIT")
@click.argument("code")
@click.option("--even-given", is_flag=True, help="Remove it even if people were given one.")
@click.pass_obj
def remove_command(event: Path, code: str, even_given: bool) -> None:
    """Remove something from the hand-outs; its scans stay in the log."""
    with writing(event) as records:
        remove_handout(records, code, even_given=even_given)
    click.echo(_("Removed: {session}.").format(session=code))


@handouts_command.command(
    "people", epilog="Example: kiosk handouts workshop.kiosk people --not-returned --out list.pdf"
)
@click.option("--code", default="", help="Only of this hand-out.")
@click.option("--not-returned", is_flag=True, help="Only what was lent and has not come back.")
@click.option("--out", type=PATH, help="An XLSX, CSV or PDF file to save.")
@JSON
@click.pass_obj
def people_command(event: Path, code: str, not_returned: bool, out: Path | None, as_json: bool) -> None:
    """List who was given what, when and at which desk."""
    with reading(event) as records:
        holders, zone = read_holders(records, code=code, not_returned=not_returned), event_zone(records)
        if out is not None:
            title = list_title(not_returned)
            export_holders(records, holders, out, export_word, language=catalogue.language(), title=title)
    if as_json:
        for one in holders:
            print_json(holder_json(one))
        return
    for one in holders:
        at = f"{one.handed.given_at.astimezone(zone):%m-%d %H:%M}"
        back = f"{one.handed.returned_at.astimezone(zone):%m-%d %H:%M}" if one.handed.returned_at else ""
        cells = (
            text_of(one.handout.titles),
            one.person.name or one.person.id,
            name_of(one.person.affiliation),
            at,
            one.handed.desk,
        )
        click.echo("\t".join((*cells, back)).rstrip())
    if out is not None:
        click.echo(_("Saved: {file}").format(file=out))
