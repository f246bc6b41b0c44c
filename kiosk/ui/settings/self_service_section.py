"""Self-service at this laptop: its PIN, and the button that begins it."""

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.core.access import LONGEST_PIN, fault_of_pin
from kiosk.ui.self_service.staff_pin import has_pin, keep_pin
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page
from kiosk.words.catalogue import _
from kiosk.words.error_messages import explain


class SelfServiceSection(Section):
    """Attendees scan their own tickets; only the PIN ends it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._what, self._pin_label, self._pin_hint = page.text(), page.text("heading"), page.text("hint")
        self._again_label, self.notice = page.text("heading"), page.Notice()
        self.pin, self.again = QLineEdit(), QLineEdit()
        self.keep, self.start = page.button(), page.button("primary")
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(LONGEST_PIN)
            field.textChanged.connect(self._tell_missing)
            field.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.start.clicked.connect(desk.self_service_wanted)
        self.device.changed.connect(self._enable)
        self.add_wide(self._what)
        self.add_row(self._pin_label, self.pin, self._pin_hint)
        self.add_row(self._again_label, self.again, page.row(self.keep, None), self.notice)
        self.add_wide(page.row(self.start, None))
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Self-service")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._what.setText(_("Attendees scan their own tickets. They never see anyone else's data."))
        self._pin_label.setText(_("PIN to exit"))
        self._pin_hint.setText(_("4 to 12 digits, not a sequence such as 1234. The wait grows with each wrong PIN."))
        self._again_label.setText(_("Repeat the PIN"))
        self.pin.setAccessibleName(self._pin_label.text())
        self.again.setAccessibleName(self._again_label.text())
        self.start.setText(_("Start self-service"))
        self.start.setAccessibleDescription(self._what.text())
        self._enable()

    def _enable(self) -> None:
        kept = has_pin(self.device.settings)
        self.keep.setText(_("Change the PIN") if kept else _("Save this PIN"))
        self.start.setEnabled(kept)

    def _tell_missing(self) -> None:
        """As soon as the second PIN cannot become the first any more it is said."""
        if not self.pin.text().startswith(self.again.text()):
            self.notice.attention(_("The two PINs differ. Enter the same digits twice."))
        else:
            self.notice.clear()

    def _on_keep(self) -> None:
        fault = fault_of_pin(self.pin.text())
        if fault:
            self.notice.trouble(explain(fault, {}))
            self.pin.setFocus()
            return
        if self.pin.text() != self.again.text():
            self.notice.attention(_("The two PINs differ. Enter the same digits twice."))
            self.again.setFocus()
            return
        keep_pin(self.device, self.pin.text())
        self.pin.clear()
        self.again.clear()
        self.notice.done(_("The PIN was saved on this laptop."))
