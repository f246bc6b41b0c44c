"""Takes the last import of people back, after it was asked whether that is meant."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox

from kiosk.actions.people.take_back_import import imports, take_back_import
from kiosk.core.lists.imported_list import ImportedList
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.plain import PlainQuestion, plain_tip
from kiosk.ui.widgets.present import present
from kiosk.words import imports as import_words
from kiosk.words.catalogue import _


class TakeBackButton(PushButton):
    """Hidden while there is no import that stands.  ``taken_back`` tells in a sentence what was done."""

    taken_back = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._last: ImportedList | None = None
        self.hide()
        self.clicked.connect(self._ask)
        desk.papers.run(lambda records, _progress, _cancelled: _last_import(records), self._show)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setText(_("Undo the last import"))
        if self._last is not None:
            self.setToolTip(plain_tip(self._tip()))

    def _show(self, last: ImportedList | None) -> None:
        self._last = last
        self.setVisible(last is not None)
        self.retranslate()

    def _tip(self) -> str:
        last = self._last
        when = f"{present(last).at.astimezone(self._desk.zone):%Y-%m-%d %H:%M}"
        return _("{file}, {when}: {new} {new:person|people} added, {changed} changed.").format(
            file=present(last).file, when=when, new=present(last).new, changed=present(last).changed
        )

    def _ask(self) -> None:
        box = PlainQuestion(QMessageBox.Icon.Question, self.text(), self._tip(), parent=self)
        box.setInformativeText(
            _(
                "People it added are removed, and values it changed are restored. People scanned or changed since "
                "are kept."
            )
        )
        agree = box.addButton(self.text(), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(lambda button: self._take_back() if button is agree else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _take_back(self) -> None:
        self.setEnabled(False)
        wanted = present(self._last).id
        self._desk.lane.run(lambda records: _taken_back(records, wanted), self._on_taken_back, self._on_trouble)

    def _on_taken_back(self, sentence: str) -> None:
        self.taken_back.emit(sentence)

    def _on_trouble(self, trouble: KioskError) -> None:
        self.setEnabled(True)
        self._desk.trouble.emit(self._desk.explain(trouble))


def _last_import(records: OpenEvent) -> ImportedList | None:
    try:
        return next((one for one in reversed(imports(records)) if not one.taken_back), None)
    except KioskError:  # who may not import takes nothing back
        return None


def _taken_back(records: OpenEvent, wanted: str) -> str:
    done = take_back_import(records, wanted)
    return import_words.taken_back(done.removed, done.restored, done.kept)
