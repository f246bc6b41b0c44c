"""Who was given what, and who has not returned what was lent: as a list, a workbook, a table or a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from kiosk.actions.access import is_allowed, require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.office.report_language import Names, Words
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.output_paths import check_target
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.handout import Handed, Handout, HandoutCount
from kiosk.core.lists.contact import masked
from kiosk.core.operation import as_text
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.tables.table import Cell
from kiosk.tables.writing import Sheet, write_csv, write_workbook

COLUMNS = ("handout", "name", "affiliation", "category", "phone", "given_at", "desk", "pieces", "returned_at")


@dataclass(frozen=True, slots=True)
class Holder:
    """One hand-out and one person; a person who is not on the roster here yet has no name."""

    handout: Handout
    person: Attendee
    handed: Handed


@takes_event
def read_holders(records: Records, *, code: str = "", not_returned: bool = False) -> tuple[Holder, ...]:
    """Everybody who was given something, in the order in which they were given it; of one hand-out by its ``code``, or
    only what is lent and ``not_returned``.

    Phone numbers are whole for who may see them.  Raises ``KioskError`` for an unknown code, after an erasure, and for
    who may not look people up.
    """
    require(records, Permission.FIND_PEOPLE)
    refuse_erased(records)
    known = records.handouts.all()
    if code and code not in known:
        raise KioskError("handout.unknown", handout=code)
    with_contacts = is_allowed(records, Permission.SEE_CONTACTS)
    return tuple(
        one if with_contacts else replace(one, person=replace(one.person, phone=masked(one.person.phone)))
        for one in holders_of(records)
        if code in ("", one.handout.code) and (not not_returned or (one.handout.lent and one.handed.is_out))
    )


def holders_of(records: Records) -> Iterator[Holder]:
    """Everybody who was given something that is still on the list, in the order in which they were given it."""
    handouts, people = records.handouts.all(), {person.id: person for person in records.people.each()}
    for handed in records.handouts.handed():
        if handed.handout in handouts:
            person = people.get(handed.person) or Attendee(handed.person, "")
            yield Holder(handouts[handed.handout], person, handed)


@takes_event
def export_holders(
    records: Records, holders: Iterable[Holder], out: Path, words: Words, *, language: str, title: str
) -> Path:
    """Write these to ``out``: a workbook (.xlsx), a table (.csv), or pages with a box to tick (.pdf).

    Raises ``KioskError`` for another ending, when it cannot be written, and for who may not export.
    """
    require(records, Permission.EXPORT)
    check_target(out, (".xlsx", ".csv", ".pdf"))
    found, zone = list(holders), event_zone(records)
    header, names = [words(column) for column in COLUMNS], Names(records.event.translations(), words, language)
    rows = [holder_cells(one, zone, names) for one in found]
    if out.suffix.lower() == ".csv":
        write_csv(out, header, rows)
    elif out.suffix.lower() == ".xlsx":
        write_workbook(out, [Sheet(title, header, rows, frozen=2)])
    else:
        # imported late: the PDF library is needed for paper alone, and takes longer than a start may
        from kiosk.actions.office.handed_out_paper import write_pages

        write_pages(out, header, rows, event_fields(records, language)["event_name"], title, language)
    note_access(records, Access.EXPORT, len(found))
    return out


def holder_cells(one: Holder, zone: tzinfo, names: Names) -> list[Cell]:
    """One line, in the order of ``COLUMNS`` and in the language of ``names``; times are local ones of the event."""
    person, handed = one.person, one.handed
    return [
        texts.in_language(one.handout.titles, names.language), person.name, names.called(person.affiliation),
        names.category(person.category), person.phone, handed.given_at.astimezone(zone), handed.desk, handed.pieces,
        handed.returned_at and handed.returned_at.astimezone(zone),
    ]  # fmt: skip


def handouts_json(records: Records) -> dict[str, object]:
    """Hand-outs and who was given them, as the export has them."""
    counts = records.handouts.counts()
    return {
        "handouts": [
            handout_json(one, counts.get(code, HandoutCount())) for code, one in records.handouts.all().items()
        ],
        "handed_out": [holder_json(one) for one in holders_of(records)],
    }


def handout_json(one: Handout, count: HandoutCount) -> dict[str, object]:
    """A hand-out with its counts."""
    return {
        "code": one.code, "titles": dict(one.titles), "lent": one.lent, "categories": list(one.categories),
        "stock": one.stock, "people": count.people, "pieces": count.pieces, "with_people": count.out,
    }  # fmt: skip


def holder_json(one: Holder) -> dict[str, object]:
    """One hand-out and one person; moments in UTC."""
    handed = one.handed
    return {
        "attendee_id": handed.person, "name": one.person.name, "affiliation": one.person.affiliation,
        "handout": handed.handout, "given_at": as_text(handed.given_at), "desk": handed.desk, "pieces": handed.pieces,
        "returned_at": handed.returned_at and as_text(handed.returned_at), "with_person": handed.is_out,
    }  # fmt: skip
