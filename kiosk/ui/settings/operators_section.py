"""The people who work at the desks of this event, and when a desk locks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QListWidget, QSpinBox, QWidget

from kiosk.actions import access
from kiosk.actions.desks import manage_operators
from kiosk.core.access import AccessRules, Operator, Role
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.access.operator_dialog import OperatorDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.flow import FlowBox
from kiosk.words.catalogue import _
from kiosk.words.terms import ROLES

_LONGEST_MINUTES = 240
_ROWS_SEEN = 4


class OperatorsSection(Section):
    """Adding, removing, new PINs; what the organiser decides of locked desks.  All of it belongs to the event."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._people_label, self.list, self._hint = page.text("heading"), QListWidget(), page.text("hint")
        self.add, self.new_pin, self.remove = page.button("primary"), page.button(), page.button("danger")
        self._lock_label, self._lock_hint = page.text("heading"), page.text("hint")
        self.minutes = page.number(QSpinBox())
        self.scans = QCheckBox()
        self.notice = page.Notice()
        self.minutes.setRange(0, _LONGEST_MINUTES)
        self.minutes.setFixedWidth(theme.px(220))
        self.list.setFixedHeight(theme.px(48 * _ROWS_SEEN))
        theme.set_look(self.list, "roomy")
        buttons = FlowBox(self.add, self.new_pin, self.remove, spacing=10)
        self.add_row(self._people_label, self.list, buttons, self._hint, self.notice)
        self.add_row(self._lock_label, page.row(self.minutes, None), self._lock_hint, self.scans)
        self._connect()
        self.show_access()
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Operators")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._people_label.setText(_("Operators"))
        self.list.setAccessibleName(self._people_label.text())
        self.add.setText(_("Add"))
        self.new_pin.setText(_("New PIN"))
        self.remove.setText(_("Remove"))
        self._lock_label.setText(_("Lock automatically"))
        self.minutes.setAccessibleName(self._lock_label.text())
        self.minutes.setSuffix(_(" minutes"))
        self.minutes.setSpecialValueText(_("never"))
        self._lock_hint.setText(_("After this long without any input, someone has to sign in again."))
        self.scans.setText(_("Accept scans while locked"))
        self._show_people()

    def show_access(self) -> None:
        """Show the list and the rules as the event has them now."""
        rules = self.desk.access.rules
        self.minutes.blockSignals(True)
        page.show_number(self.minutes, rules.lock_after_minutes)
        self.minutes.blockSignals(False)
        self.scans.setChecked(rules.scan_while_locked)
        for control in (self.minutes, self.scans):
            control.setEnabled(bool(self.desk.access.people))
        self._show_people()

    def chosen(self) -> Operator | None:
        """The person marked in the list."""
        row = self.list.currentRow()
        return self.desk.access.people[row] if 0 <= row < len(self.desk.access.people) else None

    def open_dialog(self, operator: Operator | None) -> OperatorDialog:
        """Add somebody, or give ``operator`` a new PIN."""
        dialog = OperatorDialog(self.desk, operator, self)
        dialog.saved.connect(lambda _name, sentence: self.notice.done(sentence))
        return open_dialog(dialog)

    def _show_people(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems([f"{person.name}  ·  {_(ROLES[person.role])}" for person in self.desk.access.people])
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._hint.setText(self._advice())
        self._enable()

    def _advice(self) -> str:
        people = self.desk.access.people
        if not people:
            return _("No operators: anyone at the desk can do everything. The first one you add is an organiser.")
        if sum(person.role is Role.ORGANISER for person in people) == 1:
            return _("They belong to the event. Add a second organiser who can reset a forgotten PIN.")
        return _("They belong to the event and are known at every desk.")

    def _enable(self) -> None:
        for button in (self.new_pin, self.remove):
            button.setEnabled(self.chosen() is not None)

    def _on_remove(self) -> None:
        operator = self.chosen()
        if operator is not None:
            sentence = _("Removed: {name}.").format(name=operator.name)
            self._store(partial(_remove, operator.name), lambda _done: self._on_changed(sentence))

    def _on_rules(self) -> None:
        rules = AccessRules(self.minutes.value(), self.scans.isChecked())
        if rules != self.desk.access.rules:
            self._store(partial(_change_rules, rules), lambda _done: self.desk.tell_access_changed())

    def _store(self, work: Callable[[OpenEvent], None], done: Callable[[None], None]) -> None:
        self.desk.lane.run(work, done, self._on_trouble)

    def _on_changed(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.desk.tell_access_changed()

    def _on_trouble(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))
        self.show_access()

    def _connect(self) -> None:
        self.desk.access.changed.connect(self.show_access)
        self.list.currentRowChanged.connect(self._enable)
        self.add.clicked.connect(lambda: self.open_dialog(None))
        self.new_pin.clicked.connect(lambda: self.open_dialog(self.chosen()))
        self.remove.clicked.connect(self._on_remove)
        self.minutes.editingFinished.connect(self._on_rules)
        self.scans.clicked.connect(self._on_rules)


def _remove(name: str, records: OpenEvent) -> None:
    manage_operators.remove_operator(records, name)


def _change_rules(rules: AccessRules, records: OpenEvent) -> None:
    access.change_rules(records, rules)
