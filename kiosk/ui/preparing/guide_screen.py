"""The guide from an empty event to a ready one: five steps, each really done here, gone on with at any time."""

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QWidget

from kiosk.actions.preparing.guide import Progress, Step, progress_of
from kiosk.core.open_event import OpenEvent
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.preparing.badge_layout_dialog import BadgeLayoutDialog
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
from kiosk.ui.programme.event_dialog import EventDialog
from kiosk.ui.programme.session_dialog import SessionDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled
from kiosk.ui.services.lanes import Progress as Told
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.symbols import Symbol, draw_symbol
from kiosk.words.catalogue import N_, _, text_of

_STEPS = {
    Step.EVENT: (N_("Event details"), N_("Name, days, place and organiser are printed on badges and certificates.")),
    Step.PROGRAMME: (N_("Programme"), N_("The sessions tell the desk what is open for entry.")),
    Step.ROSTER: (N_("List of people"), N_("Everyone who may come. Each person gets a ticket.")),
    Step.LAYOUT: (N_("Layout of the badges"), N_("Shown with the longest names of this event.")),
    Step.SCAN: (N_("A test scan"), N_("One code through the real scanner, and nobody is checked in.")),
}
_VERBS = {
    Step.EVENT: N_("Fill in"),
    Step.PROGRAMME: N_("Import the programme"),
    Step.ROSTER: N_("Import people"),
    Step.LAYOUT: N_("Choose a layout"),
    Step.SCAN: N_("Try the scanner"),
}


class GuideScreen(Retranslated, QWidget):
    """Shows how far the event is; ``wants_screen`` leads on when all is done."""

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.done = Progress(frozenset())
        self._title, self._summary = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.buttons = {step: page.button() for step in Step}
        self.by_hand, self.checklist, self.desk_button = page.button(), page.button(), page.button("primary")
        self._signs = {step: PlainLabel() for step in Step}
        self._titles = {step: page.text("heading", wrap=False) for step in Step}
        self._texts = {step: page.text("hint") for step in Step}
        self._lay_out()
        self._connect()
        self.retranslate()

    def reload(self) -> None:
        """Read how far the event is, when the screen is seen."""
        if self.isVisible():
            self.desk.reader.run(partial(_read, self.desk.settings.desk_id), self._on_read)

    def begin(self, step: Step) -> QDialog:
        """Open what a step is done in; a change there counts as soon as it is stored."""
        makers = {
            Step.EVENT: self._event, Step.PROGRAMME: self._programme, Step.ROSTER: self._roster,
            Step.LAYOUT: self._layout, Step.SCAN: self._scan,
        }  # fmt: skip
        return open_dialog(makers[step]())

    def showEvent(self, event: QShowEvent) -> None:
        """Steps may have been done elsewhere meanwhile."""
        super().showEvent(event)
        self.reload()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Step by step to the event"))
        self.by_hand.setText(_("Add a session manually"))
        self.checklist.setText(_("Check everything"))
        self.desk_button.setText(_("To the check-in"))
        for step, (title, _line) in _STEPS.items():
            self._titles[step].setText(_(title))
            self.buttons[step].setText(_("Change it") if step in self.done.done else _(_VERBS[step]))
            self.buttons[step].setAccessibleDescription(self._titles[step].text())
            self._texts[step].setText(self._text(step))
        count = len(self.done.done)
        all_done = _("All five steps are done.")
        self._summary.setText(
            all_done if count == len(Step) else _("{count} of {total} done").format(count=count, total=len(Step))
        )

    def _on_read(self, done: Progress) -> None:
        self.done = done
        upcoming = done.next_step
        for number, step in enumerate(Step, start=1):
            self._signs[step].setPixmap(_sign(number, step in done.done, step is upcoming))
            theme.set_look(self.buttons[step], "primary" if step is upcoming else "")
        theme.set_look(self.desk_button, "" if upcoming else "primary")
        self.retranslate()
        (self.buttons[upcoming] if upcoming else self.desk_button).setFocus()

    def _text(self, step: Step) -> str:
        if step not in self.done.done:
            return _(_STEPS[step][1])
        match step:
            case Step.EVENT:
                event = self.desk.details
                return "  ·  ".join(map(text_of, (event.names, event.places, event.organisers)))
            case Step.PROGRAMME:
                return _("{count} {count:session|sessions}").format(count=self.done.sessions)
            case Step.ROSTER:
                return _("{count} {count:person|people}").format(count=f"{self.done.people:,}")
            case Step.LAYOUT:
                return text_of(self.done.layout)
        return _("A code of this event arrived at this desk.")

    def _event(self) -> QDialog:
        dialog = EventDialog(self.desk, self)
        dialog.stored.connect(self._on_programme_stored)
        return dialog

    def _programme(self) -> QDialog:
        dialog = ProgrammeImportDialog(self.desk, self)
        dialog.imported.connect(self._on_programme_stored)
        return dialog

    def _session(self) -> QDialog:
        dialog = SessionDialog(self.desk, self)
        dialog.stored.connect(self._on_programme_stored)
        return dialog

    def _roster(self) -> QDialog:
        dialog = RosterImportDialog(self.desk, self)
        dialog.imported.connect(lambda _sentence: self.desk.tell_roster_changed())
        return dialog

    def _layout(self) -> QDialog:
        dialog = BadgeLayoutDialog(self.desk, self)
        dialog.chosen.connect(self.reload)
        return dialog

    def _scan(self) -> QDialog:
        dialog = ScannerTrialDialog(self.desk, self)
        dialog.tried.connect(self.reload)
        return dialog

    def _on_programme_stored(self) -> None:
        self.desk.tell_programme_changed()

    def _on_button(self, step: Step) -> None:
        """With a click the file dialog of an import opens at once: it is what the button says."""
        from kiosk.ui.imports.import_dialog import ImportDialog  # imported late: start-up time

        dialog = self.begin(step)
        if isinstance(dialog, ImportDialog):
            dialog.choose_file()

    def _connect(self) -> None:
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, step=step: self._on_button(step))
        self.by_hand.clicked.connect(lambda: open_dialog(self._session()))
        self.checklist.clicked.connect(lambda: self.wants_screen.emit("checklist"))
        self.desk_button.clicked.connect(lambda: self.wants_screen.emit("check_in"))
        self.desk.programme_changed.connect(self.reload)
        self.desk.roster_changed.connect(self.reload)

    def _lay_out(self) -> None:
        card = page.card()
        grid = QGridLayout(card)
        grid.setContentsMargins(theme.px(36), theme.px(24), theme.px(36), theme.px(24))
        grid.setHorizontalSpacing(theme.px(28))
        grid.setColumnStretch(1, 1)
        for place, step in enumerate(Step):
            words = page.column(None, self._titles[step], self._texts[step], None, spacing=4)
            grid.addWidget(self._signs[step], place, 0)
            grid.addLayout(words, place, 1)
            grid.addWidget(self._controls(step), place, 2, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowStretch(place, 1)
        head = ScreenHead(self._title, self.checklist, self.desk_button, line=self._summary)
        self.setLayout(screen_column(head, card, fills=card))

    def _controls(self, step: Step) -> FlowBox:
        extra: tuple[QPushButton, ...] = (self.by_hand,) if step is Step.PROGRAMME else ()
        return FlowBox(self.buttons[step], *extra, spacing=12)


def _read(desk_id: str, records: OpenEvent, _progress: Told, _cancelled: Cancelled) -> Progress:
    return progress_of(records, desk_id)


def _sign(number: int, done: bool, upcoming: bool) -> QPixmap:
    """A tick, or the number of a step in a disc; dark for the one to do now."""
    side = theme.px(64)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 1, side - 2, side - 2)
    if done:
        draw_symbol(painter, Symbol.TICK, box, theme.TEAL, theme.ON_TEAL)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ACTION if upcoming else theme.LINE)
        painter.drawEllipse(box)
        painter.setPen(theme.ON_ACTION if upcoming else theme.QUIET)
        painter.setFont(theme.font(34, theme.Weight.EXTRA_BOLD))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return picture
