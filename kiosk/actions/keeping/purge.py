"""Erasing people who are no longer needed (개인정보 보호법, article 21) from file, copies and hub; figures stay."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.desks import hub, sharing_state
from kiosk.actions.event import details_of, event_zone, opened, read_records
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.safe_copies import MARK, copies_in, event_mark, keep_copy
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import read_census, statistics_rows
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.print_documents import write
from kiosk.actions.papers.shipped_layouts import load_form, printing_troubles
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.figures import Census
from kiosk.core.hash_chain import fingerprint
from kiosk.core.kept_figures import payload_of
from kiosk.core.kept_register import line_of, register_payload
from kiosk.core.operation import Kind, clean
from kiosk.errors import KioskError
from kiosk.store import event_file, replacing
from kiosk.store.records import Records

_ROWS_OF_PAGE = 24
Words = Callable[[str, str], str]
"""Gives the word for a code in a language."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a purge would erase: how many people, and the copies of the event that can be reached; and what it cannot:
    ``missing`` is the folder for copies when its drive is not there.

    ``ahead`` are those of the copies that hold what this file does not: when a copy is erased, one of them may be the
    event itself.  ``hub_of_another`` is true where only the organiser's laptop can erase at the hub.
    """

    people: int
    copies: tuple[Path, ...]
    ahead: tuple[Path, ...]
    missing: Path | None
    hub: bool
    hub_of_another: bool = False


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased, and the figures and the fingerprint of the log that are left.

    ``left`` are files beside the event that may still hold people.

    ``hub_missed`` is the code of the sentence when there is a hub that still has the people.
    """

    at: datetime
    people: int
    lines: int
    files: tuple[Path, ...]
    left: tuple[Path, ...]
    missing: Path | None
    hub: bool
    hub_missed: str
    figures: Census
    fingerprint: str


@takes_event
def reach_of(records: Records, folder: Path | None) -> Reach:
    """What a purge would erase."""
    is_missing = folder is not None and not (folder / MARK).is_file()
    copies, by = tuple(copies_of(records, folder)), sharing_state.shared_by(records)
    return Reach(
        records.people.count(), copies, tuple(copy for copy in copies if _is_ahead(copy, records)),
        folder if is_missing else None, by.is_organiser, by.joined and not by.is_organiser,
    )  # fmt: skip


@takes_event
def purge(records: Records, typed: str, *, now: datetime, folder: Path | None = None, desk_id: str = "") -> Purged:
    """Erase everybody of an event that is over; ``typed`` is its name in any language, typed by whoever wants that.

    The copies that can be reached go, and a copy without people is made in their place.  Other desks erase when they
    next exchange.  Raises ``KioskError`` when the name is another, the event is not over, or whoever is signed in may
    not.
    """
    require(records, Permission.PURGE)
    names = details_of(records).names
    if str(clean(typed.strip())) not in names.values():
        raise KioskError("purge.not_confirmed", event=names)
    last = max((session.ends_at for session in records.programme.sessions().values()), default=None)
    if last is not None and last >= now:
        raise KioskError("purge.not_over", event=names, ends=f"{last.astimezone(event_zone(records)):%Y-%m-%d %H:%M}")
    reach, figures = reach_of(records, folder), read_census(records, now)
    lines = records.journal.lines_of_people()
    register = register_payload(map(line_of, records.papers.certificates()))
    payload = {"people": reach.people, "lines": lines, "figures": payload_of(figures), "register": register}
    word = records.new_operation(Kind.PURGE, "event", payload, at=now)
    with records.transaction():
        records.append_all([word])
    records.file.compact()
    for copy in reach.copies:
        replacing.overwrite(copy)
    if folder is not None and reach.missing is None:
        keep_copy(records, folder, desk_id=desk_id, now=now)
    missed = _erase_at_hub(records, word.hlc) if reach.hub else "purge.hub_of_another" if reach.hub_of_another else ""
    note_access(records, Access.ERASE, reach.people)
    mark = fingerprint(records.journal.heads())
    left = left_beside(records)
    return Purged(now, reach.people, lines, reach.copies, left, reach.missing, reach.hub, missed, figures, mark)


def _erase_at_hub(records: Records, before: int) -> str:
    """The code of the sentence when the hub could not be reached."""
    try:
        hub.erase(records, before)
    except KioskError:
        return "purge.hub_missed"
    return ""


@takes_event
def certify(records: Records, purged: Purged, out: Path, words: Words, language: str) -> Path:
    """Write the certificate of erasure in ``language``, or English where there is no form in it."""
    missed = (str(purged.missing or ""), "PostgreSQL" if purged.hub_missed else "")
    with printing_troubles():
        chosen = load_form("erasure", language)
        rows = "\n".join(_figure_rows(purged.figures, words, chosen.language))
        fields = event_fields(records, chosen.language) | {
            "erased_at": f"{purged.at.astimezone(event_zone(records)):%Y-%m-%d %H:%M}",
            "operator": records.caller.operator,
            "people": f"{purged.people:,}", "lines": f"{purged.lines:,}", "files": f"{len(purged.files):,}",
            "reach": ", ".join(filter(None, missed)), "figures": rows, "fingerprint": purged.fingerprint,
        }  # fmt: skip
        write(records, chosen, [fields], out, 1)
    return out


def _figure_rows(figures: Census, words: Words, language: str) -> Iterator[str]:
    """A row for each session and category, or for each session where the page is too short for both."""
    told = list(statistics_rows(figures))
    if len(told) > _ROWS_OF_PAGE:
        told = [row for row in told if row[1] is None]
    for session, category, group in told:
        counts = (group.expected, group.came, group.beside, group.absent, group.partial, group.minutes)
        name = words("all", language) if category is None else category or "–"
        yield "\t".join((texts.in_language(session.titles, language), name, *map(str, counts)))


def copies_of(records: Records, folder: Path | None) -> list[Path]:
    """Copies in the folder for safe copies, and beside the event: other copies and what was put aside as damaged."""
    mark = event_mark(records)
    kept = (copy.path for copy in (copies_in(folder) if folder else ()) if copy.event_mark == mark)
    found = [path for path in kept if not _leads_elsewhere(path, records)]
    for beside in sorted(records.path.parent.glob(f"*{event_file.SUFFIX}")):
        if _leads_elsewhere(beside, records):
            continue
        if beside.name.startswith(f"{records.path.stem}.damaged-") or _is_copy(beside, records):
            found.append(beside)
    return found


def left_beside(records: Records) -> tuple[Path, ...]:
    """Links to the event, and what looks like an event of its name, whatever its ending: nothing of it is erased."""
    own = records.path
    return tuple(
        path
        for path in sorted(own.parent.iterdir())
        if path.name != own.name and path.name.lstrip(".").startswith(own.stem) and event_file.looks_like_event(path)
    )


def _leads_elsewhere(path: Path, records: Records) -> bool:
    """Whether a name is no file of its own: a link, or another name of the event that is being erased from."""
    with suppress(OSError):
        return path.is_symlink() or path.samefile(records.path)
    return True


def _is_copy(path: Path, records: Records) -> bool:
    with suppress(KioskError), opened(read_records(path)) as other:
        return event_mark(other) == event_mark(records)
    return False


def _is_ahead(path: Path, records: Records) -> bool:
    """Whether work went on in another file of the event after this one was copied."""
    known = records.journal.lengths()
    with suppress(KioskError), opened(read_records(path)) as other:
        return any(length > known.get(name, 0) for name, length in other.journal.lengths().items())
    return False
