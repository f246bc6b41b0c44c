"""From an empty event to a ready one, and what is left to do after it, read from the event itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.door.try_scanner import tried_at
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.auto_backup import backup_state
from kiosk.actions.papers.own_layouts import LayoutChoice, find_layout, kind_of, layout_choices
from kiosk.actions.papers.print_documents import print_badges
from kiosk.core.access import Permission
from kiosk.core.agenda import is_over
from kiosk.core.operation import Kind
from kiosk.core.readiness import State, desk_lines
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.settings import Settings
from kiosk.store.records import Records
from kiosk.whole_files import scratch
from printing.page_picture import PagePicture
from printing.rendering import render

_FIELD = "badge_layout"


class Step(StrEnum):
    """What is done for an event, before it and after it, in its order."""

    EVENT = "event"
    PROGRAMME = "programme"
    ROSTER = "roster"
    DESK = "desk"
    LAYOUT = "layout"
    SCAN = "scan"
    BACKUP = "backup"
    TICKETS = "tickets"
    BADGES = "badges"
    OPERATORS = "operators"
    PRACTICE = "practice"
    CERTIFICATES = "certificates"
    REPORT = "report"
    EVIDENCE = "evidence"
    MAIL = "mail"
    COPY = "copy"
    ERASE = "erase"


AFTER = (Step.CERTIFICATES, Step.REPORT, Step.EVIDENCE, Step.MAIL, Step.COPY, Step.ERASE)
"""When the last session has ended."""
BEFORE = tuple(step for step in Step if step not in AFTER)
_NEEDED = frozenset(BEFORE) - {Step.TICKETS, Step.BADGES, Step.OPERATORS, Step.PRACTICE} | {
    Step.CERTIFICATES,
    Step.COPY,
}
"""Without these an event is not ready, or not over; the others are done where somebody wants them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an event is: the steps done, and what is there to be told of them; ``layout`` is the label of the chosen
    one by language.  ``counts`` has the number of what was made in a step, where that is known.
    """

    done: frozenset[Step]
    counts: Mapping[Step, int] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    is_over: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the present time."""
        return AFTER if self.is_over else BEFORE

    @property
    def next_step(self) -> Step | None:
        """The first step that is needed and not done; None when all are."""
        return next((step for step in self.steps if step in _NEEDED and step not in self.done), None)


@takes_event
def progress_of(records: Records, here: Settings, now: datetime) -> Progress:
    """How far the event is at the moment ``now`` (aware), at the desk whose settings are ``here``."""
    details, programme = details_of(records), records.programme.sessions()
    label = _label_of(records, records.event.text(_FIELD))
    counts = {
        Step.PROGRAMME: len(programme),
        Step.ROSTER: records.people.count(),
        Step.TICKETS: len(records.mails.reached()),
        Step.BADGES: len(records.papers.badge_times()),
        Step.OPERATORS: len(records.operators.all()),
        Step.CERTIFICATES: sum(one.is_valid for one in records.papers.certificates()),
    }
    found = {step: count > 0 for step, count in counts.items()} | {
        Step.EVENT: bool(details.names and details.places and details.organisers),
        Step.DESK: all(line.state is State.READY for line in desk_lines(here.desk, here.room, here.pinned, programme)),
        Step.LAYOUT: bool(label),
        Step.SCAN: tried_at(records, here.desk_id) is not None,
        Step.BACKUP: bool(here.copies_folder),
        Step.PRACTICE: here.practised,
        Step.COPY: _is_backed_up(records, here.copies_folder),
        Step.ERASE: records.figures.purge() is not None,
    }
    done = frozenset(step for step, is_done in found.items() if is_done)
    return Progress(done, counts, label, is_over(programme, now))


def _is_backed_up(records: Records, folder: str) -> bool:
    """Whether the newest backup holds everything."""
    if not folder:
        return False
    try:
        state = backup_state(records, Path(folder))
    except KioskError:
        return False
    return bool(state.copies) and not (state.trouble or state.lost or state.behind)


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
