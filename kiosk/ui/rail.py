"""The navigation along the left edge: one button a screen, and the language."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from kiosk import wording
from kiosk.ui.copies_light import CopiesLight
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import N_, _

# Name, title, picture, shortcut.
SCREENS = (
    ("check_in", N_("Check-in"), "check-in", "Ctrl+1"),
    ("people", N_("People"), "people", "Ctrl+2"),
    ("programme", N_("Programme"), "programme", "Ctrl+3"),
    ("meetings", N_("Partnering"), "meetings", "Ctrl+6"),
    ("documents", N_("Documents"), "documents", "Ctrl+4"),
    ("settings", N_("Settings"), "settings", "Ctrl+5"),
)


class Rail(Retranslated, QFrame):
    """Tells which screen is ``wanted``, that the other ``language_wanted``, that the event is to be closed, or the desk
    to be locked.
    """

    wanted = Signal(str)
    language_wanted = Signal(str)
    leave_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_look(self, "header")
        self._buttons = {name: self._button(checkable=True) for name, *_rest in SCREENS}
        self._language, self._leave = self._button(), self._button()
        self.copies = CopiesLight()
        self.copies.clicked.connect(lambda: self.wanted.emit("settings"))
        self.person, self._name = self._button(), ""
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.person.hide()
        self.person.clicked.connect(self.lock_wanted)
        for name, _title, _picture, shortcut in SCREENS:
            self._buttons[name].clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            self._buttons[name].setShortcut(QKeySequence(shortcut))
        self._language.clicked.connect(lambda: self.language_wanted.emit(other_language()))
        self._leave.clicked.connect(self.leave_wanted)
        below = (self.copies, self.person, self._leave, self._language)
        self.setLayout(page.column(*self._buttons.values(), None, *below, spacing=8))
        self._fit()
        self.retranslate()

    def offer(self, name: str, wanted: bool) -> None:
        """Show the button of a screen, or leave it out for an event that has no use for it."""
        self._buttons[name].setVisible(wanted)

    def show_person(self, name: str) -> None:
        """Say who is signed in; a click locks the desk.  Without a name there is nothing to say."""
        self._name = name
        self.person.setVisible(bool(name))
        self._fit()
        self.retranslate()

    def mark(self, name: str) -> None:
        """Mark the screen in front."""
        for other, button in self._buttons.items():
            button.setChecked(other == name)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for name, title, _picture, shortcut in SCREENS:
            text = _(title)
            self._buttons[name].setText(text)
            self._buttons[name].setToolTip(f"{text} ({shortcut})")
            self._buttons[name].setAccessibleName(text)
            # Setting the text drops the shortcut.
            self._buttons[name].setShortcut(QKeySequence(shortcut))
        other = {"ko": "한국어", "en": "English"}[other_language()]
        self._language.setText(other)
        self._language.setAccessibleName(other)
        self._leave.setText(_("Events"))
        self._leave.setToolTip(_("Close this event and choose another one"))
        self._leave.setAccessibleName(_("Close this event"))
        tip = _("{name} is signed in. Lock this desk (Ctrl+L)").format(name=self._name)
        room = self.width() - theme.px(86)
        self.person.setText(self.person.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room))
        self.person.setToolTip(tip)
        self.person.setAccessibleName(tip)
        self.person.setShortcut(QKeySequence("Ctrl+L"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._fit()

    def _button(self, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(checkable=checkable)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_look(button, "rail")
        return button

    def _fit(self) -> None:
        px = theme.px
        self.setFixedWidth(px(158))
        self.layout().setContentsMargins(px(10), px(20), px(10), px(20))
        pictures = [(self._buttons[name], picture) for name, _title, picture, _shortcut in SCREENS]
        for button, picture in (*pictures, (self._language, "language"), (self._leave, "home")):
            button.setIcon(theme.icon(picture, theme.ON_NAVY))
            button.setIconSize(QSize(px(40), px(40)))
        self.person.setIcon(theme.icon("lock", theme.ON_NAVY))
        self.person.setIconSize(QSize(px(28), px(28)))


def other_language() -> str:
    """The language that is not in use."""
    return "en" if wording.language() == "ko" else "ko"
