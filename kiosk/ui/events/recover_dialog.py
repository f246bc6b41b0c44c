"""A damaged event: what will be done about it, done, and told."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kiosk import clock
from kiosk.actions.keeping.recover import Organiser, Recovery, recover_event
from kiosk.errors import KioskError
from kiosk.ui.services.device import Device
from kiosk.ui.services.lanes import Lane
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_to_open
from kiosk.words import error_messages
from kiosk.words.catalogue import _
from kiosk.words.recovery import story


class _RepairLane(Lane):
    def run(
        self, work: Callable[[], Recovery], done: Callable[[Recovery], None], failed: Callable[[KioskError], None]
    ) -> None:
        self._put(work, done, failed)


class RecoverDialog(Dialog):
    """Makes the event at ``path`` whole; ``recovered`` carries the path when it can be opened again."""

    recovered = Signal(Path)
    broken = Signal(str)

    def __init__(self, path: Path, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self._device = path, device
        self._lane = _RepairLane("repair", self)
        self._lane.broken.connect(self.broken)
        self._title, self._plan, self.notice = page.text("title"), page.text(), page.Notice()
        self.repair, self.other, self.back = page.button("primary"), page.button(), page.button()
        self.go_on = page.button("primary")
        self.go_on.hide()
        self.who, self.pin = QComboBox(), QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._source: Path | None = None
        self.repair.clicked.connect(lambda: self.make_whole(self._source))
        self.other.clicked.connect(self._ask_for_copy)
        self.go_on.clicked.connect(self._on_open)
        self.back.clicked.connect(self.reject)
        self.finished.connect(self._lane.close)
        self._lay_out()

    def make_whole(self, source: Path | None = None) -> None:
        """Make the event whole from ``source``, else from the best copy that is found."""
        settings = self._device.settings
        folder = Path(settings.copies_folder) if settings.copies_folder else None
        self._source = source
        self._set_busy(True)
        self.notice.done(_("Recovering the event…"))
        work = partial(
            recover_event, self.path, now=clock.now(), source=source, folder=folder, laptop=settings.desk_id,
            organiser=partial(_said, self.who.currentData() or "", self.pin.text()),
        )  # fmt: skip
        self._lane.run(work, self._on_recovered, self._on_failed)

    def _ask_for_copy(self) -> None:
        folder = self._device.settings.copies_folder
        start = Path(folder) if folder else self.path.parent
        source = ask_to_open(self, self.other.text(), start, _("Events ({pattern})").format(pattern="*.kiosk"))
        if source is not None:
            self.make_whole(source)

    def _on_recovered(self, made: Recovery) -> None:
        self._set_busy(False)
        self.notice.done("\n".join(story(made)))
        for part in (self.repair, self.other, self._plan, self.who, self.pin):
            part.hide()
        self._title.setText(_("The event was recovered"))
        self.go_on.show()
        self.go_on.setFocus()

    def _on_failed(self, trouble: KioskError) -> None:
        self._set_busy(False)
        self.notice.trouble(error_messages.explain(trouble.code, trouble.details))
        if trouble.code == "recover.organiser_needed" and self.who.isHidden():
            organisers = trouble.details["organisers"]
            self._ask_who(organisers if isinstance(organisers, list | tuple) else ())
        self.pin.clear()

    def _ask_who(self, organisers: Sequence[str]) -> None:
        """Only of an event with organisers; who they are is known when as much as can be was put together."""
        for name in organisers:
            self.who.addItem(name, name)
        for part in (self.who, self.pin):
            part.show()
        self.notice.attention(_("Only organisers can do this. Choose who you are and enter your PIN."))
        self.pin.setFocus()

    def _on_open(self) -> None:
        self.accept()
        self.recovered.emit(self.path)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.repair, self.other, self.back, self.who, self.pin):
            part.setEnabled(not busy)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("The event file is damaged"))
        self._title.setText(self.windowTitle())
        found = _("{file} cannot be read as it was written. Nothing has been changed.").format(file=self.path.name)
        plan = _(
            "The damaged file is kept under another name. A new one is made from the latest backup, from what the "
            "other desks have, and from everything that can still be read."
        )
        self._plan.setText(f"{found}\n\n{plan}")
        self.repair.setText(_("Recover"))
        self.other.setText(_("Choose a backup"))
        self.go_on.setText(_("Open the event"))
        self.back.setText(_("Cancel"))
        buttons = page.row(self.other, None, self.back, self.repair, self.go_on)
        self.who.setAccessibleName(_("Organiser"))
        self.pin.setAccessibleName(_("PIN"))
        self.pin.setPlaceholderText(_("PIN"))
        for part in (self.who, self.pin):
            part.hide()
        shown = page.row(self.who, self.pin, None)
        self.setLayout(
            page.column(self._title, self._plan, shown, self.notice, None, 12, buttons, margins=36, spacing=16)
        )
        self.repair.setDefault(True)
        self.repair.setFocus()
        self.setMinimumSize(theme.px(980), theme.px(460))


def _said(name: str, pin: str, wanted: KioskError) -> Organiser:
    """Whom the dialog has, in the lane that makes the event whole; raises ``wanted`` where it has nobody yet."""
    if not name:
        raise wanted
    return Organiser(name, pin)
