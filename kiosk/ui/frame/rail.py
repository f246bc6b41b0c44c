"""The navigation along the left edge: one button a screen, and the language."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from kiosk import languages
from kiosk.ui.frame.backup_light import BackupLight
from kiosk.ui.frame.sync_light import SyncLight
from kiosk.ui.services.language import other_language
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.focus import ToolButton
from kiosk.ui.widgets.plain import plain_tip
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.scrolling import scrolled
from kiosk.words.catalogue import N_, _

# Name, title, picture.
SCREENS = (
    ("board", N_("Live board"), "board"),
    ("check_in", N_("Check-in"), "check-in"),
    ("people", N_("People"), "people"),
    ("programme", N_("Programme"), "programme"),
    ("meetings", N_("Partnering"), "meetings"),
    ("documents", N_("Documents"), "documents"),
    ("printing", N_("Printing"), "print"),
    ("desks", N_("Desks"), "desks"),
    ("settings", N_("Settings"), "settings"),
)


_EDGE = 16
_LOW_ONES, _LOW = 3, 46
"""The two lights and the person signed in: lower than a button, with their words beside the picture."""


@dataclass(frozen=True, slots=True)
class _Density:
    """How close the buttons stand, from ``least`` units of height for each."""

    name: str
    least: float
    picture: float
    gap: float
    words: bool = True


_DENSITIES = (
    _Density("roomy", 117, 40, 8),
    _Density("close", 94, 36, 4),
    _Density("tight", 76, 28, 2),
    _Density("snug", 58, 22, 0),
    _Density("pictures", 52, 34, 2, words=False),
    _Density("least", 0, 26, 0, words=False),
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
        theme.set_look(self, "rail")
        self.buttons = {name: self._button(checkable=True) for name, *_rest in SCREENS}
        self._language, self._leave = self._button(), self._button()
        self.copies = BackupLight()
        self.copies.clicked.connect(lambda: self.wanted.emit("settings.backup"))
        self.sharing = SyncLight()
        self.sharing.clicked.connect(lambda: self.wanted.emit("desks"))
        self.person, self._name = self._button(), ""
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.person.hide()
        self.person.clicked.connect(self.lock_wanted)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
        self._language.clicked.connect(lambda: self.language_wanted.emit(other_language()))
        self._leave.clicked.connect(self.leave_wanted)
        for light in (self.sharing, self.copies):
            light.installEventFilter(self)
        self._below = below = (self.sharing, self.copies, self.person, self._leave, self._language)
        self._all = (*self.buttons.values(), *below)
        pictures = [(self.buttons[name], picture) for name, _title, picture in SCREENS]
        for button, picture in (*pictures, (self._language, "language"), (self._leave, "home"), (self.person, "lock")):
            button.setIcon(theme.icon(picture, theme.ON_NAVY))
        held = QWidget()
        self._column = page.column(*self.buttons.values(), None, *below, spacing=8)
        held.setLayout(self._column)
        area = scrolled(held)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(page.column(area))
        self._fit()
        self.retranslate()

    def offer(self, name: str, wanted: bool) -> None:
        """Show the button of a screen, or leave it out for an event that has no use for it."""
        self.buttons[name].setVisible(wanted)
        self._fit()

    def show_person(self, name: str) -> None:
        """Say who is signed in; a click locks the desk.  Without a name there is nothing to say."""
        self._name = name
        self.person.setVisible(bool(name))
        self._fit()
        self.retranslate()

    def mark(self, name: str) -> None:
        """Mark the screen in front."""
        for other, button in self.buttons.items():
            button.setChecked(other == name)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for place, (name, title, _picture) in enumerate(SCREENS, 1):
            text, shortcut = _(title), f"Ctrl+{place}"
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(plain_tip(f"{text} ({shortcut})"))
            self.buttons[name].setAccessibleName(text)
            # Setting the text drops the shortcut.
            self.buttons[name].setShortcut(QKeySequence(shortcut))
        other = languages.name_of(other_language())
        self._language.setText(other)
        self._language.setAccessibleName(other)
        self._leave.setText(_("Events"))
        self._leave.setToolTip(_("Close this event and choose another one"))
        self._leave.setAccessibleName(_("Close this event"))
        tip = _("{name} is signed in. Lock this desk (Ctrl+L)").format(name=self._name)
        room = self.width() - theme.px(86)
        self.person.setText(self.person.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room))
        self.person.setToolTip(plain_tip(tip))
        self.person.setAccessibleName(tip)
        self.person.setShortcut(QKeySequence("Ctrl+L"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer units of height: smaller buttons."""
        super().resizeEvent(event)
        if event.oldSize().height() == event.size().height():
            return  # another width is our own doing, and would lead here again without end
        self._fit()
        # Given another width within this very event, the layout would keep the one it had before.
        present(self.layout()).invalidate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A light comes or goes by itself, and the buttons share what height is left."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit()
        return super().eventFilter(watched, event)

    def _button(self, *, checkable: bool = False) -> QToolButton:
        button = ToolButton()
        button.setCheckable(checkable)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_look(button, "rail")
        return button

    def _fit(self) -> None:
        """Buttons as roomy as the height allows; where words find no place at all, their pictures stand alone.

        The lights have their room also while they are hidden: the screens stay where they are when one comes.
        """
        tall = sum(not button.isHidden() for button in self.buttons.values()) + len(self._below) - _LOW_ONES
        room = (theme.units(self.height()) - 2 * _EDGE - _LOW_ONES * _LOW) / tall
        for density in (each for each in _DENSITIES if room >= each.least):
            self._take(density)
            if self._column.minimumSize().height() <= self.height():
                break  # rounded to pixels, and with the lights, it still fits
        self.setFixedWidth(theme.px(164 if density.words else 84))

    def _take(self, density: _Density) -> None:
        px, styles = theme.px, Qt.ToolButtonStyle
        self._column.setContentsMargins(px(6), px(_EDGE), px(6), px(_EDGE))
        self._column.setSpacing(px(density.gap))
        for button in (*self.buttons.values(), self._language, self._leave):
            button.setIconSize(QSize(px(density.picture), px(density.picture)))
        for button in self._all:
            low = button in (self.sharing, self.copies, self.person)
            words = styles.ToolButtonTextBesideIcon if low else styles.ToolButtonTextUnderIcon
            button.setToolButtonStyle(words if density.words else styles.ToolButtonIconOnly)
            if button.property("density") != density.name:
                button.setProperty("density", density.name)
                theme.set_look(button, "rail")
        self.person.setIconSize(QSize(px(28), px(28)))
