"""Erasing people who are no longer needed (개인정보 보호법, article 21) from file, copies and hub; figures stay."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.erase_traces import erase_at_hub, erase_traces, finished_later, left_beside, reach_of
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import read_census, statistics_rows
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.print_documents import to_be_kept, write
from kiosk.actions.papers.shipped_layouts import load_form, printing_troubles
from kiosk.actions.preparing.translate_names import translating, used_names
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.figures import Census
from kiosk.core.hash_chain import log_digest
from kiosk.core.kept_figures import payload_of
from kiosk.core.kept_register import line_of, register_payload
from kiosk.core.operation import Kind, clean
from kiosk.core.texts import Texts
from kiosk.core.translations import Translations
from kiosk.errors import KioskError
from kiosk.store.records import Records

_ROWS_OF_PAGE = 24
Words = Callable[[str, str], str]
"""Gives the word for a code in a language."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased, and the figures and the fingerprint of the log that are left.

    ``left`` are files that may still hold people; ``away`` places with copies that cannot be reached.

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
    away: tuple[Path, ...] = ()


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
    stay = _names_that_stay(records)
    word = records.new_operation(Kind.PURGE, "event", payload, at=now)
    with finished_later(records, word.hlc):
        with records.transaction():
            records.append_all([word])
            records.append_all(translating(records, stay))
        failed = erase_traces(records, reach.copies, None if reach.missing else folder, desk_id, now)
        missed = (
            erase_at_hub(records, word.hlc) if reach.hub else "purge.hub_of_another" if reach.hub_of_another else ""
        )
    note_access(records, Access.ERASE, reach.people)
    mark = log_digest(records.journal.chain_heads())
    files = tuple(copy for copy in reach.copies if copy not in failed)
    left = (*failed, *left_beside(records))
    return Purged(
        now, reach.people, lines, files, left, reach.missing, reach.hub, missed, figures, mark, reach.away
    )  # fmt: skip


def _names_that_stay(records: Records) -> dict[str, Texts]:
    """What rooms and categories are called: the figures that are kept name them, and nobody is known by them."""
    return {one.name: one.others for one in used_names(records) if one.field in ("room", "category")}


@takes_event
def certify(records: Records, purged: Purged, out: Path, words: Words, language: str) -> Path:
    """Write the certificate of erasure in ``language``, or English where there is no form in it."""
    missed = (str(purged.missing or ""), *map(str, purged.away), "PostgreSQL" if purged.hub_missed else "")
    with printing_troubles():
        chosen = load_form("erasure", language)
        names = records.event.translations()
        rows = "\n".join(_figure_rows(purged.figures, words, names, chosen.language))
        fields = event_fields(records, chosen.language) | {
            "erased_at": f"{purged.at.astimezone(event_zone(records)):%Y-%m-%d %H:%M}",
            "operator": records.caller.operator,
            "people": f"{purged.people:,}", "lines": f"{purged.lines:,}", "files": f"{len(purged.files):,}",
            "reach": ", ".join(filter(None, missed)), "figures": rows, "fingerprint": purged.fingerprint,
        }  # fmt: skip
        write(records, chosen, [fields], out, 1, finish=to_be_kept(chosen))
    return out


def _figure_rows(figures: Census, words: Words, names: Translations, language: str) -> Iterator[str]:
    """A row for each session and category, or for each session where the page is too short for both."""
    told = list(statistics_rows(figures))
    if len(told) > _ROWS_OF_PAGE:
        told = [row for row in told if row[1] is None]
    for session, category, group in told:
        counts = (group.expected, group.came, group.beside, group.absent, group.partial, group.minutes)
        called = names.category(category or "", language, lambda sector: words(sector, language))
        name = words("all", language) if category is None else called or "–"
        yield "\t".join((texts.in_language(session.titles, language), name, *map(str, counts)))
