"""Self-service at this laptop: its PIN, and the button that begins it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk import languages
from kiosk.actions.event_picture import keep_event_picture
from kiosk.core.access import LONGEST_PIN, fault_of_pin
from kiosk.errors import KioskError
from kiosk.ui.self_service.aids import ALWAYS, ASKED
from kiosk.ui.self_service.staff_pin import has_pin, keep_pin
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.voice import Voice
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page
from kiosk.ui.widgets.file_dialogs import ask_to_open
from kiosk.ui.widgets.flow import FlowBox
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import explain

_VOICES = {"": N_("Never"), ASKED: N_("When someone presses its key"), ALWAYS: N_("Always")}
_STEPS = (0, 2, 3, 5)


class SelfServiceSection(Section):
    """Attendees scan their own tickets; only the PIN ends it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._what, self._pin_label, self._pin_hint = page.text(), page.text("heading"), page.text("hint")
        self._again_label, self.notice = page.text("heading"), page.Notice()
        self.pin, self.again = QLineEdit(), QLineEdit()
        self.keep, self.start = page.button(), page.button("primary")
        self.by_name, self._by_name_hint = page.check(desk.settings.self_service_by_name), page.text("hint")
        self._by_name_label = page.text("heading")
        self._voice_label, self._voice_hint = page.text("heading"), page.text("hint")
        self.voices = self.choices(_VOICES, "self_service_voice", "")
        self._step_label, self._step_hint = page.text("heading"), page.text("hint")
        self.steps = self.choices(_STEPS, "self_service_step", 0)
        self._picture_label, self.picture_notice = page.text("heading"), page.Notice()
        self.take_picture, self.drop_picture = page.button(), page.button()
        self._voice = Voice(self)
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(LONGEST_PIN)
            field.textChanged.connect(self._tell_missing)
            field.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.start.clicked.connect(desk.self_service_wanted)
        self.by_name.toggled.connect(lambda on: self.device.change(self_service_by_name=on))
        self.take_picture.clicked.connect(self._ask_for_picture)
        self.drop_picture.clicked.connect(lambda: self.keep_picture(None))
        self.device.changed.connect(self._enable)
        self.add_wide(self._what)
        self.add_row(self._pin_label, self.pin, self._pin_hint)
        self.add_row(self._again_label, self.again, page.row(self.keep, None), self.notice)
        self.add_wide(page.row(self.start, None))
        pictures = FlowBox(self.take_picture, self.drop_picture, spacing=10)
        self.add_row(self._picture_label, pictures, self.picture_notice)
        self.add_row(self._by_name_label, self.by_name, self._by_name_hint)
        self.add_row(self._voice_label, FlowBox(*self.voices.values(), spacing=10), self._voice_hint)
        self.add_row(self._step_label, FlowBox(*self.steps.values(), spacing=10), self._step_hint)
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
        self._picture_label.setText(_("Picture of the event"))
        self.take_picture.setText(_("Choose a picture"))
        self.drop_picture.setText(_("Remove the picture"))
        self._by_name_label.setText(_("Without a ticket"))
        self.by_name.setText(_("Check in by name and phone number"))
        self._by_name_hint.setText(
            _("The whole name and the last four digits must be right. Nobody else's data is shown.")
        )
        self._voice_label.setText(_("Speak to attendees"))
        self._step_label.setText(_("Operation by one switch"))
        self._step_hint.setText(_("The marked key moves on by itself. A switch that sends Enter presses it."))
        for when, button in self.voices.items():
            button.setText(_(_VOICES[when]))
            button.setAccessibleDescription(self._voice_label.text())
        for seconds, button in self.steps.items():
            every = _("Every {seconds} {seconds:second|seconds}").format(seconds=seconds)
            button.setText(every if seconds else _("Off"))
            button.setAccessibleDescription(self._step_label.text())
        self._enable()

    def keep_picture(self, file: Path | None) -> None:
        """Take the picture of the event from a file, or take it away."""
        self.desk.lane.run(partial(keep_event_picture, file=file), partial(self._on_picture, file), self._on_no_picture)

    def _ask_for_picture(self) -> None:
        file = ask_to_open(self, _("Picture of the event"), Path.home(), "PNG, JPEG (*.png *.jpg *.jpeg)")
        if file:
            self.keep_picture(file)

    def _on_picture(self, file: Path | None, _nothing: None) -> None:
        taken = _("Attendees see it beside the event's name.")
        self.picture_notice.done(taken if file else _("The picture was removed."))

    def _on_no_picture(self, trouble: KioskError) -> None:
        self.picture_notice.trouble(explain(trouble.code, trouble.details))

    def _tell_voices(self) -> None:
        """Where it is to speak, say for which language this computer has no voice, and where one comes from."""
        settings = self.device.settings
        silent = (
            []
            if not settings.self_service_voice
            else [languages.name_of(code) for code in languages.available() if not self._voice.speaks(code)]
        )
        if silent:
            missing = _(
                "This computer has no voice for {languages}. Add one in the system's settings for speech; on Linux"
                " install speech-dispatcher with espeak-ng."
            )
            self._voice_hint.setText(missing.format(languages=", ".join(silent)))
        else:
            self._voice_hint.setText(_("In the attendee's language, with the voices of this computer."))

    def _enable(self) -> None:
        self._tell_voices()
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
