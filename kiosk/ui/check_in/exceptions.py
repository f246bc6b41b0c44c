"""What is not a scan: walk-ins, corrections, badges once more, a person's history.  Scans go on behind every dialog."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from kiosk.actions.door.at_the_door import Outcome
from kiosk.actions.door.people_index import PeopleIndex
from kiosk.actions.papers.print_queue import has_badge
from kiosk.core.open_event import OpenEvent
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.ui.check_in.badge_maker import BadgeMaker
from kiosk.ui.check_in.check_in_flow import CheckInFlow
from kiosk.ui.check_in.correct_person_dialog import CorrectPersonDialog
from kiosk.ui.check_in.correction_dialogs import badge_again_dialog
from kiosk.ui.check_in.key_overview import KeyOverview
from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.ui.people.history_dialog import HistoryDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets.present import present

Opened = TypeVar("Opened", bound=QDialog)


class Exceptions(QObject):
    """Opens the dialogs over ``window`` and does what is entered there.

    ``checked_in_by_hand`` carries somebody who turned out to be on the roster; ``undo_wanted`` an answer of a history;
    ``closed`` comes after each dialog.  ``practice_wanted`` is for whoever keeps the windows.
    """

    checked_in_by_hand = Signal(object)
    undo_wanted = Signal(object)
    closed = Signal()
    practice_wanted = Signal()

    def __init__(self, desk: Desk, flow: CheckInFlow, badges: BadgeMaker, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._flow, self._badges, self._window = desk, flow, badges, window

    def register(self, people: PeopleIndex, session: Session | None, name: str = "") -> WalkInDialog:
        """Ask for the three fields of a walk-in, who may have been looked for as ``name``; register, check in, and make
        badge and ticket.
        """
        dialog = WalkInDialog(self._desk, people, session, self._window.window(), name=name)
        dialog.found.connect(self.checked_in_by_hand)
        dialog.entered.connect(lambda fields: self._on_entered(dialog, fields))
        return self._opened(dialog)

    def correct(self, person: Attendee) -> CorrectPersonDialog:
        """Correct what the badge of ``person`` says."""
        dialog = CorrectPersonDialog(self._desk, person, self._window.window())
        dialog.saved.connect(self._on_corrected)
        return self._opened(dialog)

    def make_badge(self, attendee_id: str, name: str) -> None:
        """Make a badge; where one was made before, ask why again."""
        self._desk.reader.run(partial(_has_badge, attendee_id), partial(self._on_known, attendee_id, name))

    def show_history(self, person: Attendee) -> HistoryDialog:
        """Show everything that was scanned of ``person``."""
        dialog = HistoryDialog(self._desk, person, self._window.window())
        dialog.undo_wanted.connect(self.undo_wanted)
        self._flow.taken_back.connect(dialog.reload)
        self._flow.answered.connect(dialog.reload)
        return self._opened(dialog)

    def show_keys(self) -> KeyOverview:
        """Show which key does what, and the way to practise for whoever does not do so already."""
        overview = KeyOverview(self._window.window())
        overview.practise.setHidden(self._desk.is_practice)
        overview.practice_wanted.connect(self.practice_wanted)
        return self._opened(overview)

    def _opened(self, dialog: Opened) -> Opened:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self.closed)
        dialog.open()
        return dialog

    def _on_entered(self, dialog: WalkInDialog, fields: dict[str, object]) -> None:
        registered = partial(self._on_registered, dialog)
        self._flow.register(fields, *dialog.telling(self._desk, registered, dialog.tell_trouble))

    def _on_registered(self, dialog: WalkInDialog, outcome: Outcome) -> None:
        dialog.accept()
        self._desk.tell_roster_changed()
        person = outcome.row.answer.person
        self._badges.make(present(person).id, present(person).name, with_ticket=True)

    def _on_corrected(self, person: Attendee, badge_wanted: bool) -> None:
        self._desk.tell_roster_changed()
        if badge_wanted:
            self.make_badge(person.id, person.name)

    def _on_known(self, attendee_id: str, name: str, has_badge: bool) -> None:
        if not has_badge:
            self._badges.make(attendee_id, name)
            return
        dialog = badge_again_dialog(name, self._window.window())
        dialog.given.connect(lambda reason: self._badges.make(attendee_id, name, reason=reason))
        self._opened(dialog)


def _has_badge(attendee_id: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> bool:
    return has_badge(records, attendee_id)
