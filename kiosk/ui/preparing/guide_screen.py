"""The guide from an empty event to a ready one, and through what is left to do after it; gone on with at any time."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QPushButton, QWidget

from kiosk.actions.preparing.guide import AFTER, BEFORE, Progress, Step, progress_of
from kiosk.core.open_event import OpenEvent
from kiosk.settings import Settings
from kiosk.ui.imports.import_dialog import ImportDialog
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.preparing.badge_layout_dialog import BadgeLayoutDialog
from kiosk.ui.preparing.desk_dialog import DeskDialog
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
from kiosk.ui.programme.event_dialog import EventDialog
from kiosk.ui.programme.session_dialog import SessionDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled
from kiosk.ui.services.lanes import Progress as OnProgress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.scrolling import scrolled
from kiosk.ui.widgets.symbols import Symbol, draw_symbol
from kiosk.words.catalogue import N_, _, text_of
from kiosk.words.links import PRACTICE

_STEPS = {
    Step.EVENT: (N_("Event details"), N_("Name, days, place and organiser are printed on badges and certificates.")),
    Step.PROGRAMME: (N_("Programme"), N_("The sessions tell the desk what is open for entry.")),
    Step.ROSTER: (N_("List of people"), N_("Everyone who may come. Each person gets a ticket.")),
    Step.DESK: (N_("This desk"), N_("Name, room, printer, scanner, camera and PIN, in one step.")),
    Step.LAYOUT: (N_("Layout of the badges"), N_("Shown with the longest names of this event.")),
    Step.SCAN: (N_("A test scan"), N_("One code through the real scanner, and nobody is checked in.")),
    Step.BACKUP: (N_("Backup"), N_("A copy every few minutes, on a USB stick or another drive.")),
    Step.TICKETS: (N_("Tickets"), N_("By e-mail, or as pictures and PDF to hand out.")),
    Step.BADGES: (N_("Badges"), N_("Printed before the event, or one by one at the desk.")),
    Step.OPERATORS: (N_("People at the desks"), N_("With a PIN for each, the record says who did what.")),
    Step.PRACTICE: (
        N_("Practise with the desk"),
        N_("People arrive, with mishaps and a clock, on a copy of the event."),
    ),
    Step.CERTIFICATES: (N_("Certificates"), N_("For everyone who earned one; the others are listed with the reason.")),
    Step.REPORT: (N_("Report"), N_("Overview, attendance, certificates, method.")),
    Step.EVIDENCE: (N_("Evidence"), N_("Everything the funder asks for, in one file.")),
    Step.MAIL: (N_("E-mail"), N_("A table for a mail merge: thanks, certificates, questions.")),
    Step.COPY: (N_("A copy to keep"), N_("The whole event in one file, on another drive.")),
    Step.ERASE: (N_("Erase personal data"), N_("Names and contacts are erased for good. The figures are kept.")),
}
_VERBS = {
    Step.EVENT: N_("Fill in"),
    Step.PROGRAMME: N_("Import the programme"),
    Step.ROSTER: N_("Import people"),
    Step.DESK: N_("Set up this desk"),
    Step.LAYOUT: N_("Choose a layout"),
    Step.SCAN: N_("Try the scanner"),
    Step.BACKUP: N_("Set up the backup"),
    Step.TICKETS: N_("Send tickets"),
    Step.BADGES: N_("Create badges"),
    Step.OPERATORS: N_("Add people"),
    Step.PRACTICE: N_("Practise"),
    Step.CERTIFICATES: N_("Create certificates"),
    Step.REPORT: N_("Create the report"),
    Step.EVIDENCE: N_("Create the evidence"),
    Step.MAIL: N_("Create a table"),
    Step.COPY: N_("Create a backup"),
    Step.ERASE: N_("Erase people"),
}
_DONE = {
    Step.SCAN: N_("A code of this event arrived at this desk."),
    Step.PRACTICE: N_("The whole queue was played at this desk."),
    Step.COPY: N_("The newest backup has everything."),
    Step.ERASE: N_("The people are erased."),
}
_PLACES = {
    Step.BACKUP: "settings.backup",
    Step.TICKETS: "documents.mail",
    Step.BADGES: "documents.badges",
    Step.OPERATORS: "settings.operators",
    Step.PRACTICE: PRACTICE,
    Step.CERTIFICATES: "documents.certificates",
    Step.REPORT: "documents.report",
    Step.EVIDENCE: "documents.evidence",
    Step.MAIL: "documents.mail_merge",
    Step.COPY: "documents.backup",
    Step.ERASE: "documents.erase",
}
"""Steps that are done on another screen; the others are done in a dialog of the guide."""


class GuideScreen(Retranslated, QWidget):
    """Shows how far the event is; ``wants_screen`` leads to steps that are done elsewhere, and on when all is done."""

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.done = Progress(frozenset())
        self._title, self._summary = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.buttons = {step: page.button() for step in Step}
        self.by_hand, self.checklist, self.desk_button = page.button(), page.button(), page.button("primary")
        self._signs = {step: PlainLabel() for step in Step}
        self._titles = {step: page.text("heading") for step in Step}
        self._texts = {step: page.text("hint") for step in Step}
        self._cards = {steps: self._card(steps) for steps in (BEFORE, AFTER)}
        self._lay_out()
        self._connect()
        self.retranslate()

    def reload(self) -> None:
        """Read how far the event is, when the screen is seen."""
        if self.isVisible():
            self.desk.reader.run(partial(_read, self.desk.settings, self.desk.now()), self._on_read)

    def begin(self, step: Step) -> QDialog:
        """Open what a step is done in; a change there counts as soon as it is stored."""
        makers = {
            Step.EVENT: self._event, Step.PROGRAMME: self._programme, Step.ROSTER: self._roster,
            Step.DESK: self._set_up_desk, Step.LAYOUT: self._layout, Step.SCAN: self._scan,
        }  # fmt: skip
        return open_dialog(makers[step]())

    def bring_in(self, files: Mapping[Step, Path]) -> None:
        """Show one after the other what these files would bring, each in the dialog of its step."""
        if not files:
            return
        (step, path), *left = files.items()
        dialog = self.begin(step)
        if isinstance(dialog, ImportDialog):
            dialog.open_file(path)
        dialog.finished.connect(lambda _result: self.bring_in(dict(left)))

    def showEvent(self, event: QShowEvent) -> None:
        """Steps may have been done elsewhere meanwhile."""
        super().showEvent(event)
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        """The signs are pictures: another theme or size of text has its own."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.layout() is not None:
            self._draw_signs()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("After the event") if self.done.is_over else _("Step by step to the event"))
        self.by_hand.setText(_("Add a session manually"))
        self.checklist.setText(_("Check everything"))
        self.desk_button.setText(_("To the check-in"))
        for step, (title, _line) in _STEPS.items():
            self._titles[step].setText(_(title))
            self.buttons[step].setText(self._verb(step))
            self.buttons[step].setAccessibleDescription(self._titles[step].text())
            self._texts[step].setText(self._text(step))
        self._summary.setText(self._summed_up())

    def _verb(self, step: Step) -> str:
        if step not in self.done.done or step in _PLACES:
            return _(_VERBS[step])
        return _("Try again") if step is Step.SCAN else _("Change it")

    def _summed_up(self) -> str:
        if self.done.is_over:
            return _("The last session has ended. This is left to do.")
        count = sum(step in self.done.done for step in BEFORE)
        if count == len(BEFORE):
            return _("Every step is done.")
        told = _("{count} of {total} done").format(count=count, total=len(BEFORE))
        return (
            told
            if self.done.next_step
            else _("Everything needed is done ({count} of {total}).").format(count=count, total=len(BEFORE))
        )

    def _on_read(self, done: Progress) -> None:
        self.done = done
        upcoming = done.next_step
        for steps, card in self._cards.items():
            card.setVisible(steps == done.steps)
        self._draw_signs()
        for step in done.steps:
            theme.set_look(self.buttons[step], "primary" if step is upcoming else "")
        self.checklist.setHidden(done.is_over)
        self.desk_button.setHidden(done.is_over)
        theme.set_look(self.checklist, "" if upcoming else "primary")
        self.retranslate()
        (self.buttons[upcoming or done.steps[0]] if upcoming or done.is_over else self.checklist).setFocus()

    def _draw_signs(self) -> None:
        for number, step in enumerate(self.done.steps, start=1):
            self._signs[step].setPixmap(_sign(number, step in self.done.done, step is self.done.next_step))

    def _text(self, step: Step) -> str:
        if step not in self.done.done:
            return _(_STEPS[step][1])
        if step in _DONE:
            return _(_DONE[step])
        if step in (said := self._said()):
            return said[step]
        count = self.done.counts.get(step, 0)
        if step is Step.PROGRAMME:
            return _("{count} {count:session|sessions}").format(count=count)
        if step in (Step.ROSTER, Step.OPERATORS):
            return _("{count} {count:person|people}").format(count=f"{count:,}")
        return _("{count} so far").format(count=f"{count:,}")

    def _said(self) -> dict[Step, str]:
        """What was entered in a step, in its own words."""
        event, settings = self.desk.details, self.desk.settings
        return {
            Step.EVENT: "  ·  ".join(map(text_of, (event.names, event.places, event.organisers))),
            Step.DESK: "  ·  ".join(filter(None, (self.desk.desk_name, settings.room))),
            Step.LAYOUT: text_of(self.done.layout),
            Step.BACKUP: settings.copies_folder,
        }

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

    def _set_up_desk(self) -> QDialog:
        dialog = DeskDialog(self.desk, self)
        dialog.stored.connect(self.reload)
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
        if step in _PLACES:
            self.wants_screen.emit(_PLACES[step])
            return
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
        self.desk.access.changed.connect(self.reload)

    def _lay_out(self) -> None:
        held = QWidget()
        held.setLayout(page.column(*self._cards.values(), None, spacing=0))
        area = scrolled(held)
        head = ScreenHead(self._title, self.checklist, self.desk_button, line=self._summary)
        self.setLayout(screen_column(head, area, fills=area))
        self._cards[AFTER].hide()

    def _card(self, steps: tuple[Step, ...]) -> QFrame:
        card = page.card()
        grid = QGridLayout(card)
        grid.setContentsMargins(theme.px(36), theme.px(18), theme.px(36), theme.px(18))
        grid.setHorizontalSpacing(theme.px(28))
        grid.setVerticalSpacing(theme.px(11))
        grid.setColumnStretch(1, 1)
        for place, step in enumerate(steps):
            words = page.column(None, self._titles[step], self._texts[step], None, spacing=2)
            grid.addWidget(self._signs[step], place, 0)
            grid.addLayout(words, place, 1)
            grid.addWidget(self._controls(step), place, 2, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _controls(self, step: Step) -> FlowBox:
        extra: tuple[QPushButton, ...] = (self.by_hand,) if step is Step.PROGRAMME else ()
        return FlowBox(self.buttons[step], *extra, spacing=12)


def _read(
    settings: Settings, now: datetime, records: OpenEvent, _progress: OnProgress, _cancelled: Cancelled
) -> Progress:
    return progress_of(records, settings, now)


def _sign(number: int, done: bool, upcoming: bool) -> QPixmap:
    """A tick, or the number of a step in a ring; a disc for the one to do now."""
    side = theme.px(50)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(2, 2, side - 4, side - 4)
    if done:
        draw_symbol(painter, Symbol.TICK, box, theme.TEAL, theme.ON_TEAL)
    else:
        painter.setPen(Qt.PenStyle.NoPen if upcoming else QPen(theme.QUIET, 2))
        painter.setBrush(theme.ACTION if upcoming else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setPen(theme.ON_ACTION if upcoming else theme.QUIET)
        painter.setFont(theme.font(27, theme.Weight.EXTRA_BOLD))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return picture
