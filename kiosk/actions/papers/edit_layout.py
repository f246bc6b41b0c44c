"""What the layout editor shows of a layout under work: real people's longest texts on it, and what is at fault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kiosk.actions.handles import takes_event
from kiosk.actions.papers.document_fields import OWN_ON_PAPER, badge_fields
from kiosk.actions.papers.own_layouts import kind_of, known_fields
from kiosk.actions.papers.print_documents import choose_attendees
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.core.own_field import OwnField
from kiosk.core.roster import ON_PAPER, Attendee
from kiosk.letter_width import is_wide
from kiosk.store.records import Records
from kiosk.whole_files import scratch
from printing import documents
from printing.documents import Findings
from printing.kinds import kind_of as item_kind
from printing.kinds.properties import Property
from printing.layout import Field, Layout
from printing.layout_editing import (
    in_order,
    with_value,
)
from printing.page_picture import PagePicture
from printing.rendering import render
from printing.wording import LANGUAGE

SAMPLE, OTHER, LONGEST = "sample", "language", ON_PAPER
"""Records to try a layout with: made of the fields' samples, the same in another language of the layout, or of whoever
has the longest text in a field.
"""


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """A record to try a layout with; ``why`` is ``SAMPLE``, ``OTHER`` (the sample in the language ``who``) or the field
    whose longest text this person has.
    """

    why: str
    who: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """One page as it will be printed, and what is to be known before printing it."""

    page: PagePicture
    findings: Findings


@takes_event
def trial_records(records: Records, layout: Layout) -> list[TrialRecord]:
    """The sample, then the people of this event whose texts are the longest in each field the layout shows.

    Numbers, dates and tables of a certificate are the sample's: they are known only when it is issued.
    """
    sample = layout.sample()
    tried = [TrialRecord(SAMPLE, sample.get("name", ""), sample)]
    tried += [TrialRecord(OTHER, code, {**sample, LANGUAGE: code}) for code in layout.other_languages]
    people = choose_attendees(records)
    for field in LONGEST:
        person = max(people, key=_width_of(field), default=None)
        if field not in layout.fields or person is None or not getattr(person, field):
            continue
        (own,) = badge_fields(records, [person], layout)
        if kind_of(layout.name) == "certificate":
            own = {name: value for name, value in own.items() if name in ON_PAPER or value}
        tried.append(TrialRecord(field, person.name, {**sample, **own}))
    return tried


def preview(layout: Layout, values: Mapping[str, str], width: int) -> Preview:
    """The page of one record, ``width`` pixels wide.  Raises ``KioskError`` for what cannot be drawn at all."""
    with printing_troubles(), scratch("preview") as folder:
        page = folder / "page.pdf"
        finished = in_order(layout)
        printed = documents.write_pdf(finished, [dict(values)], page, fonts=all_fonts(), title=layout.name)
        return Preview(render(page.read_bytes(), width), printed.findings)


def changed(layout: Layout, number: int, entry: Property, value: object) -> Layout:
    """The layout with one value of an item changed; fields it shows then, and the program knows, are declared."""
    made = with_value(layout, number, entry, value)
    item = made.items[number]
    asked = (item.condition.when.field, item.condition.unless.field)
    return replace(made, fields=declaring(made, (*item_kind(item).fields(item), *asked)))


def fields_to_insert(layout: Layout, asked: Iterable[OwnField] = ()) -> dict[str, Field]:
    """The fields a text of this layout may show: its own, what else the program fills on such a paper, and the fields
    that this event has ``asked`` its people for."""
    of_event = {f"{OWN_ON_PAPER}{one.code}": _field_of(one) for one in asked}
    return {**known_fields(kind_of(layout.name)), **layout.fields, **of_event}


def declaring(layout: Layout, names: Iterable[str]) -> dict[str, Field]:
    """The layout's fields, with those of ``names`` that it does not declare yet."""
    known, shown = fields_to_insert(layout), list(names)
    own = (name for name in shown if name.startswith(OWN_ON_PAPER) and name not in known)
    known |= {name: _own_field(name) for name in own}
    return {**layout.fields, **{name: known[name] for name in shown if name in known and name not in layout.fields}}


def _field_of(own: OwnField) -> Field:
    sample = next(iter(own.choices), own.code)
    return Field(f"{OWN_ON_PAPER}{own.code}", own.labels, sample=sample, required=False)


def _own_field(name: str) -> Field:
    """A field of the event's own, that a layout names by its code."""
    code = name.removeprefix(OWN_ON_PAPER)
    return _field_of(OwnField(code, {"ko": code, "en": code}))


def _width_of(field: str) -> Callable[[Attendee], int]:
    """How wide a text is about: Hangul and Hanja count two."""

    def width(person: Attendee) -> int:
        return sum(2 if is_wide(letter) else 1 for letter in getattr(person, field))

    return width
