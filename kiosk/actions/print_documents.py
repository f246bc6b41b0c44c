"""Badges and tickets as PDF and as pictures.

Making documents only reads, so it can be done on a read-only ``Records`` while the desk goes on scanning; that badges
were made is noted afterwards by ``note_badges`` where the event may be written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kiosk import clock, paths
from kiosk.actions.access import require
from kiosk.actions.event import dates_of, details_of
from kiosk.actions.targets import FOLDER, check_target
from kiosk.core import dates, ticket
from kiosk.core.access import Permission
from kiosk.core.operation import Kind
from kiosk.core.print_job import fingerprint
from kiosk.core.roster import Attendee, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import documents, fonts, layout, qr, sheet
from printing.compose import Finding, Trouble
from printing.documents import Findings, Printed
from printing.errors import PrintingError, cannot_write
from printing.fonts import Weight
from printing.layout import Layout

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
# Systems take 255 bytes of UTF-8, a Hangul syllable being three; the rest is for the ending and unfinished files.
_LONGEST_NAME = 200
_EVENT_FIELDS = ("event_name", "event_dates", "event_place", "organiser")


@dataclass(frozen=True, slots=True)
class Batch:
    """What was made: the files, for whom, and what a person should look at."""

    files: tuple[Path, ...]
    attendees: tuple[Attendee, ...]
    findings: Findings


def badge_layouts() -> list[str]:
    """Names of the badge layouts that are shipped."""
    return _names("layouts", "badge")


def sheets() -> list[str]:
    """Names of the sheets that are shipped."""
    return _names("layouts/sheets", "")


def choose_attendees(records: Records, only: Iterable[str] = ("all",)) -> list[Attendee]:
    """The people meant by ``all``, ``unprinted`` or by their ids or ticket codes; cancelled ones are left out of
    both words.

    Raises ``KioskError`` for an id or code that nobody has.
    """
    wanted = list(only)
    people = records.attendees()
    standing = [person for person in people if person.status is not Status.CANCELLED]
    if wanted == ["all"]:
        return standing
    if wanted == ["unprinted"]:
        printed = records.badge_times()
        return [person for person in standing if person.id not in printed]
    known = {key: person for person in people for key in (person.id, person.ticket_code, person.external_id) if key}
    chosen = {}
    for word in wanted:
        person = known.get(word) or known.get(re.sub(r"[\s-]", "", word))
        if person is None:
            raise KioskError("attendee.unknown", id=word)
        chosen[person.id] = person
    return list(chosen.values())


def check_badges(records: Records, people: list[Attendee], *, layout_name: str = "badge") -> Findings:
    """What to know before printing: characters no font has, texts shrunk or cut, fields left empty."""
    with printing_troubles():
        chosen = load_layout(layout_name)
        return told_once(documents.check(chosen, badge_fields(records, people, chosen.language), all_fonts()))


def print_badges(
    records: Records,
    people: list[Attendee],
    out: Path,
    *,
    layout_name: str = "badge",
    sheet_name: str = "single",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Batch:
    """Write the badges of ``people`` to one PDF.

    Raises ``KioskError`` when there is nobody, the layout is at fault, or the file cannot be written or is an event;
    no file is left then.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf",))
    with printing_troubles():
        chosen = load_layout(layout_name)
        printed = write(
            records, chosen, badge_fields(records, people, chosen.language), out, len(people),
            sheet_name=sheet_name, progress=progress, cancelled=cancelled,
        )  # fmt: skip
    return Batch(printed.files, tuple(people), printed.findings)


def note_badges(records: Records, batch: Batch) -> None:
    """Note that the badges of ``batch`` were made and what they say, so that nobody is printed twice unasked."""
    now, files, secret = clock.now(), [path.name for path in batch.files], bytes.fromhex(records.event()["secret"])
    with records.transaction():
        records.append_all(
            [
                records.new_operation(
                    Kind.BADGE, person.id, {"files": files, "fingerprint": fingerprint(person, secret)}, at=now
                )
                for person in batch.attendees
            ]
        )


def print_tickets(
    records: Records,
    people: list[Attendee],
    out: Path,
    *,
    sheet_name: str = "single",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Batch:
    """Write tickets: into one PDF when ``out`` ends in ``.pdf``, else one QR picture (PNG) each into the folder
    ``out``.

    Pictures are named by row and name, so that they can be mailed out.  Raises ``KioskError`` as ``print_badges`` does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    with printing_troubles():
        if out.suffix.lower() == ".pdf":
            chosen = load_layout("ticket")
            printed = write(
                records, chosen, badge_fields(records, people, chosen.language), out, len(people),
                sheet_name=sheet_name, progress=progress, cancelled=cancelled,
            )  # fmt: skip
            return Batch(printed.files, tuple(people), printed.findings)
        return _ticket_pictures(people, out, progress)


def badge_fields(records: Records, people: Iterable[Attendee], language: str) -> Iterator[dict[str, str]]:
    """The fields of badges and tickets, one mapping a person."""
    shared = event_fields(records, language)
    for person in people:
        yield shared | {
            "name": person.name,
            "name_latin": person.name_latin,
            "affiliation": person.affiliation,
            "title": person.title,
            "category": person.category,
            "code": person.ticket_code,
            "code_grouped": shown_code(person.ticket_code),
        }


def event_fields(records: Records, language: str) -> dict[str, str]:
    """What every document of the event says."""
    details = details_of(records)
    first_last = dates_of(records)
    values = (
        (details.name_en if language == "en" else "") or details.name,
        dates.days(*first_last, language) if first_last else "",
        details.place,
        details.organiser,
    )
    return dict(zip(_EVENT_FIELDS, values, strict=True))


def told_once(findings: Findings) -> Findings:
    """What is missing of the event itself is missing of every document: told once, as of document 0."""
    of_batch = (
        replace(finding, document=0)
        if finding.trouble is Trouble.EMPTY_FIELD and finding.field in _EVENT_FIELDS
        else finding
        for finding in findings.all
    )
    return Findings(tuple(dict.fromkeys(of_batch)))


def shown_code(code: str) -> str:
    """A code as people read it: this program's own in groups of four, others as they are."""
    return ticket.grouped(code) if ticket.is_well_formed(code) else code


def file_name(*parts: str) -> str:
    """A file name without ending made of ``parts`` that every system takes; of the longest part the end is cut off."""
    kept = [plain for part in parts if (plain := _plain(part))]
    while len("_".join(kept).encode()) > _LONGEST_NAME:
        longest = max(range(len(kept)), key=lambda number: len(kept[number].encode()))
        kept[longest] = kept[longest][:-1]
    return "_".join(map(_plain, kept)) or "kiosk"


def _plain(part: str) -> str:
    return _UNSAFE.sub(" ", part).strip().rstrip(". ")


def load_layout(name: str) -> Layout:
    """A layout by the name of a shipped one, or by the path of a file of one's own."""
    own = Path(name)
    path = own if own.suffix == ".toml" else paths.resource("layouts", f"{name}.toml")
    if not path.is_file():
        raise KioskError("layout.unknown", layout=name, known=", ".join(_names("layouts", "")))
    return layout.load(path)


def write(
    records: Records,
    chosen: Layout,
    rows: Iterable[dict[str, str]],
    out: Path,
    total: int,
    *,
    sheet_name: str = "single",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Printed:
    """Write ``rows`` in a layout on a sheet; to be called inside ``printing_troubles``."""
    make_folder(out.parent)
    details = details_of(records)
    printed = documents.write_pdf(
        chosen,
        rows,
        out,
        fonts=all_fonts(),
        title=f"{details.name} · {chosen.label[chosen.language]}",
        author=details.organiser,
        sheet=_load_sheet(sheet_name),
        made_at=clock.now(),
        progress=(lambda done: progress(done, total)) if progress else None,
        cancelled=cancelled,
    )
    return replace(printed, findings=told_once(printed.findings))


def make_folder(folder: Path) -> None:
    """Make a folder for documents; raises ``KioskError`` when that is not possible."""
    with printing_troubles():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise cannot_write(folder, trouble) from trouble


@lru_cache(maxsize=1)
def all_fonts() -> fonts.Fonts:
    """The shipped fonts, read once."""
    return fonts.load_folder(paths.resource("fonts"))


@contextmanager
def printing_troubles() -> Iterator[None]:
    """``printing`` knows nothing of this program: its expected trouble becomes ours."""
    try:
        yield
    except PrintingError as trouble:
        raise KioskError(trouble.code, **trouble.details) from trouble


def _load_sheet(name: str) -> sheet.Sheet:
    path = paths.resource("layouts", "sheets", f"{name}.toml")
    if not path.is_file():
        raise KioskError("layout.unknown", layout=name, known=", ".join(sheets()))
    return sheet.load(path)


def _names(folder: str, prefix: str) -> list[str]:
    return sorted(path.stem for path in paths.resource(*folder.split("/")).glob(f"{prefix}*.toml"))


def _ticket_pictures(people: list[Attendee], folder: Path, progress: Progress | None) -> Batch:
    make_folder(folder)
    (face, *_) = all_fonts().chains[Weight.REGULAR]  # a picture has one font, with no others behind it
    width = len(str(len(people)))
    files, found = [], []
    for number, person in enumerate(people, start=1):
        path = folder / f"{file_name(f'{number:0{width}d}', person.name, person.affiliation)}.png"
        caption = fonts.normal(f"{person.name} · {shown_code(person.ticket_code)}")
        qr.write_png(person.ticket_code, path, caption=caption, font=Path(face.ttf.face.filename))
        if missing := "".join(dict.fromkeys(character for character in caption if not face.has(character))):
            found.append(Finding(Trouble.MISSING_CHARACTER, number, "name", person.name, missing))
        files.append(path)
        if progress:
            progress(number, len(people))
    return Batch(tuple(files), tuple(people), Findings(tuple(found)))
