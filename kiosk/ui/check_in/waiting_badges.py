"""At the staff desk: how many badges from self-service wait to be handed over, and which."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kiosk.actions.papers import hand_over_badges as handing_over
from kiosk.actions.papers.hand_over_badges import WaitingBadge
from kiosk.core.open_event import OpenEvent
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import explain
from kiosk.words.names import name_of

_LOOKS_EVERY_MS = 3000


class WaitingBadges(Retranslated, PushButton):
    """Absent while no badge waits; a click lists them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.badges: tuple[WaitingBadge, ...] = ()
        self._looking = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        theme.set_look(self, "waiting")
        self.clicked.connect(self.show_list)
        self.hide()
        self.look()

    def retranslate(self) -> None:
        """Set the text in the language in use."""
        self.setText(_("Badges waiting: {count}").format(count=len(self.badges)))
        self.setToolTip(_("People checked themselves in, and their badges did not come out"))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.toolTip())

    def look(self) -> None:
        """Read the queue; not any more once the event was let go, although this button may not be gone yet."""
        if not self._desk.reader.is_closed:
            self._desk.reader.run(_read, self._show)

    def show_list(self) -> None:
        """List the badges, to be printed again or handed over."""
        dialog = WaitingDialog(self._desk, self, self.window())
        open_dialog(dialog)

    def _show(self, badges: tuple[WaitingBadge, ...]) -> None:
        if badges != self.badges:
            self.badges = badges
            self.changed.emit()
        self.retranslate()
        self.setVisible(bool(badges))


class WaitingDialog(Dialog):
    """Whose badges wait and why; several can be marked at once."""

    def __init__(self, desk: Desk, waiting: WaitingBadges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._waiting = desk, waiting
        heading, sentence = page.text("title"), page.text()
        self.setWindowTitle(_("Badges waiting to be handed over"))
        heading.setText(self.windowTitle())
        sentence.setText(_("These people are checked in. Their badges did not come out at the self-service desk."))
        self.model = LinesModel([N_("Name"), N_("Affiliation"), N_("Printer")], self._describe)
        self.table = page.Table(self.model, (360, 420))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setAccessibleName(self.windowTitle())
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        self.again, self.given, close = page.button(), page.button("primary"), page.button()
        self.again.setText(_("Print again"))
        self.given.setText(_("Handed over"))
        close.setText(_("Close"))
        buttons = page.row(close, None, self.again, self.given)
        self.setLayout(page.column(heading, sentence, framed, buttons, margins=36, spacing=16))
        self.resize(theme.px(1240), theme.px(780))
        close.clicked.connect(self.reject)
        self.again.clicked.connect(lambda: self._do(handing_over.print_once_more))
        self.given.clicked.connect(lambda: self._do(handing_over.hand_over))
        waiting.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.model.show(self._waiting.badges)
        if self._waiting.badges:
            self.table.selectRow(0)
        for button in (self.again, self.given):
            button.setEnabled(bool(self._waiting.badges))

    def _describe(self, badge: WaitingBadge) -> tuple[str, str, str]:
        job, person = badge.job, badge.person
        if job.trouble:
            why = explain(job.trouble, job.details)
        else:
            why = job.printer or _("No printer is chosen for badges")
        return person.name, name_of(person.affiliation), why

    def _do(self, action: Callable[[OpenEvent, list[str]], object]) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        jobs = [self._waiting.badges[row].job.id for row in sorted(rows)]
        self._desk.lane.run(partial(_act, action, jobs), lambda _changed: self._waiting.look())


def _read(records: OpenEvent, *_progress_and_cancelled: object) -> tuple[WaitingBadge, ...]:
    """Work for a lane that reads."""
    return handing_over.waiting_badges(records)


def _act(action: Callable[[OpenEvent, list[str]], object], jobs: list[str], records: OpenEvent) -> object:
    """Work for the records lane."""
    return action(records, jobs)
