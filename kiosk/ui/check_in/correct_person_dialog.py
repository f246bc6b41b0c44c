"""Correcting what a badge says before it is printed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import ON_PAPER, Attendee
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words.catalogue import _
from kiosk.words.fields import field_name


class CorrectPersonDialog(StoringDialog):
    """The fields that stand on a badge; ``saved`` carries the person as stored, and whether the badge is wanted."""

    saved = Signal(object, bool)

    def __init__(self, desk: Desk, person: Attendee, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._person = desk, person
        self.fields = {name: QLineEdit(getattr(person, name)) for name in ON_PAPER}
        self.notice, back = page.Notice(), page.button()
        self.save, self.save_and_print = page.button(), page.button("primary")
        self.setWindowTitle(_("Correct a person"))
        heading = page.text("title")
        heading.setText(self.windowTitle())
        rows = []
        for name, field in self.fields.items():
            label = page.text(wrap=False)
            label.setText(field_name(name))
            field.setAccessibleName(label.text())
            rows.append((label, field))
        self.save.setText(_("Save"))
        self.save_and_print.setText(_("Save and make the badge"))
        back.setText(_("Cancel"))
        self.save_and_print.setDefault(True)
        buttons = page.row(None, back, self.save, self.save_and_print)
        self.setLayout(page.column(heading, page.form(rows), self.notice, buttons, margins=36, spacing=16))
        self.setMinimumWidth(theme.px(860))
        self.fields["name"].textChanged.connect(self._enable)
        self.fields["name"].selectAll()
        self.save.clicked.connect(lambda: self._on_save(False))
        self.save_and_print.clicked.connect(lambda: self._on_save(True))
        back.clicked.connect(self.reject)

    def _enable(self) -> None:
        self._allow(bool(self.fields["name"].text().strip()))

    def _allow(self, saving: bool) -> None:
        for button in (self.save, self.save_and_print):
            button.setEnabled(saving)

    def _on_save(self, badge_wanted: bool) -> None:
        entered = {name: field.text() for name, field in self.fields.items()}

        def store(records: OpenEvent) -> Attendee:
            return edit_attendee(records, self._person.id, entered)

        self._allow(False)
        stored = partial(self._on_stored, badge_wanted)
        self._desk.lane.run(store, *self.telling(self._desk, stored, self._on_trouble))

    def _on_stored(self, badge_wanted: bool, person: Attendee) -> None:
        self.accept()
        self.saved.emit(person, badge_wanted)

    def _on_trouble(self, trouble: KioskError) -> None:
        self._enable()
        self.notice.trouble(self._desk.explain(trouble))
