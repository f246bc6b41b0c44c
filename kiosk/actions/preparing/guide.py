"""From an empty event to a ready one: what is done, read from the event itself, so that it can be gone on with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.door.try_scanner import tried_at
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.own_layouts import LayoutChoice, find_layout, kind_of, layout_choices
from kiosk.actions.papers.print_documents import print_badges
from kiosk.core.access import Permission
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee
from kiosk.store.records import Records
from kiosk.whole_files import scratch
from printing.page_picture import PagePicture
from printing.rendering import render

_FIELD = "badge_layout"


class Step(StrEnum):
    """The steps, in their order."""

    EVENT = "event"
    PROGRAMME = "programme"
    ROSTER = "roster"
    LAYOUT = "layout"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an event is: the steps done, and what is there to be told of them; ``layout`` is the
    label of the chosen one by language.
    """

    done: frozenset[Step]
    sessions: int = 0
    people: int = 0
    layout: Mapping[str, str] = field(default_factory=dict)

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done; None when all are."""
        return next((step for step in Step if step not in self.done), None)


@takes_event
def progress_of(records: Records, desk_id: str) -> Progress:
    """How far the event is at this desk."""
    details, sessions, people = details_of(records), len(records.programme.sessions()), records.people.count()
    label = _label_of(records, records.event.text(_FIELD))
    found = {
        Step.EVENT: bool(details.names and details.places and details.organisers),
        Step.PROGRAMME: sessions > 0,
        Step.ROSTER: people > 0,
        Step.LAYOUT: bool(label),
        Step.SCAN: tried_at(records, desk_id) is not None,
    }
    return Progress(frozenset(step for step, done in found.items() if done), sessions, people, label)


@takes_event
def chosen_layout(records: Records) -> str:
    """The badge layout the event has chosen, or the one that is shipped first."""
    return records.event.text(_FIELD) or "badge"


@takes_event
def choose_layout(records: Records, name: str) -> None:
    """Choose the layout of this event's badges; raises ``KioskError`` when there is none of this name."""
    require(records, Permission.CHANGE_RULES)
    find_layout(records, name)
    if records.event.text(_FIELD) != name:
        with records.transaction():
            records.append(Kind.EVENT, "event", {_FIELD: name}, at=clock.now())


@takes_event
def badge_choices(records: Records) -> list[LayoutChoice]:
    """The badge layouts there are."""
    return [choice for choice in layout_choices(records) if kind_of(choice.name) == "badge"]


@takes_event
def longest_badge(records: Records, name: str, side: int) -> PagePicture:
    """The badge of the person with the longest texts in this layout, as large as fits a square of ``side`` pixels; of
    nobody where there is no roster."""
    person = records.people.longest() or Attendee("0" * 13, "홍길동", "Hong Gildong", ticket_code="0" * 34)
    with scratch("badge") as folder:
        made = print_badges(records, [person], folder / "badge.pdf", layout_name=name)
        return render(made.files[0].read_bytes(), side, side)


def _label_of(records: Records, name: str) -> Mapping[str, str]:
    """What the chosen layout is called; nothing when none is, or it is gone."""
    return next((choice.label for choice in badge_choices(records) if choice.name == name), {})
