"""What a desk needs, asked in one step: name, room, printer, scanner, camera, PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from kiosk.settings import DEFAULT_DESK, LONGEST_DESK_NAME
from kiosk.ui.access.operator_dialog import OperatorDialog
from kiosk.ui.check_in.door import rooms
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.choices import refill
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.words.catalogue import _


class DeskDialog(Dialog):
    """Everything holds with Done; the scanner is tried and a PIN added in dialogs of their own.  ``stored`` comes when
    something of it changed.
    """

    stored = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        settings = desk.settings
        self.name, self.room, self.printer = QLineEdit(settings.desk), QComboBox(), QComboBox()
        self.camera = page.check(settings.camera_scanner)
        self.scanner, self.person = page.button(), page.button()
        self._scanner_state, self._person_state = page.text("hint"), page.text("hint")
        self._later, self.save = page.button(), page.button("primary")
        self.name.setMaxLength(LONGEST_DESK_NAME)
        self.name.setPlaceholderText(DEFAULT_DESK)
        refill(self.room, [(_("All rooms"), ""), *((room, room) for room in rooms(desk.programme))])
        self.room.setCurrentIndex(max(0, self.room.findData(settings.room)))
        self._fill_printers([])
        self._lay_out()
        self._show_people()
        desk.prints.read_printers(self._fill_printers)
        desk.access.changed.connect(self._show_people)
        self.scanner.clicked.connect(self.try_scanner)
        self.person.clicked.connect(self.add_person)
        self.save.clicked.connect(self._on_save)
        self._later.clicked.connect(self.reject)
        self.finished.connect(lambda _result: desk.device.change(desk_asked=True))

    def try_scanner(self) -> ScannerTrialDialog:
        """Wait for a code of this event."""
        dialog = ScannerTrialDialog(self._desk, self)
        dialog.tried.connect(lambda: self._scanner_state.setText(_("A code of this event arrived.")))
        dialog.tried.connect(self.stored)
        return open_dialog(dialog)

    def add_person(self) -> OperatorDialog:
        """Add somebody with a PIN."""
        dialog = OperatorDialog(self._desk, None, self)
        dialog.saved.connect(self.stored)
        return open_dialog(dialog)

    def _fill_printers(self, names: list[str]) -> None:
        """The printers there are, and the one chosen before although it is gone."""
        prints = self._desk.prints
        chosen = prints.setup.printer_for(prints.setup.at_check_in)
        kept = self.printer.currentData() if self.printer.count() else chosen
        known = dict.fromkeys(filter(None, (*names, chosen)))
        refill(self.printer, [(_("none"), ""), *((name, name) for name in known)])
        self.printer.setCurrentIndex(self.printer.findData(kept))

    def _show_people(self) -> None:
        count = len(self._desk.access.people)
        if count:
            self._person_state.setText(_("{count} {count:person|people} with a PIN").format(count=count))
        else:
            self._person_state.setText(_("Without a PIN anyone at this desk may do everything."))

    def _on_save(self) -> None:
        prints, chosen = self._desk.prints, self.printer.currentData()
        paper = prints.setup.at_check_in
        if chosen != prints.setup.printer_for(paper):
            prints.change(prints.setup.with_paper(paper, printer=chosen))
        room = self.room.currentData()
        pinned = self._desk.settings.pinned if room == self._desk.settings.room else ""
        camera = self.camera.isChecked()
        self._desk.device.change(desk=self.name.text().strip(), room=room, pinned=pinned, camera_scanner=camera)
        self.accept()
        self.stored.emit()

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Set up this desk"))
        title, hint = page.text("title"), page.text("hint")
        title.setText(self.windowTitle())
        hint.setText(_("All of it can be changed later under Settings."))
        rows = [
            self._row(_("Name of this desk"), self.name),
            self._row(_("Room of this desk"), self.room),
            self._row(_("Printer for badges"), self.printer),
            self._row(_("Scanner"), _beside(self.scanner, self._scanner_state)),
            self._row(_("Camera"), self.camera),
            self._row(_("PIN"), _beside(self.person, self._person_state)),
        ]
        self.name.setAccessibleName(_("Name of this desk"))
        self.room.setAccessibleName(_("Room of this desk"))
        self.printer.setAccessibleName(_("Printer for badges"))
        self.scanner.setText(_("Try the scanner"))
        self._scanner_state.setText(_("Keyboard scanners need no set-up."))
        self.camera.setText(_("Read QR codes with the camera"))
        self.person.setText(_("Add a person with a PIN"))
        self._later.setText(_("Later"))
        self.save.setText(_("Done"))
        self.save.setDefault(True)
        buttons = page.row(None, self._later, self.save)
        self.setLayout(page.column(title, hint, page.form(rows), buttons, margins=36, spacing=18))
        self.setMinimumWidth(theme.px(980))
        self.name.setFocus()

    @staticmethod
    def _row(text: str, field: QWidget) -> tuple[QLabel, QWidget]:
        label = page.text(wrap=False)
        label.setText(text)
        return label, field


def _beside(button: QWidget, state: QWidget) -> QWidget:
    held = QWidget()
    line = page.row(button, state, spacing=14)
    line.setStretch(1, 1)
    held.setLayout(line)
    return held
