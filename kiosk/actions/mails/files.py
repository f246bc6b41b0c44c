"""Tickets for somebody else's mail program: a table for its mail merge with the pictures beside, or drafts."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.mails.roll import Receiver, mail_roll, unreachable
from kiosk.actions.mails.write_letters import LetterWriter, mail_of, with_papers
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.export_tables import Words
from kiosk.actions.office.figures import refuse_nobody_left
from kiosk.actions.papers.output_paths import FOLDER, check_target, file_name, make_folder
from kiosk.actions.papers.print_documents import print_tickets
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.mail import SENDABLE
from kiosk.core.mail_message import Mailbox, wire
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.tables.table import Cell
from kiosk.tables.writing import Properties, Sheet, write_bytes, write_csv, write_workbook

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

COLUMNS = ("name", "email", "ticket_code", "picture", "sessions", "language", "affiliation", "title", "category")
"""Of the table: what a mail merge fills in comes first."""


@dataclass(frozen=True, slots=True)
class MailFiles:
    """What was made: the table and its pictures or the drafts, for how many, and who has no address for a mail."""

    files: tuple[Path, ...]
    count: int
    unreachable: tuple[Attendee, ...]


@takes_event
def write_mail_files(
    records: Records, out: Path, words: Words, *, sender: Mailbox | None = None, language: str = "",
    progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> MailFiles:  # fmt: skip
    """Write everybody's ticket for another mail program, by the ending of ``out``: a table (.xlsx, .csv) with a folder
    of pictures beside it, else a folder of drafts (.eml).

    Only people whose registration stands are in it; in the table also those without an address, in no draft.  Raises
    ``KioskError`` when there is nobody, or something cannot be written.
    """
    require(records, Permission.EXPORT)
    check_target(out, (".xlsx", ".csv", FOLDER))
    roll = mail_roll(records)
    missing = tuple(one.person for one in unreachable(roll))
    if out.suffix.lower() in (".xlsx", ".csv"):
        people = [one for one in roll if one.person.is_registered]
        files = _write_table(records, people, out, words, language, progress, cancelled)
    else:
        people = [one for one in roll if one.state in SENDABLE]
        files = _write_drafts(records, people, out, sender, progress, cancelled)
    note_access(records, Access.EXPORT, len(people))
    return MailFiles(files, len(people), missing)


def _write_table(
    records: Records, people: Sequence[Receiver], out: Path, words: Words, language: str, progress: Progress | None,
    cancelled: Cancelled | None,
) -> tuple[Path, ...]:  # fmt: skip
    """The pictures first: a table never names one that is not there."""
    _refuse_nobody(records, people)
    folder = out.with_name(out.stem)
    pictures = print_tickets(
        records, [one.person for one in people], folder, progress=progress, cancelled=cancelled
    ).files
    rows, header = _rows(records, people, pictures, words), [words(column) for column in COLUMNS]
    if out.suffix.lower() == ".csv":
        write_csv(out, header, rows)
    else:
        name = texts.in_language(details_of(records).names, language)
        write_workbook(out, [Sheet(words("sheet.mail"), header, rows, frozen=1, heading=name)], Properties(title=name))
    return (out, *pictures)


def _rows(records: Records, people: Sequence[Receiver], pictures: Sequence[Path], words: Words) -> Iterator[list[Cell]]:
    writer = LetterWriter(records)
    for one, picture in zip(people, pictures, strict=True):
        person, language = one.person, one.letter.language
        cells = {
            "email": one.letter.address, "picture": f"{picture.parent.name}/{picture.name}", "language": language,
            "sessions": "\n".join(writer.session_lines(person, language)),
        }  # fmt: skip
        yield [cells.get(column) if column in cells else getattr(person, column) for column in COLUMNS]


def _write_drafts(
    records: Records, people: Sequence[Receiver], folder: Path, sender: Mailbox | None, progress: Progress | None,
    cancelled: Cancelled | None,
) -> tuple[Path, ...]:  # fmt: skip
    _refuse_nobody(records, people)
    make_folder(folder)
    width, files = len(str(len(people))), []
    letters = with_papers(records, [one.letter for one in people])
    for number, (letter, papers) in enumerate(letters, start=1):
        if cancelled and cancelled():
            raise KioskError("printing.cancelled_between", done=number - 1)
        mail = mail_of(letter, papers, sender, clock.now(), secrets.token_hex(16), draft=True)
        file = folder / f"{file_name(f'{number:0{width}d}', letter.person.name, letter.person.affiliation)}.eml"
        write_bytes(file, wire(mail))
        files.append(file)
        if progress:
            progress(number, len(people))
    return tuple(files)


def _refuse_nobody(records: Records, people: Sequence[Receiver]) -> None:
    refuse_nobody_left(records, people)
    if not people:
        raise KioskError("mail.nobody")
