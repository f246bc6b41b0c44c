"""One hand-out: made, edited, removed."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QSpinBox, QWidget

from kiosk.actions.programme.edit_handouts import remove_handout, save_handout
from kiosk.core.handout import Handout
from kiosk.core.lists.cells import split_list
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.plain import PlainLabel, PlainQuestion
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.texts_field import TextsField
from kiosk.words.catalogue import _, text_of
from kiosk.words.handouts import lending_text

_MOST = 100_000


class HandoutDialog(StoringDialog):
    """Edits ``handout``, or makes one whose code is none of ``taken``; ``stored`` tells in a sentence what was done."""

    stored = Signal(str)

    def __init__(
        self, desk: Desk, handout: Handout | None, taken: Collection[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.handout = desk, handout
        self.notice = page.Notice()
        self.code, self.categories = QLineEdit(), QLineEdit()
        self.titles = TextsField(handout.titles if handout is not None else None)
        self.lending, self.stock = QComboBox(), page.number(QSpinBox())
        self.remove, self.back, self.save = page.button("danger"), page.button(), page.button("primary")
        for is_lent in (False, True):
            self.lending.addItem(lending_text(is_lent=is_lent), is_lent)
        self.stock.setRange(0, _MOST)
        self.stock.setSpecialValueText(_("not counted"))
        self._show(handout, taken)
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(lambda: self._remove())
        self.back.clicked.connect(self.reject)
        self.save.setDefault(True)

    def entered(self) -> Handout:
        """The hand-out as it was typed."""
        categories = tuple(dict.fromkeys(split_list(self.categories.text())))
        titles = self.titles.texts()
        return Handout(
            self.code.text(), titles, bool(self.lending.currentData()), categories, self.stock.value() or None
        )  # fmt: skip

    def _on_save(self) -> None:
        entered, known = self.entered(), self.handout.code if self.handout else None
        self._set_busy(True)
        telling = self.telling(self.desk, self._on_saved, self._on_refused)
        self.desk.lane.run(lambda records: save_handout(records, entered, known=known), *telling)

    def _on_saved(self, handout: Handout) -> None:
        self.accept()
        self.stored.emit(_("Saved: {session}.").format(session=text_of(handout.titles)))

    def _remove(self, *, even_given: bool = False) -> None:
        self._set_busy(True)
        code = present(self.handout).code
        telling = self.telling(self.desk, self._on_removed, self._on_refused)
        self.desk.lane.run(lambda records: remove_handout(records, code, even_given=even_given), *telling)

    def _on_removed(self, _nothing: None) -> None:
        self.accept()
        self.stored.emit(_("Removed: {session}.").format(session=text_of(present(self.handout).titles)))

    def _on_refused(self, trouble: KioskError) -> None:
        self._set_busy(False)
        if trouble.code == "handout.was_given":
            self._ask_once_more(self.desk.explain(trouble))
        else:
            self.notice.trouble(self.desk.explain(trouble))

    def _ask_once_more(self, sentence: str) -> None:
        """People were given one: who removes it says so a second time."""
        self.question = PlainQuestion(QMessageBox.Icon.Warning, self.windowTitle(), "", parent=self)
        self.question.setText(sentence)
        remove = self.question.addButton(_("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        self.question.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove.clicked.connect(lambda: self._remove(even_given=True))
        self.question.open()

    def _set_busy(self, busy: bool) -> None:
        for button in (self.save, self.remove, self.back):
            button.setEnabled(not busy)

    def _show(self, handout: Handout | None, taken: Collection[str]) -> None:
        if handout is None:
            known = {code.casefold() for code in (*taken, *self.desk.programme)}
            self.code.setText(next(code for n in range(1, len(known) + 2) if (code := f"H{n}").casefold() not in known))
            return
        self.code.setText(handout.code)
        self.code.setReadOnly(True)
        self.code.setEnabled(False)
        self.lending.setCurrentIndex(self.lending.findData(handout.lent))
        self.categories.setText("; ".join(handout.categories))
        page.show_number(self.stock, handout.stock or 0)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("New hand-out") if self.handout is None else _("Hand-out"))
        title = page.text("title")
        title.setText(self.windowTitle())
        for button, text in ((self.remove, _("Remove")), (self.back, _("Cancel")), (self.save, _("Save"))):
            button.setText(text)
        self.remove.setVisible(self.handout is not None)
        self.categories.setPlaceholderText(_("everyone, or categories such as A; B"))
        rows = (
            (_("Title"), self.titles), (_("Code"), self.code), (_("How"), self.lending), (_("In stock"), self.stock),
            (_("For whom"), self.categories),
        )  # fmt: skip
        for name, field in rows:
            field.setAccessibleName(name)
        self.titles.say(_("Title"))
        form = page.form([(PlainLabel(name), field) for name, field in rows])
        buttons = page.row(self.remove, None, self.back, self.save)
        self.setLayout(page.column(title, form, self.notice, None, buttons, margins=36, spacing=18))
        self.resize(theme.px(900), theme.px(620))
        self.titles.setFocus()
