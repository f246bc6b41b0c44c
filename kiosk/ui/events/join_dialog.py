"""Joining an event that another laptop shares: scan its code or open its file, choose a folder, fetch everything."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from kiosk import paths
from kiosk.errors import KioskError
from kiosk.ui.desks.invitation_field import InvitationField
from kiosk.ui.services.device import Device
from kiosk.ui.services.lanes import Lane
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_for_folder, ask_to_open
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.words import error_messages
from kiosk.words.catalogue import _, language

if TYPE_CHECKING:
    from kiosk.actions.desks.joining import Joined

_MOST_CHARACTERS = 30


class _JoinLane(Lane):
    """Fetches the event, away from the window."""

    progressed = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("join", parent)

    def run(
        self, work: Callable[[], "Joined"], done: Callable[["Joined"], None], failed: Callable[[KioskError], None]
    ) -> None:
        """Do ``work``."""
        self._put(work, done, failed)


class JoinDialog(Dialog):
    """``joined`` carries the path of the event when it is complete here."""

    joined = Signal(Path)
    broken = Signal(str)

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._lane = _JoinLane(self)
        self._lane.broken.connect(self.broken)
        self._lane.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._folder = paths.place_for_events()
        self._copy: Path | None = None
        self._title, self._line = page.text("title"), page.text()
        self._code_label, self.code = PlainLabel(), InvitationField(device.scanners)
        self._name_label, self.name = PlainLabel(), QLineEdit(maxLength=_MOST_CHARACTERS)
        self._place, self._source = page.text("hint"), page.text("hint")
        self.open_file, self.choose_folder, self.choose_copy = page.button(), page.button("plain"), page.button("plain")
        self.join, self.back = page.button("primary"), page.button()
        self.progress, self.notice = QProgressBar(textVisible=False), page.Notice()
        self._lay_out()
        self._say()
        self.code.textChanged.connect(self._on_code)
        self.code.refused.connect(self._tell)
        self.code.taken.connect(self.join.setFocus)
        self.open_file.clicked.connect(lambda: self.code.ask_for_file(self.open_file.text(), self._folder))
        self.choose_folder.clicked.connect(self._ask_for_folder)
        self.choose_copy.clicked.connect(self._ask_for_copy)
        self.join.clicked.connect(self.begin)
        self.join.setDefault(True)
        self.back.clicked.connect(self.reject)
        self.finished.connect(self._lane.close)
        self._on_code()

    def use_folder(self, folder: Path) -> None:
        """Keep the event in ``folder``."""
        self._folder = folder
        self._say()

    def use_copy(self, copy: Path) -> None:
        """Take from a copy of the event what it holds, and only the rest from the hub."""
        self._copy = copy
        self._say()

    def begin(self) -> None:
        """Fetch the event."""
        if not self.join.isEnabled():
            return
        self.notice.clear()
        self._set_busy(True)
        name = self.name.text().strip()
        if name and name != self._device.settings.desk:
            self._device.change(desk=name)
        work = partial(
            _join,
            self.code.toPlainText(),
            self._folder,
            self._device.settings.desk_id,
            name,
            self._copy,
            self._lane.progressed.emit,
        )
        self._lane.run(work, self._on_joined, self._on_refused)

    def _on_code(self) -> None:
        self.notice.clear()
        self.join.setEnabled(self.code.has_invitation())

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def _on_joined(self, joined: "Joined") -> None:
        if not self._device.settings.desk:
            self._device.change(desk=joined.desk)  # as it was invited: two desks named “1” tell nobody anything
        self.accept()
        self.joined.emit(joined.path)

    def _on_refused(self, trouble: KioskError) -> None:
        self._set_busy(False)
        self._tell(trouble)

    def _tell(self, trouble: KioskError) -> None:
        self.notice.trouble(error_messages.explain(trouble.code, trouble.details))

    def _set_busy(self, busy: bool) -> None:
        for part in (self.code, self.name, self.open_file, self.choose_folder, self.choose_copy, self.join, self.back):
            part.setEnabled(not busy)
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        if not busy:
            self._on_code()

    def _ask_for_folder(self) -> None:
        folder = ask_for_folder(self, self.choose_folder.text(), self._folder)
        if folder is not None:
            self.use_folder(folder)

    def _ask_for_copy(self) -> None:
        known = _("Events ({pattern})").format(pattern=f"*{paths.EVENT_SUFFIX}")
        copy = ask_to_open(self, self.choose_copy.text(), self._folder, ";;".join([known, _("All files (*)")]))
        if copy is not None:
            self.use_copy(copy)

    def _say(self) -> None:
        self.setWindowTitle(_("Join an event"))
        self._title.setText(self.windowTitle())
        self._line.setText(
            _("The organiser’s laptop makes an invitation for this one. Both must be in the same network.")
        )
        self._code_label.setText(_("Scan the code here, or open the file"))
        self._name_label.setText(_("Name of this desk"))
        kept = _("The event is kept in {folder}.").format(folder=self._folder)
        self._place.setText(error_messages.of_synced_folder(self._folder) or kept)
        self.open_file.setText(_("Open the file"))
        self.choose_folder.setText(_("Choose a folder"))
        self.choose_copy.setText(_("Load from a backup"))
        copied = _("A large event: {file} is read first, and only what came since is loaded from the hub.")
        unused = _("A large event joins sooner from a backup, on a stick say.")
        self._source.setText(copied.format(file=self._copy.name) if self._copy is not None else unused)
        self.join.setText(_("Join"))
        self.back.setText(_("Cancel"))

    def _lay_out(self) -> None:
        for label, field in ((self._code_label, self.code), (self._name_label, self.name)):
            theme.set_look(label, "heading")
            label.setBuddy(field)
        self.name.setText(self._device.settings.desk)
        self.progress.hide()
        place = page.row(self._place, self.choose_folder)
        place.setStretch(0, 1)
        source = page.row(self._source, self.choose_copy)
        source.setStretch(0, 1)
        self.setLayout(
            page.column(
                self._title, self._line, 8, self._code_label, self.code, page.row(self.open_file, None), 8,
                self._name_label, self.name, place, source, self.notice, self.progress,
                None, page.row(None, self.back, self.join), margins=36, spacing=12,
            )
        )  # fmt: skip
        self.setMinimumWidth(theme.px(980))
        self.code.setFocus()


def _join(
    text: str, folder: Path, laptop: str, desk: str, copy: Path | None, progress: Callable[[int, int], None]
) -> "Joined":
    # imported late: the client of the database takes a while to load
    from kiosk.actions.desks.joining import join

    return join(text, folder, laptop=laptop, desk=desk, language=language(), copy=copy, progress=progress)
