"""The roll-call on paper: room by room, a box to tick before each name."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from kiosk.actions.office.report_language import Speech
from kiosk.actions.office.roll_call import RollCall
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.core.whereabouts import Called
from printing.report import write_report
from printing.report_blocks import Block, Heading, Paragraph, Report, Table

_COLUMNS = ("tick", "name", "affiliation", "category", "phone", "needs")
_SHARES = (5, 22, 38, 16, 20, 20)


def write_roll_call(roll: RollCall, out: Path, speech: Speech, *, event: str, zone: tzinfo) -> None:
    """Write the pages as ``speech`` has it; ``zone`` is the event's."""
    words = speech.words
    when = f"{roll.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    report = Report(
        title=words("title"),
        lines=[event, words("when").format(when=when, count=len(roll.called))],
        blocks=tuple(_blocks(roll, speech)),
        foot=words("foot").format(when=when),
        language=speech.language,
    )
    with printing_troubles():
        write_report(report, out, all_fonts(), made_at=roll.at)


def _blocks(roll: RollCall, speech: Speech) -> Iterator[Block]:
    words = speech.words
    if not roll.called:
        yield Paragraph(words("nobody"))
    header = ["" if code == "tick" else words(code) for code in _COLUMNS]
    for room, people in roll.rooms().items():
        yield Heading(words("room").format(room=speech.name(room) or words("no_room"), count=len(people)))
        yield Table(header, [_row(one, speech) for one in people], _SHARES)


def _row(one: Called, speech: Speech) -> list[str]:
    person = one.person
    name = person.name or speech.words("unlisted")
    category = speech.category(person.category) if person.category else ""
    return ["□", name, speech.name(person.affiliation), category, person.phone, person.needs]
