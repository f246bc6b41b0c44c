"""Using an invitation for the event that is open: after the hub moved to another address, or was made anew."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk import paths
from kiosk.actions.desks.joining import rejoin
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.desks.invitation_field import InvitationField
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.services.sync import Sync
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words.catalogue import _


class UseInvitationDialog(StoringDialog):
    """``used`` comes when this laptop reaches the hub by the new invitation."""

    used = Signal()

    def __init__(self, sharing: Sync, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sharing = sharing
        title, line = page.text("title"), page.text()
        self.code, self.notice = InvitationField(sharing.desk.device.scanners), page.Notice()
        self.open_file, self.use, self.back = page.button(), page.button("primary"), page.button()
        self.setWindowTitle(_("Use an invitation"))
        title.setText(self.windowTitle())
        line.setText(
            _("Scan the organiser’s code here, or open the file. What this desk has is kept and shared again.")
        )
        self.open_file.setText(_("Open the file"))
        self.use.setText(_("Use"))
        self.back.setText(_("Cancel"))
        self.code.setAccessibleName(line.text())
        buttons = page.row(self.open_file, None, self.back, self.use)
        self.setLayout(page.column(title, line, self.code, self.notice, None, buttons, margins=36, spacing=14))
        self.setMinimumWidth(theme.px(900))
        self.code.textChanged.connect(self._on_code)
        self.code.refused.connect(self._tell)
        self.code.taken.connect(self.use.setFocus)
        self.open_file.clicked.connect(lambda: self.code.ask_for_file(self.open_file.text(), paths.documents_folder()))
        self.use.clicked.connect(self.begin)
        self.use.setDefault(True)
        self.back.clicked.connect(self.reject)
        self._on_code()

    def begin(self) -> None:
        """Reach the hub by the invitation."""
        self.use.setEnabled(False)
        settings = self._sharing.desk.settings
        work = partial(_rejoin, self.code.toPlainText(), settings.desk_id, settings.desk)
        self._sharing.hub.run(work, *self.telling(self._sharing.desk, self._on_used, self._on_refused))

    def _on_code(self) -> None:
        self.notice.clear()
        self.use.setEnabled(self.code.has_invitation())

    def _on_used(self, _nothing: object) -> None:
        self.accept()
        self.used.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self._on_code()
        self._tell(trouble)

    def _tell(self, trouble: KioskError) -> None:
        self.notice.trouble(self._sharing.desk.explain(trouble))


def _rejoin(text: str, laptop: str, desk: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> None:
    rejoin(records, text, laptop=laptop, desk=desk)
