"""Automatic, entry or exit: three buttons of which one is down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from kiosk.core.scan import Asked
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _

_CHOICES = (None, Asked.IN, Asked.OUT)


class DirectionChooser(Retranslated, QWidget):
    """Which direction scans at this desk have; ``chosen`` carries an ``Asked``, or None for what the session tracks."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(10))
        for number in range(len(_CHOICES)):
            button = PushButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            theme.set_look(button, "chip")
            self._group.addButton(button, number)
            layout.addWidget(button, 1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(_CHOICES[number]))
        self.retranslate()

    def choose_next(self) -> None:
        """The next of the three, and after the last the first again."""
        self._group.button((self._group.checkedId() + 1) % len(_CHOICES)).click()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        texts = (_("Automatic"), _("Entry"), _("Exit"))
        tips = (
            _("Depends on the session: entries only, or entry and exit in turn"),
            _("Every scan is an entry"),
            _("Every scan is an exit"),
        )
        for number, (text, tip) in enumerate(zip(texts, tips, strict=True)):
            self._group.button(number).setText(text)
            self._group.button(number).setToolTip(plain_tip(tip))
            self._group.button(number).setAccessibleDescription(tip)
