"""Adding somebody who works at the desks, or giving them a new PIN."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from kiosk.actions.desks import manage_operators
from kiosk.core.access import LONGEST_PIN, SHORTEST_PIN, Operator, Role
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words.catalogue import _
from kiosk.words.terms import ROLES

_ROLES = (Role.OPERATOR, Role.ORGANISER)


class OperatorDialog(StoringDialog):
    """Name and role of a new person, and the PIN twice; ``saved`` carries the name and what was done as a sentence."""

    saved = Signal(str, str)

    def __init__(self, desk: Desk, operator: Operator | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._operator = desk, operator
        self.name, self.pin, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.roles = QButtonGroup(self)
        self.notice, self.save, back = page.Notice(), page.button("primary"), page.button()
        title = _("New PIN for {name}").format(name=operator.name) if operator else _("Add an operator")
        self.setWindowTitle(title)
        heading, hint = page.text("title"), page.text("hint")
        heading.setText(title)
        hint.setText(_("A PIN has 4 to 12 digits and must not be a sequence such as 1234."))
        self.save.setText(_("Save"))
        back.setText(_("Cancel"))
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(LONGEST_PIN)
        buttons = page.row(None, back, self.save)
        self.setLayout(page.column(heading, hint, self._form(), self.notice, buttons, margins=36, spacing=18))
        self.setMinimumWidth(theme.px(760))
        self.save.setDefault(True)
        for field in (self.name, self.pin, self.again):
            field.textChanged.connect(self._tell_missing)
        self.save.clicked.connect(self._on_save)
        back.clicked.connect(self.reject)

    @property
    def role(self) -> Role:
        """The role that is chosen."""
        return _ROLES[self.roles.checkedId()]

    def _form(self) -> QWidget:
        """Names of fields at the left; for a new PIN only the PIN."""
        texts = (_("Name"), _("PIN"), _("Repeat the PIN"))
        rows = [(page.text(wrap=False), field) for field in (self.name, self.pin, self.again)]
        for (label, field), text in zip(rows, texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        held = QWidget()
        chips = page.row(*(self._role_chip(number) for number in range(len(_ROLES))), None, spacing=10)
        shown = rows if self._operator is None else rows[1:]
        held.setLayout(page.column(page.form(shown), *([] if self._operator else [chips]), spacing=14))
        return held

    def _role_chip(self, number: int) -> QWidget:
        """The first of all has to be an organiser."""
        chip = page.button("chip")
        chip.setText(_(ROLES[_ROLES[number]]))
        chip.setCheckable(True)
        is_first = not self._desk.access.people
        chip.setChecked(_ROLES[number] is (Role.ORGANISER if is_first else Role.OPERATOR))
        chip.setEnabled(not is_first or chip.isChecked())
        self.roles.addButton(chip, number)
        return chip

    def _missing(self) -> tuple[str, QLineEdit] | None:
        """What still has to be entered, and where."""
        if self._operator is None and not self.name.text().strip():
            return _("Enter the name first."), self.name
        if len(self.pin.text()) < SHORTEST_PIN:
            return _("Enter a PIN of at least {count} digits.").format(count=SHORTEST_PIN), self.pin
        if self.pin.text() != self.again.text():
            return _("The two PINs differ. Enter the same digits twice."), self.again
        return None

    def _tell_missing(self) -> None:
        """As soon as the second PIN cannot become the first any more it is said, and taken back when it is mended."""
        if not self.pin.text().startswith(self.again.text()):
            self.notice.attention(_("The two PINs differ. Enter the same digits twice."))
        else:
            self.notice.clear()

    def _on_save(self) -> None:
        if (missing := self._missing()) is not None:
            self.notice.attention(missing[0])
            missing[1].setFocus()
            return
        self.save.setEnabled(False)
        if self._operator is None:
            work = partial(_add, self.name.text(), self.role, self.pin.text())
            sentence = _("Added: {name}.")
        else:
            work = partial(_reset, self._operator.name, self.pin.text())
            sentence = _("New PIN for {name}.")
        self._desk.lane.run(work, *self.telling(self._desk, partial(self._on_stored, sentence), self._on_trouble))

    def _on_stored(self, sentence: str, stored: Operator) -> None:
        self.accept()
        if not self._desk.access.people:
            self._desk.access.let_in(stored.name)  # who adds the first one is that one
        self._desk.tell_access_changed()
        self.saved.emit(stored.name, sentence.format(name=stored.name))

    def _on_trouble(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self._desk.explain(trouble))


def _add(name: str, role: Role, pin: str, records: OpenEvent) -> Operator:
    return manage_operators.add_operator(records, name, role, pin)


def _reset(name: str, pin: str, records: OpenEvent) -> Operator:
    return manage_operators.reset_pin(records, name, pin)
