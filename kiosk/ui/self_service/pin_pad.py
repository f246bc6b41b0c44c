"""The staff's way out of self-service: a PIN on a pad of large keys, over everything else."""

from datetime import timedelta

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from kiosk.core.access import LONGEST_PIN, SHORTEST_PIN
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import _

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫")
_GOES_AFTER_MS = 20_000


class PinPad(QFrame):
    """``entered`` carries what was typed; ``given_up`` comes when nobody types any more.

    The PIN stands in a text field: a line typed where there is none would be taken for a scanner's, and kept.
    """

    entered = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self.pin, self.notice = page.text("heading"), QLineEdit(), page.Notice()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self.pin))
        self.setFocusProxy(self.pin)
        self.keys = {key: page.button("pad") for key in _KEYS if key}
        self.enter, self.back = page.button("primary"), page.button()
        self._going = QTimer(self, singleShot=True, interval=_GOES_AFTER_MS)
        self._going.timeout.connect(self.given_up)
        theme.set_look(self, "card")
        self._arrange()
        self.hide()

    def ask(self) -> None:
        """Come to the front, with nothing typed."""
        self._title.setText(_("Staff PIN"))
        self.pin.setAccessibleName(self._title.text())
        self.enter.setText(_("End self-service"))
        self.back.setText(_("Cancel"))
        self.keys["⌫"].setAccessibleName(_("Delete the last digit"))
        self.notice.clear()
        self.pin.clear()
        self._on_changed("")
        self.show()
        self.raise_()
        self.adjustSize()
        self.move(present(self.parentWidget()).rect().center() - self.rect().center())
        self._going.start()

    def tell_wrong(self, wait: timedelta) -> None:
        """The PIN was wrong; how long nobody can try."""
        self.pin.clear()
        if wait:
            self.tell_wait(wait)
        else:
            self.notice.trouble(_("The PIN is wrong."))
        self.adjustSize()

    def tell_wait(self, wait: timedelta) -> None:
        """Say how long to wait still."""
        seconds = int(wait.total_seconds()) + 1
        self.notice.trouble(_("Too many wrong PINs. Wait {seconds} {seconds:second|seconds}.").format(seconds=seconds))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the pad away; nothing else goes on to the window behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()

    def _on_key(self, key: str) -> None:
        self.pin.backspace() if key == "⌫" else self.pin.insert(key)

    def _on_changed(self, typed: str) -> None:
        self.enter.setEnabled(len(typed) >= SHORTEST_PIN)
        self._going.start()

    def _on_enter(self) -> None:
        if self.enter.isEnabled():
            self.entered.emit(self.pin.text())

    def _arrange(self) -> None:
        pad = QGridLayout()
        pad.setSpacing(theme.px(12))
        for place, key in enumerate(_KEYS):
            if key:
                button = self.keys[key]
                button.setText(key)
                button.setMinimumSize(theme.px(150), theme.px(96))
                button.clicked.connect(lambda _checked=False, key=key: self._on_key(key))
                pad.addWidget(button, place // 3, place % 3)
        for part in (self._title, self.pin):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = page.row(self.back, self.enter)
        self.setLayout(page.column(self._title, self.pin, self.notice, pad, 8, buttons, margins=44, spacing=14))
        self.pin.textChanged.connect(self._on_changed)
        self.pin.returnPressed.connect(self._on_enter)
        self.enter.clicked.connect(self._on_enter)
        self.back.clicked.connect(self.given_up)
