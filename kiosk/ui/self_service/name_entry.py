"""The way in without a ticket: the whole name, and the last digits of the phone number."""

from datetime import datetime, timedelta

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from kiosk.core.access import wait_left
from kiosk.core.name_and_phone import DIGITS
from kiosk.ui.self_service.screen_keyboard import ScreenKeyboard
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.present import application, present
from kiosk.words.catalogue import N_, say

_GOES_AFTER_MS = 45_000
_LONGEST_NAME, _LABEL = 80, 0.65
_LONGEST_WAIT = timedelta(seconds=30)
"""Others stand behind whoever mistyped."""


class NameEntry(QFrame):
    """``entered`` carries name and digits; ``given_up`` comes when nobody types any more.

    Whoever is wrong several times waits, as with a PIN: names are guessed more easily than tickets.
    """

    entered = Signal(str, str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = "en"
        self._wrong = 0
        self._wrong_at: datetime | None = None
        self._name_label, self._digits_label = page.text("heading"), page.text("heading")
        self.name, self.digits, self.notice = QLineEdit(), QLineEdit(), page.Notice()
        self.name.setMaxLength(_LONGEST_NAME)
        self.digits.setMaxLength(DIGITS)
        self.digits.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self.digits))
        self.keyboard, self.back, self.enter = ScreenKeyboard(self), page.button(), page.button("primary")
        self._going = QTimer(self, singleShot=True, interval=_GOES_AFTER_MS)
        theme.set_look(self, "card")
        self.setFocusProxy(self.name)
        self._arrange()
        self._connect()
        self._say(self._language)
        self.hide()

    def ask(self, language: str) -> None:
        """Come to the front with nothing typed, in the language of whoever is there."""
        self._say(language)
        self.notice.clear()
        for field in (self.name, self.digits):
            field.clear()
        self._on_changed()
        self.show()
        self.raise_()
        self.name.setFocus()
        self.keyboard.type_into(self.name, language)
        self.fit()

    def _say(self, language: str) -> None:
        self._language = language
        self._name_label.setText(say(N_("Your name"), language))
        self._digits_label.setText(say(N_("Last four digits of your phone number"), language))
        self.name.setAccessibleName(self._name_label.text())
        self.digits.setAccessibleName(self._digits_label.text())
        self.enter.setText(say(N_("Check in"), language))
        self.back.setText(say(N_("Cancel"), language))
        self.keyboard.say_names(language)

    def put_away(self) -> None:
        """Leave nothing of what was typed on the screen."""
        self._going.stop()
        self.hide()
        for field in (self.name, self.digits):
            field.clear()

    def tell_not_found(self, now: datetime) -> None:
        """Nobody is checked in, and nothing is said about who is on the roster."""
        self._wrong, self._wrong_at = self._wrong + 1, now
        sentence = N_("We could not find you. Check the name and the digits, or call our staff.")
        self.notice.attention(say(sentence, self._language))
        self._tell_wait(now)
        self.digits.clear()

    def tell_found(self) -> None:
        """The next person begins with free tries."""
        self._wrong, self._wrong_at = 0, None

    def waits(self, now: datetime) -> timedelta:
        """How long nobody can try still; ``now`` is aware."""
        return min(wait_left(self._wrong, self._wrong_at, now), _LONGEST_WAIT)

    def fit(self, key: int = 0, letter: int = 0) -> None:
        """Take keys so high and letters so large, in pixels, and stand in the middle of the screen."""
        room = present(self.parentWidget()).rect()
        if key:
            key, letter = min(key, room.height() // 11), min(letter, room.height() // 18)
            self.keyboard.use_height(key, letter)
            for part in (self._name_label, self._digits_label, self.notice):
                part.setStyleSheet(f"font-size: {round(letter * _LABEL)}px;")
            for field in (self.name, self.digits):
                field.setStyleSheet(f"font-size: {letter}px;")
            for button in (self.back, self.enter):
                button.setStyleSheet(f"font-size: {letter}px;")
                button.setMinimumHeight(key)
        self.setFixedWidth(min(room.width() - theme.px(40), theme.px(1500)))
        self.adjustSize()
        self.move(room.center() - self.rect().center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the question away; nothing else goes on to the window behind it."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()

    def _tell_wait(self, now: datetime) -> None:
        if wait := self.waits(now):
            seconds = int(wait.total_seconds()) + 1
            sentence = say(N_("Please wait {seconds} {seconds:second|seconds}, or call our staff."), self._language)
            self.notice.attention(sentence.format(seconds=seconds))

    def _on_changed(self) -> None:
        self.enter.setEnabled(bool(self.name.text().strip()) and len(self.digits.text()) == DIGITS)
        self._going.start()

    def _on_enter(self) -> None:
        if not self.enter.isEnabled():
            (self.digits if self.name.text().strip() else self.name).setFocus()
        else:
            self.entered.emit(self.name.text(), self.digits.text())

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is self.name:
            self.keyboard.type_into(self.name, self._language)
        elif now is self.digits:
            self.keyboard.type_into(self.digits, "digits")

    def _connect(self) -> None:
        application().focusChanged.connect(self._follow_focus)
        for field in (self.name, self.digits):
            field.textChanged.connect(self._on_changed)
            field.returnPressed.connect(self._on_enter)
        self.keyboard.pressed.connect(self._going.start)
        self.enter.clicked.connect(self._on_enter)
        self.back.clicked.connect(self.given_up)
        self._going.timeout.connect(self.given_up)

    def _arrange(self) -> None:
        left = page.column(self._name_label, self.name, spacing=6)
        right = page.column(self._digits_label, self.digits, spacing=6)
        fields = page.row(left, right, spacing=24)
        fields.setStretch(0, 3)
        fields.setStretch(1, 2)
        buttons = page.row(self.back, self.enter)
        self.setLayout(page.column(fields, self.notice, self.keyboard, buttons, margins=28, spacing=12))
