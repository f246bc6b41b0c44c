"""What a document will look like: its first sheet, made of this event's own people, before anything is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.document_fields import badge_fields, event_fields
from kiosk.actions.papers.keep_seal import seal_file
from kiosk.actions.papers.own_layouts import find_layout, kind_of, layout_choices
from kiosk.actions.papers.print_documents import choose_attendees
from kiosk.actions.papers.shipped_layouts import all_fonts, load_sheet, places_on, printing_troubles, sheets_for
from kiosk.core import texts
from kiosk.core.roster import ON_PAPER
from kiosk.store.records import Records
from kiosk.whole_files import scratch
from printing import documents
from printing.layout import Layout
from printing.page_picture import PagePicture
from printing.rendering import render
from printing.sheet import arrange


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """A sheet to choose for a layout: its name, its label by language, how many pages it holds."""

    name: str
    label: Mapping[str, str]
    places: int


@dataclass(frozen=True, slots=True)
class LayoutOffer:
    """A layout to choose, with the sheets it fits on; ``own`` marks the event's own."""

    name: str
    label: Mapping[str, str]
    own: bool
    sheets: tuple[SheetOffer, ...]


@takes_event
def layouts_to_choose(records: Records, kind: str) -> list[LayoutOffer]:
    """The layouts of a kind (``badge``, ``certificate``), the event's own last."""
    return [
        LayoutOffer(choice.name, choice.label, choice.own, tuple(_sheets(find_layout(records, choice.name))))
        for choice in layout_choices(records)
        if kind_of(choice.name) == kind
    ]


@takes_event
def preview(records: Records, layout_name: str, sheet_name: str, start: int, width: int) -> PagePicture:
    """The first sheet as it will be printed, ``width`` pixels wide.

    What is not known yet (a certificate's number, its sessions) is the layout's sample.

    Raises ``KioskError`` when the layout is at fault or does not fit on the sheet.
    """
    chosen, paper = find_layout(records, layout_name), load_sheet(sheet_name)
    with printing_troubles(), scratch("preview") as folder:
        places = len(arrange(paper, chosen).cells)
        start = min(start, places)
        rows = _rows(records, chosen, places - start + 1, seal_file(records, folder))
        out = folder / "preview.pdf"
        title = f"{texts.in_language(details_of(records).names, chosen.language)} · {chosen.label[chosen.language]}"
        documents.write_pdf(chosen, rows, out, fonts=all_fonts(), title=title, sheet=paper, start=start)
        return render(out.read_bytes(), width)


def _rows(records: Records, chosen: Layout, most: int, seal: str) -> list[dict[str, str]]:
    shared = {**chosen.sample(), **_filled(event_fields(records, chosen.language)), "seal": seal}
    people = badge_fields(records, choose_attendees(records), chosen)
    if kind_of(chosen.name) == "certificate":
        rows = [shared | {name: row[name] for name in ON_PAPER} for row in islice(people, most)]
    else:
        rows = [shared | row for row in islice(people, most)]
    return rows or [shared]


def _filled(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if value}


def _sheets(chosen: Layout) -> list[SheetOffer]:
    return [SheetOffer(sheet.name, sheet.label, places_on(chosen, sheet.name)) for sheet in sheets_for(chosen)]
