"""One of an event's own fields: made, edited, removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from kiosk.actions.people.own_fields import remove_own_field, save_own_field
from kiosk.core.own_field import OwnField, OwnKind
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.texts_field import TextsField
from kiosk.words.catalogue import _, text_of
from kiosk.words.own_fields import KINDS


class OwnFieldDialog(StoringDialog):
    """Edits ``field``, or makes one; ``stored`` tells in a sentence what was done."""

    stored = Signal(str)

    def __init__(self, desk: Desk, field: OwnField | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.field = desk, field
        self.notice, self.kind = page.Notice(), QComboBox()
        self.labels = TextsField(field.labels if field is not None else None)
        self.code, self.choices = QLineEdit(), QLineEdit()
        self.shown, self.asked = QCheckBox(), QCheckBox()
        self.remove, self.back, self.save = page.button("danger"), page.button(), page.button("primary")
        for kind, word in KINDS.items():
            self.kind.addItem(_(word), kind)
        self._show(field)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(self._on_remove)
        self.back.clicked.connect(self.reject)
        self.save.setDefault(True)
        self._on_kind()

    def entered(self) -> OwnField:
        """The field as it was typed."""
        choices = tuple(part.strip() for part in self.choices.text().replace(",", ";").split(";") if part.strip())
        kind = OwnKind(self.kind.currentData())
        return OwnField(
            self.code.text(), self.labels.texts(), kind, choices, self.shown.isChecked(), self.asked.isChecked()
        )  # fmt: skip

    def _on_kind(self) -> None:
        self.choices.setEnabled(self.kind.currentData() == OwnKind.CHOICE)

    def _on_save(self) -> None:
        entered, known = self.entered(), self.field.code if self.field else None
        self._set_busy(True)
        telling = self.telling(self.desk, self._on_saved, self._on_refused)
        self.desk.lane.run(lambda records: save_own_field(records, entered, known=known), *telling)

    def _on_saved(self, field: OwnField) -> None:
        self.accept()
        self.stored.emit(_("Saved: {session}.").format(session=text_of(field.labels)))

    def _on_remove(self) -> None:
        self._set_busy(True)
        code = present(self.field).code
        telling = self.telling(self.desk, self._on_removed, self._on_refused)
        self.desk.lane.run(lambda records: remove_own_field(records, code), *telling)

    def _on_removed(self, _nothing: None) -> None:
        self.accept()
        self.stored.emit(_("Removed: {session}.").format(session=text_of(present(self.field).labels)))

    def _on_refused(self, trouble: KioskError) -> None:
        self._set_busy(False)
        self.notice.trouble(self.desk.explain(trouble))

    def _set_busy(self, busy: bool) -> None:
        for button in (self.save, self.remove, self.back):
            button.setEnabled(not busy)

    def _show(self, field: OwnField | None) -> None:
        self.shown.setChecked(True)
        if field is not None:
            self.code.setText(field.code)
            self.code.setEnabled(False)
            self.kind.setCurrentIndex(self.kind.findData(field.kind))
            self.choices.setText("; ".join(field.choices))
            self.shown.setChecked(field.shown)
            self.asked.setChecked(field.asked)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("New own field") if self.field is None else _("Own field"))
        title = page.text("title")
        title.setText(self.windowTitle())
        for button, text in ((self.remove, _("Remove")), (self.back, _("Cancel")), (self.save, _("Save"))):
            button.setText(text)
        self.remove.setVisible(self.field is not None)
        self.shown.setText(_("Show it when the person is scanned"))
        self.asked.setText(_("Ask for it at the entry, while it is empty"))
        self.choices.setPlaceholderText(_("such as S; M; L; XL"))
        self.code.setPlaceholderText(_("for commands and layouts; made from the name if empty"))
        rows = (
            (_("Field name"), self.labels), (_("Code"), self.code), (_("What is entered"), self.kind),
            (_("Choices"), self.choices),
        )  # fmt: skip
        for name, field in rows:
            field.setAccessibleName(name)
        self.labels.say(_("Field name"))
        form = page.form([(PlainLabel(name), field) for name, field in rows])
        buttons = page.row(self.remove, None, self.back, self.save)
        self.setLayout(
            page.column(title, form, self.shown, self.asked, self.notice, None, buttons, margins=36, spacing=18)
        )
        self.resize(theme.px(960), theme.px(680))
        self.labels.setFocus()
