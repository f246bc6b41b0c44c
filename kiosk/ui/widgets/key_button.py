"""A button that shows under its word the key that does the same."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present


class KeyButton(PushButton):
    """Word above, key below; as high as two lines and no wider than the word needs."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self._word, self._key = page.text("key-word", wrap=False), page.text("key", wrap=False)
        for label in (self._word, self._key):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key.setText(key)
        self.setLayout(page.column(None, self._word, self._key, None, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.set_look(self, "key")

    def say(self, word: str, tip: str) -> None:
        """Call it ``word``; ``tip`` says what it does."""
        self._word.setText(word)
        self.setAccessibleName(f"{word}, {self.key}")
        self.setToolTip(plain_tip(tip))
        self.setAccessibleDescription(tip)
        self.updateGeometry()

    @property
    def word(self) -> str:
        """What it is called."""
        return self._word.text()

    def sizeHint(self) -> QSize:
        """Room for both lines and a margin."""
        inner = present(self.layout()).sizeHint()
        return QSize(max(inner.width() + theme.px(28), theme.px(104)), inner.height() + theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Less would cut the word."""
        return self.sizeHint()
