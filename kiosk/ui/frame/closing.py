"""Closing the event or the window while something is being made: asked first, and gone on with or ended cleanly."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.plain import PlainQuestion
from kiosk.words.catalogue import _


class Closing(QObject):
    """Asks on behalf of ``window``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._then: Callable[[], object] | None = None
        self.question: PlainQuestion | None = None

    def goes_on(self, desk: Desk | None, then: Callable[[], object]) -> bool:
        """Whether something is being made for ``desk``; a person is asked, and ``then`` closes when they want it."""
        if desk is None or not desk.works.going_on:
            return False
        if self.question is None:
            self._ask(desk, then)
        return True

    def before(self, desk: Desk | None, then: Callable[[], object]) -> None:
        """Do ``then`` now, or when a person who was asked wants it."""
        if not self.goes_on(desk, then):
            then()

    def _ask(self, desk: Desk, then: Callable[[], object]) -> None:
        box = self.question = PlainQuestion(
            QMessageBox.Icon.Question, _("Something is still being made"), "", parent=self._window
        )
        box.setText(_("This is not ready yet: {what}").format(what=", ".join(desk.works.going_on)))
        box.setInformativeText(_("Stopped now, no file is left half written, and nothing is noted as made."))
        later = box.addButton(_("Close when it is ready"), QMessageBox.ButtonRole.AcceptRole)
        now = box.addButton(_("Stop it and close"), QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton(_("Do not close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(later)
        box.setEscapeButton(back)

        def decided() -> None:
            self.question, chosen = None, box.clickedButton()
            box.deleteLater()
            if chosen is now:
                desk.works.give_up()
                then()
            elif chosen is later:
                desk.works.when_done(then)

        box.finished.connect(decided)
        box.open()
