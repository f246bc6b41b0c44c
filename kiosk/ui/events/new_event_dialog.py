"""Making a new event: its name and place, where its file lies, and the files that are brought in next."""

import re
from functools import partial
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from kiosk import paths
from kiosk.actions.event import path_of
from kiosk.actions.keeping.encrypt import make_code
from kiosk.actions.preparing.guide import Step
from kiosk.actions.preparing.set_up_event import set_up_event
from kiosk.core.event import DEFAULT_TIMEZONE, EventDetails
from kiosk.errors import KioskError
from kiosk.paths import EVENT_SUFFIX
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.services.device import Device
from kiosk.ui.services.lanes import RecordsLane
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_field import FileField
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.texts_field import TextsField
from kiosk.words import catalogue, error_messages
from kiosk.words.catalogue import N_, _

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LABELS = {
    "names": N_("Name of the event"),
    "places": N_("Place"),
    "organisers": N_("Organiser"),
    "timezone": N_("Time zone"),
    "programme": N_("Programme"),
    "roster": N_("List of people"),
    "file": N_("Event file"),
}
_REQUIRED = ("names", "timezone", "file")
_PLACEHOLDERS = {
    "programme": N_("A table, a calendar or a schedule; may follow later"),
    "roster": N_("A table; may follow later"),
}


class NewEventDialog(Retranslated, Dialog):
    """Makes an event file in a worker; ``made`` carries its path, and the files to look at next by step of the guide.

    They are looked at as any file that is imported: with what was read from where, and what is asked.
    """

    made = Signal(Path, object)
    broken = Signal(str)

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._lane: RecordsLane | None = None
        self._file_is_suggested = True
        self.notice = page.Notice()
        self.names, self.places, self.organisers = TextsField(), TextsField(across=True), TextsField(across=True)
        self.timezone = QComboBox(editable=True)
        self.timezone.addItems(sorted(available_timezones()))
        present(self.timezone.completer()).setFilterMode(Qt.MatchFlag.MatchContains)
        self.timezone.setCurrentText(DEFAULT_TIMEZONE)
        self.programme = FileField(ProgrammeImportDialog.SUFFIXES)
        self.roster = FileField(RosterImportDialog.SUFFIXES)
        self.file = FileField((EVENT_SUFFIX,), new=True)
        self.encrypted = QCheckBox()
        self._labels = {name: PlainLabel() for name in _LABELS}
        self._title, self._hint, self._of_code = page.text("title"), page.text("hint"), page.text("hint")
        self._cancel, self.make = page.button(), page.button("primary")
        self._lay_out()
        self._connect()
        self.resize(theme.px(1180), theme.px(950))
        self.retranslate()
        self._suggest_file()

    def details(self) -> EventDetails:
        """What is said of the event so far."""
        return EventDetails(
            names=self.names.texts(),
            timezone=self.timezone.currentText().strip(),
            places=self.places.texts(),
            organisers=self.organisers.texts(),
        )

    def reject(self) -> None:
        """Close, unless the event is being made right now."""
        if self._lane is None:
            super().reject()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setWindowTitle(_("New event"))
        self._title.setText(_("New event"))
        for name, label in self._labels.items():
            text = _(_LABELS[name])
            label.setText(_("{field} (required)").format(field=text) if name in _REQUIRED else text)
            field = getattr(self, name)
            if isinstance(field, TextsField):
                field.say(label.text())
            elif isinstance(field, FileField):
                field.say(label.text())
                field.edit.setPlaceholderText(_(_PLACEHOLDERS[name]) if name in _PLACEHOLDERS else "")
            else:
                field.setAccessibleName(label.text())
        self.encrypted.setText(_("Encrypt the event file"))
        self._of_code.setText(_("Its recovery code is shown when it is made."))
        self._hint.setText(_("Next you see how each file was read. Nothing of it is saved until you import it."))
        self._cancel.setText(_("Cancel"))
        self.make.setText(_("Create the event"))

    def _missing(self) -> tuple[str, QWidget] | None:
        """What still has to be entered, and where."""
        details = self.details()
        if not details.names:
            return _("Enter the name first."), self.names.first_field
        if not details.timezone:
            return _("Enter the time zone first."), self.timezone
        if self.file.path() is None:
            return _("Choose where the event file is kept first."), self.file.edit
        return None

    def _on_make(self) -> None:
        if (missing := self._missing()) is not None:
            self._hint.hide()  # there is no room for both on a small screen
            self.notice.attention(missing[0])
            missing[1].setFocus()
            return
        details, path = self.details(), present(self.file.path()).with_suffix(EVENT_SUFFIX)
        self.notice.clear()
        self._hint.show()
        try:
            code = make_code() if self.encrypted.isChecked() else None
        except KioskError as trouble:
            self._tell(trouble)
            return
        work = partial(set_up_event, path, details, desk_id=self._device.settings.desk_id, code=code)
        self._lane = RecordsLane(lambda: work().records, self)
        self._lane.broken.connect(self.broken)
        self._lane.run(path_of, self._on_made, self._on_refused)
        self._enable()

    def _on_made(self, path: Path) -> None:
        self._end_lane()
        self.accept()
        self.made.emit(path, self._files())

    def _files(self) -> dict[Step, Path]:
        """The files that were chosen; sessions come first, for lists name them."""
        chosen = {Step.PROGRAMME: self.programme.path(), Step.ROSTER: self.roster.path()}
        return {step: file for step, file in chosen.items() if file is not None}

    def _on_refused(self, trouble: KioskError) -> None:
        self._end_lane()
        self._enable()
        self._tell(trouble)

    def _tell(self, trouble: KioskError) -> None:
        """The trouble takes the place of the hint: there is no room for both on a small screen."""
        self._hint.hide()
        self.notice.trouble(error_messages.explain(trouble.code, trouble.details))

    def _end_lane(self) -> None:
        present(self._lane).close()
        self._lane = None

    def _enable(self) -> None:
        self.make.setEnabled(self._lane is None)
        self._cancel.setEnabled(self._lane is None)

    def _on_name(self) -> None:
        if self._file_is_suggested:
            self._suggest_file()
        self._tell_of_folder()

    def _on_file(self) -> None:
        self._file_is_suggested = self.file.edit.text() == str(self._suggested())
        self._tell_of_folder()

    def _tell_of_folder(self) -> None:
        """Warn of a place that others write to; what was said of an entry before is mended by now."""
        path = self.file.path()
        warning = error_messages.of_synced_folder(path.parent) if path else ""
        self._hint.setHidden(bool(warning))  # there is no room for both on a small screen
        self.notice.attention(warning) if warning else self.notice.clear()

    def _suggest_file(self) -> None:
        self.file.set_path(self._suggested())

    def _suggested(self) -> Path:
        name = _UNSAFE.sub(" ", catalogue.text_of(self.names.texts())).strip().rstrip(".")[:80]
        return paths.place_for_events() / ((name or _("Event")) + EVENT_SUFFIX)

    def _lay_out(self) -> None:
        form = page.form([(label, getattr(self, name)) for name, label in self._labels.items()], spacing=8)
        encrypted = page.row(self.encrypted, self._of_code)
        encrypted.setStretch(1, 1)
        form.addLayout(encrypted, form.rowCount(), 1)
        buttons = page.row(None, self._cancel, self.make)
        self.setLayout(page.column(self._title, form, self._hint, self.notice, None, buttons, margins=28, spacing=14))

    def _connect(self) -> None:
        self.names.changed.connect(self._on_name)
        self.file.changed.connect(self._on_file)
        self.timezone.currentTextChanged.connect(self._tell_of_folder)
        self._cancel.clicked.connect(self.reject)
        self.make.clicked.connect(self._on_make)
        self.make.setDefault(True)
