"""Asking for the reason of something that is remembered with why, before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import _

MOST_CHARACTERS = 200


class ReasonDialog(Dialog):
    """Says what will happen and asks why; ``given`` carries the reason when the person confirms.

    ``concerned`` names the person in large letters; ``usual`` reasons are one click away.
    """

    given = Signal(str)

    def __init__(
        self,
        title: str,
        consequence: str,
        verb: str,
        *,
        concerned: str = "",
        needed: bool = False,
        danger: bool = False,
        usual: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._needed = needed
        self.setWindowTitle(title)
        heading, name = page.text("title"), page.text("heading")
        sentence, label = page.text(), page.text("hint")
        heading.setText(title)
        name.setText(concerned)
        if not concerned:
            name.hide()
        sentence.setText(consequence)
        label.setText(_("Reason") if needed else _("Reason (optional)"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(label.text())
        self.reason.setMaxLength(MOST_CHARACTERS)
        self.usual = [self._usual_button(text) for text in usual]
        self.confirm, back = page.button("danger" if danger else "primary"), page.button()
        self.confirm.setText(verb)
        self.confirm.setDefault(True)
        back.setText(_("Close"))
        buttons = page.row(None, back, self.confirm)
        choices = QGridLayout()
        for number, button in enumerate(self.usual):
            choices.addWidget(button, *divmod(number, 2))
        self.setLayout(
            page.column(heading, name, sentence, 8, label, self.reason, choices, 12, buttons, margins=36, spacing=12)
        )
        self.setMinimumWidth(theme.px(760))
        back.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._on_confirm)
        self.reason.textChanged.connect(self._enable)
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the lower right corner of the window: names stand at the left, in lists and in the answer."""
        super().showEvent(event)
        if self.parentWidget() is not None and not event.spontaneous():
            area, gap = present(self.parentWidget()).window().geometry(), theme.px(36)
            self.adjustSize()
            self.move(area.right() - self.frameSize().width() - gap, area.bottom() - self.frameSize().height() - gap)

    def _usual_button(self, text: str) -> QPushButton:
        button = page.button("chip")
        button.setText(text)
        button.clicked.connect(lambda: self._take(text))
        return button

    def _take(self, text: str) -> None:
        self.reason.setText(text)
        self.confirm.setFocus()

    def _enable(self) -> None:
        self.confirm.setEnabled(bool(self.reason.text().strip()) or not self._needed)

    def _on_confirm(self) -> None:
        self.accept()
        self.given.emit(self.reason.text().strip())
