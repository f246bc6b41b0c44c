"""The scanners of this laptop: those that type, and the one on a serial port."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kiosk.core.codes.devices import Health, Source
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.arrivals import Arrivals
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.words.catalogue import _
from kiosk.words.scanners import advice, light_text

_SPEEDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
_FORMS = ("8N1", "8E1", "8O1", "7E1", "7O1", "7N2", "8N2")
_MOST_MARKS = 20


class ScannerSection(Section):
    """On and off, how each is set up, how it is now, and what arrives."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._news, settings = desk.device.scanners, desk.settings
        self._keyboard_label, self._keyboard_hint = page.text("heading"), page.text("hint")
        self.keyboard = page.check(settings.keyboard_scanner)
        self._marks_label, self._marks_hint = page.text("heading"), page.text("hint")
        self.prefix, self.suffix = QLineEdit(settings.scanner_prefix), QLineEdit(settings.scanner_suffix)
        self._serial_label, self.serial = page.text("heading"), page.check(settings.serial_scanner)
        self.port, self.speed, self.form = QComboBox(), QComboBox(), QComboBox()
        self._state = page.text("hint")
        self.arrivals = Arrivals(self._news)
        self._fill()
        self._connect()
        self.add_row(self._keyboard_label, self.keyboard, self._keyboard_hint)
        self.add_row(self._marks_label, FlowBox(self.prefix, self.suffix, spacing=12), self._marks_hint)
        self.add_row(self._serial_label, self.serial, FlowBox(self.port, self.speed, self.form), self._state)
        self.add_wide(self.arrivals)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Scanners")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._keyboard_label.setText(_("Keyboard scanner"))
        self.keyboard.setText(_("Read scanners that type like a keyboard"))
        self._keyboard_hint.setText(_("They are read in every window of this program, in any input mode."))
        self._marks_label.setText(_("Added characters"))
        for field, text in ((self.prefix, _("before the code")), (self.suffix, _("after the code"))):
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
        hint = _("Only if the scanner is set up to add some. Enter, Tab and marks such as ]Q1 need no entry here.")
        self._marks_hint.setText(hint)
        self._serial_label.setText(_("Serial scanner"))
        self.serial.setText(_("Read the scanner on this port"))
        self.port.setAccessibleName(_("Port"))
        self.speed.setAccessibleName(_("Speed (baud)"))
        self.form.setAccessibleName(_("Data bits, parity, stop bits"))
        self._fill_ports()
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """List the ports that are there now."""
        super().showEvent(event)
        self._fill_ports()

    def _fill(self) -> None:
        settings = self.device.settings
        for field in (self.prefix, self.suffix):
            field.setMaxLength(_MOST_MARKS)
            field.setMaximumWidth(theme.px(260))
        for speed in _SPEEDS:
            self.speed.addItem(f"{speed} baud", speed)
        self.form.addItems(_FORMS)
        self.speed.setCurrentIndex(max(0, self.speed.findData(settings.serial_speed)))
        self.form.setCurrentText(settings.serial_form)
        self.port.setMinimumWidth(theme.px(380))

    def _connect(self) -> None:
        change = self.device.change
        self.keyboard.toggled.connect(lambda on: change(keyboard_scanner=on))
        self.prefix.editingFinished.connect(lambda: change(scanner_prefix=self.prefix.text()))
        self.suffix.editingFinished.connect(lambda: change(scanner_suffix=self.suffix.text()))
        self.serial.toggled.connect(lambda on: change(serial_scanner=on))
        self.port.activated.connect(lambda: change(serial_port=self.port.currentData()))
        self.speed.activated.connect(lambda: change(serial_speed=self.speed.currentData()))
        self.form.activated.connect(lambda: change(serial_form=self.form.currentText()))
        self._news.health_changed.connect(self._on_health)

    def _fill_ports(self) -> None:
        """The ports of now, and the one that was chosen although it is unplugged."""
        chosen = self.device.settings.serial_port
        self.port.clear()
        self.port.addItem(_("The only USB port"), "")
        for found in self._news.found(Source.SERIAL):
            self.port.addItem(found.name, found.key)
        if self.port.findData(chosen) < 0:
            there = self._news.health(Source.SERIAL) is Health.READY  # a port that the system lists under another name
            self.port.addItem(chosen if there else _("{port} (not connected)").format(port=chosen), chosen)
        self.port.setCurrentIndex(self.port.findData(chosen))

    def _on_health(self, source: Source) -> None:
        if source is Source.SERIAL:
            self._fill_ports()
            self._show_state()

    def _show_state(self) -> None:
        health = self._news.health(Source.SERIAL)
        theme.set_look(self._state, "trouble" if health.is_trouble else "hint")
        self._state.setText("  ".join(filter(None, (light_text(Source.SERIAL, health), advice(Source.SERIAL, health)))))
