"""Keys on the screen for a name or a number: a kiosk has no keyboard, and Qt's own may not be shipped (GPL)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from kiosk.core.codes.keyboard import with_letter, without_last_letter
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.words.catalogue import N_, say

_DELETE, _SHIFT, _SPACE, _OTHER = "⌫", "⇧", "␣", "가/A"
_HANGUL = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
_SHIFTED = dict(zip("ㅂㅈㄷㄱㅅㅐㅔ", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_LATIN = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-")
_DIGITS = ("123", "456", "789", "0")
_NAMES = {_DELETE: N_("Delete"), _SHIFT: N_("Double consonant"), _SPACE: N_("Space"), _OTHER: N_("한글 or A–Z")}


class ScreenKeyboard(QStackedWidget):
    """Types into ``field``: letters of either script, or digits.  ``pressed`` comes after each key."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field: QLineEdit | None = None
        self.keys: dict[str, dict[str, PushButton]] = {}
        self._pages = {
            "ko": self._page("ko", _HANGUL, (_SHIFT, _SPACE, _OTHER, _DELETE)),
            "en": self._page("en", _LATIN, (_SPACE, _OTHER, _DELETE)),
            "digits": self._page("digits", _DIGITS, (_DELETE,)),
        }
        self.keys["ko"][_SHIFT].setCheckable(True)

    def type_into(self, field: QLineEdit, keys: str) -> None:
        """From now on keys go into ``field``; ``keys`` are ``ko``, ``en`` or ``digits``."""
        self._field = field
        self.setCurrentWidget(self._pages.get(keys, self._pages["en"]))

    def say_names(self, language: str) -> None:
        """Name the keys that have no letter, for screen readers and the voice."""
        for keys in self.keys.values():
            for key, name in _NAMES.items():
                if key in keys:
                    keys[key].setAccessibleName(say(name, language))

    def use_height(self, pixels: int, letter: int) -> None:
        """Make every key at least so high, its letter so large."""
        for keys in self.keys.values():
            for button in keys.values():
                button.setMinimumHeight(pixels)
                button.setStyleSheet(f"font-size: {letter}px; padding: 0;")

    def _page(self, name: str, rows: tuple[str, ...], special: tuple[str, ...]) -> QWidget:
        made, grid = QWidget(), QGridLayout()
        grid.setSpacing(theme.px(8))
        grid.setContentsMargins(0, 0, 0, 0)
        self.keys[name] = {}
        widest = max(map(len, rows)) * 2
        for line, letters in enumerate(rows):
            for place, letter in enumerate(letters):
                column = (widest - len(letters) * 2) // 2 + place * 2
                grid.addWidget(self._key(name, letter), line, column, 1, 2)
        width = max(widest // len(special), 1)
        for place, key in enumerate(special):
            grid.addWidget(self._key(name, key), len(rows), place * width, 1, width)
        made.setLayout(grid)
        self.addWidget(made)
        return made

    def _key(self, keys: str, key: str) -> PushButton:
        button = self.keys[keys][key] = page.button("pad")
        button.setText(" " if key == _SPACE else key)
        button.clicked.connect(lambda: self._on_key(key))
        return button

    def _on_key(self, key: str) -> None:
        field, shift = self._field, self.keys["ko"][_SHIFT]
        if key == _OTHER:
            self.setCurrentWidget(self._pages["en" if self.currentWidget() is self._pages["ko"] else "ko"])
        elif field is not None and key != _SHIFT:
            if key == _DELETE:
                field.setText(without_last_letter(field.text()))
            else:
                letter = " " if key == _SPACE else _SHIFTED.get(key, key) if shift.isChecked() else key
                field.setText(with_letter(field.text(), letter)[: field.maxLength()])
            shift.setChecked(False)
        self.pressed.emit()
