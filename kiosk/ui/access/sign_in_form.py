"""Choosing one's name and entering a PIN, by keyboard or by mouse."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QPushButton, QWidget

from kiosk.core.access import LONGEST_PIN, SHORTEST_PIN, Operator
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.guard import keep_outcome, look_at_pin
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _
from kiosk.words.terms import ROLES

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫")
_MOST_COLUMNS, _ROWS = 3, 3
_WIDTH, _NAME = 560, 130


class SignInForm(Retranslated, QWidget):
    """Names as buttons of which one is down, the PIN as dots, a pad of digits.

    ``signed_in`` carries the name after the right PIN; what a wrong one costs is told here.  Digits typed go to the PIN
    whatever was clicked last.
    """

    signed_in = Signal(str)

    def __init__(self, desk: Desk, people: Sequence[Operator], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._people = desk, tuple(people)
        self._group, self.names = QButtonGroup(self), QGridLayout()
        self.pin, self.enter, self.notice = QLineEdit(), page.button("primary"), page.Notice()
        self.keys = {key: page.button("pad") for key in _KEYS if key}
        self._arrange()
        self.show_people(people)
        self.retranslate()
        self.enter.clicked.connect(self._on_enter)
        self.pin.returnPressed.connect(self._on_enter)
        self.pin.textChanged.connect(self._enable)
        self._group.buttonClicked.connect(self._on_name)
        for key, button in self.keys.items():
            button.clicked.connect(partial(self._on_key, key))
        self._enable()

    @property
    def name(self) -> str:
        """The name that is chosen."""
        button = self._group.checkedButton()
        return self._people[self._group.id(button)].name if button else ""

    def show_people(self, people: Sequence[Operator]) -> None:
        """Offer these names; the first is chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self.names.removeWidget(button)
            button.deleteLater()
        self._people = tuple(people)
        columns = min(_MOST_COLUMNS, max(1, -(-len(people) // _ROWS)))
        for number in range(len(people)):
            button = page.button("chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._group.addButton(button, number)
            self.names.addWidget(button, *divmod(number, columns))
        self._name_people()

    def begin(self) -> None:
        """Empty, with the cursor where the PIN goes."""
        self.pin.clear()
        self.notice.clear()
        self.pin.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.pin.setPlaceholderText(_("PIN"))
        self.pin.setAccessibleName(_("PIN"))
        self.enter.setText(_("Sign in  Enter"))
        self.keys["⌫"].setAccessibleName(_("Delete the last digit"))
        self._name_people()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _name_people(self) -> None:
        for number, person in enumerate(self._people):
            button = self._group.button(number)
            button.setText(button.fontMetrics().elidedText(person.name, Qt.TextElideMode.ElideRight, theme.px(_NAME)))
            button.setToolTip(_(ROLES[person.role]))
            button.setAccessibleName(f"{person.name}, {_(ROLES[person.role])}")

    def _on_name(self, _button: QPushButton) -> None:
        self.begin()

    def _on_key(self, key: str) -> None:
        self.pin.backspace() if key == "⌫" else self.pin.insert(key)
        self.pin.setFocus()

    def _enable(self) -> None:
        self.enter.setEnabled(len(self.pin.text()) >= SHORTEST_PIN)

    def _on_enter(self) -> None:
        if not self.enter.isEnabled() or not self.name:
            return
        name, pin = self.name, self.pin.text()
        self.pin.clear()
        self.enter.setEnabled(False)
        self._desk.reader.run(partial(look_at_pin, name, pin), partial(self._on_looked, name), self._on_trouble)

    def _on_looked(self, name: str, right: bool) -> None:
        self._desk.lane.run(partial(keep_outcome, name, right), partial(self._on_kept, name), self._on_trouble)

    def _on_kept(self, name: str, wrong: KioskError | None) -> None:
        if wrong is not None:
            self._on_trouble(wrong)
            return
        self.begin()
        self.signed_in.emit(name)

    def _on_trouble(self, trouble: KioskError) -> None:
        self.notice.trouble(self._desk.explain(trouble))
        self.pin.setFocus()

    def _arrange(self) -> None:
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_look(self.pin, "search")
        self._pad = QGridLayout()
        for number, key in enumerate(_KEYS):
            if key:
                self.keys[key].setText(key)
                self.keys[key].setFocusPolicy(Qt.FocusPolicy.NoFocus)
                self._pad.addWidget(self.keys[key], *divmod(number, 3))
        self.setLayout(page.column(self.names, self.notice, self.pin, self._pad, self.enter, spacing=14))
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(_WIDTH))
        self._pad.setSpacing(theme.px(10))
        for button in self.keys.values():
            button.setMinimumHeight(theme.px(64))
