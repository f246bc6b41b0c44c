"""Inviting a desk: its name, then the code that its laptop scans, or the file that it opens."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.actions.desks.hub import Invited, invite
from kiosk.actions.desks.invitation_files import JOIN_SUFFIX, invitation_file, invitation_modules, save_invitation
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.services.sync import Sync
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import _

_QUIET = 4  # modules kept empty around a code
_MOST_CHARACTERS = 30


class CodePicture(QWidget):
    """A QR code in whole pixels, black on white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._modules: Sequence[Sequence[bool]] = ()
        self.setFixedSize(QSize(theme.px(460), theme.px(460)))

    def show_code(self, text: str) -> None:
        """Show the code of ``text``."""
        self._modules = invitation_modules(text)
        self.setAccessibleName(_("Code of the invitation"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the middle."""
        if not self._modules:
            return
        count = len(self._modules) + 2 * _QUIET
        size = min(self.width(), self.height()) // count
        left, top = (self.width() - size * count) // 2, (self.height() - size * count) // 2
        painter = QPainter(self)
        painter.fillRect(QRect(left, top, size * count, size * count), QColor("white"))
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(left + (x + _QUIET) * size, top + (y + _QUIET) * size, size, size, QColor("black"))
        painter.end()


class InviteDialog(Dialog):
    """Asks for a name and shows the invitation; each is for one laptop."""

    def __init__(self, sharing: Sync, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sharing = sharing
        self.invited: Invited | None = None
        self.setWindowTitle(_("Invite a desk"))
        self._title, self._line = page.text("title"), page.text()
        self._label, self.name = PlainLabel(), QLineEdit(maxLength=_MOST_CHARACTERS)
        self.code, self.notice = CodePicture(), page.Notice()
        self.make, self.save, self.back = page.button("primary"), page.button(), page.button()
        self._lay_out()
        self.name.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._on_make)
        self.make.clicked.connect(self._on_make)
        self.make.setDefault(True)
        self.save.clicked.connect(self._ask_where)
        self.back.clicked.connect(self.close)
        self._show_form()

    def save_to(self, path: Path) -> None:
        """Write the invitation to a file."""
        try:
            save_invitation(present(self.invited).text, path)
        except KioskError as trouble:
            self.notice.trouble(self._sharing.desk.explain(trouble))
            return
        self.notice.done(_("Saved: {file}. Take it to the other laptop and open it there.").format(file=path.name))

    def _on_make(self) -> None:
        if not self.make.isEnabled() or self.invited is not None:
            return  # Enter comes here too, and twice would be two invitations
        self.make.setEnabled(False)
        work = partial(_invite, self.name.text().strip())
        self._sharing.hub.run(work, self._on_invited, self._on_refused)

    def _on_invited(self, invited: Invited) -> None:
        self.invited = invited
        self.code.show_code(invited.text)
        self.setWindowTitle(_("Invitation of {desk}").format(desk=invited.name))
        self._title.setText(self.windowTitle())
        self._line.setText(
            _("On the other laptop choose “Join an event” and scan this code, or open the file there. It works "
              "for one laptop only.")
        )  # fmt: skip
        for part in (self._label, self.name, self.make):
            part.hide()
        self.code.show()
        self.save.show()
        self.back.setText(_("Done"))
        self.back.setFocus()

    def _on_refused(self, trouble: KioskError) -> None:
        self.make.setEnabled(True)
        self.notice.trouble(self._sharing.desk.explain(trouble))

    def _ask_where(self) -> None:
        suggested = invitation_file(self._sharing.desk.path.parent, present(self.invited).name)
        path = ask_to_save(self, self.save.text(), suggested, f"*{JOIN_SUFFIX}")
        if path is not None:
            self.save_to(path if path.suffix == JOIN_SUFFIX else path.with_name(path.name + JOIN_SUFFIX))

    def _show_form(self) -> None:
        self._title.setText(self.windowTitle())
        self._line.setText(
            _("The other laptop gets a full copy of the event; both keep working when the connection fails.")
        )
        self._label.setText(_("Name of the desk"))
        self._label.setBuddy(self.name)
        self.name.setAccessibleName(self._label.text())
        self.name.setPlaceholderText(_("for example: Hall 2, left door"))
        self.make.setText(_("Create the invitation"))
        self.save.setText(_("Save as file"))
        self.back.setText(_("Cancel"))
        self.make.setEnabled(False)
        for part in (self.code, self.save):
            part.hide()

    def _lay_out(self) -> None:
        middle = page.row(None, self.code, None)
        buttons = page.row(self.save, None, self.back, self.make)
        self.setLayout(
            page.column(
                self._title,
                self._line,
                self._label,
                self.name,
                middle,
                self.notice,
                None,
                buttons,
                margins=36,
                spacing=14,
            )
        )
        present(self.layout()).setAlignment(middle, Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(theme.px(900))


def _invite(name: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Invited:
    return invite(records, name)
