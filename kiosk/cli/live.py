"""``kiosk figures`` and ``kiosk rollcall``: an event as it stands now."""

from collections.abc import Iterator
from pathlib import Path

import click

from kiosk import clock
from kiosk.actions.event import event_zone
from kiosk.actions.office.board import board_json, read_board
from kiosk.actions.office.roll_call import RollCall, print_roll_call, read_roll_call, roll_call_json
from kiosk.cli.shared import EVENT, JSON, PATH, IfDamaged, parse_time, print_json, reading
from kiosk.words import catalogue
from kiosk.words.board import headline, parts_of
from kiosk.words.catalogue import _
from kiosk.words.live import roll_call_word
from kiosk.words.names import category_of, name_of

AT = click.option("--at", help="The time, ISO 8601, in the event's time zone; default: now.")


@click.command("figures", epilog="Example: kiosk figures workshop.kiosk --json")
@EVENT
@AT
@JSON
def figures_command(event: Path, at: str | None, as_json: bool) -> None:
    """Show the live board: who came, who is inside, rooms, categories, desks, refusals."""
    with reading(event) as records:
        zone = event_zone(records)
        board = read_board(records, parse_time(at, zone) if at else clock.now())
    if as_json:
        print_json(board_json(board))
        return
    click.echo(headline(board, zone))
    for part in parts_of(board, zone) if board.kept_since is None else ():
        click.echo(part.title)
        for row in part.rows:
            click.echo("\t".join(row))


@click.command("rollcall", epilog="Example: kiosk rollcall workshop.kiosk --out rollcall.pdf")
@EVENT
@AT
@click.option("--out", type=PATH, help="A PDF to save, with a box to tick for each person.")
@JSON
def rollcall_command(event: Path, at: str | None, out: Path | None, as_json: bool) -> None:
    """Show who is inside now, by room."""
    with reading(event, IfDamaged.TELL) as records:
        roll = read_roll_call(records, parse_time(at, event_zone(records)) if at else clock.now())
        if out is not None:
            print_roll_call(records, roll, out, roll_call_word, catalogue.language())
        _tell_roll(roll, out, as_json)


def _tell_roll(roll: RollCall, out: Path | None, as_json: bool) -> None:
    if as_json:
        print_json(roll_call_json(roll) | ({"file": str(out)} if out else {}))
        return
    for line in _lines(roll):
        click.echo(line)
    if out is not None:
        click.echo(_("Saved: {file}").format(file=out))


def _lines(roll: RollCall) -> Iterator[str]:
    if not roll.called:
        yield roll_call_word("nobody")
    for room, people in roll.rooms().items():
        yield roll_call_word("room").format(room=name_of(room) or roll_call_word("no_room"), count=len(people))
        for one in people:
            person = one.person
            cells = (person.name or roll_call_word("unlisted"), name_of(person.affiliation),
                     category_of(person.category), person.phone)  # fmt: skip
            yield "\t".join(cells).rstrip()
