"""The event's own fields of its people, as a list from which they are made and edited."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kiosk.core.own_field import OwnField
from kiosk.ui.people.own_field_dialog import OwnFieldDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words.catalogue import N_, _, text_of
from kiosk.words.own_fields import facts_text


class OwnFieldsDialog(Dialog):
    """Shows what the desk knows of them; it is told by ``programme_changed`` when one was edited."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lines: list[OwnField] = []
        self.model = LinesModel((N_("Field name"), N_("Code"), N_("What is entered")), self._describe)
        self.table = page.Table(self.model, (360, 220))
        self.notice, self._nothing = page.Notice(), page.text("hint")
        self.new, self.edit, self.back = page.button("primary"), page.button(), page.button()
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.activated.connect(self._edit_marked)
        self.new.clicked.connect(lambda: self.open_field(None))
        self.edit.clicked.connect(self._edit_marked)
        self.back.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new.click)
        desk.programme_changed.connect(self._show)
        self._show()

    def chosen(self) -> OwnField | None:
        """The field that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.lines[rows[0].row()] if rows and rows[0].row() < len(self.lines) else None

    def open_field(self, field: OwnField | None) -> OwnFieldDialog:
        """Edit a field, or make one."""
        dialog = OwnFieldDialog(self._desk, field, self)
        dialog.stored.connect(self._on_stored)
        return open_dialog(dialog)

    def _on_stored(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.changed.emit()

    def _show(self) -> None:
        self.lines = list(self._desk.own_fields.values())
        self.model.show(self.lines)
        self._nothing.setVisible(not self.lines)
        self._enable()

    def _enable(self) -> None:
        self.edit.setEnabled(self.chosen() is not None)

    def _edit_marked(self) -> None:
        if (marked := self.chosen()) is not None:
            self.open_field(marked)

    def _describe(self, field: OwnField) -> Sequence[str]:
        return text_of(field.labels), field.code, facts_text(field)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Own fields"))
        heading, line = page.text("title"), page.text("hint")
        heading.setText(self.windowTitle())
        line.setText(
            _(
                "What this event asks of its people beside the usual fields: a table, a group, a T-shirt size. A "
                "column of a list is read into the field of that name. The desk can show it, and ask for it."
            )
        )
        self._nothing.setText(_("There are no own fields yet."))
        self.new.setText(_("New own field"))
        self.edit.setText(_("Edit"))
        self.back.setText(_("Close"))
        self.table.setAccessibleName(self.windowTitle())
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        buttons = page.row(self.back, None, self.edit, self.new)
        layout = page.column(heading, line, framed, self._nothing, self.notice, buttons, margins=36, spacing=14)
        layout.setStretchFactor(framed, 1)
        self.setLayout(layout)
        self.resize(theme.px(1200), theme.px(720))
