"""A line for looking something up, in which a syllable counts while it is still being composed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.words.catalogue import _


class TypedLine(QLineEdit):
    """Tells what is seen in it.

    To Qt the text of a line is what the input method has handed over.  In Hangul that is always a syllable less than
    stands there, and the whole of a name of one syllable.
    """

    typed_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, may_clear: bool = False) -> None:
        super().__init__(parent)
        self._composed, self._sent, self._takes = "", "", False
        self.setClearButtonEnabled(may_clear)
        self.textChanged.connect(self._on_text)

    def typed(self) -> str:
        """The text with the syllable that is being composed, where it stands."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._composed + text[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter was added to the syllable, or the syllable is finished."""
        self._composed, self._takes = event.preeditString(), True
        super().inputMethodEvent(event)
        self._takes = False
        self._tell()

    def _on_text(self, _text: str) -> None:
        """Text that the input method is just handing over is told with what it goes on composing."""
        if not self._takes:
            self._composed = ""
            self._tell()

    def _tell(self) -> None:
        if self.typed() != self._sent:
            self._sent = self.typed()
            self.typed_changed.emit(self._sent)


def with_reading(sentence: str, read_as: str) -> str:
    """How many were found, and that what was typed had to be read in the other mode of the keyboard."""
    if not read_as:
        return sentence
    return _("Read as “{text}”: {sentence}").format(text=read_as, sentence=sentence)
