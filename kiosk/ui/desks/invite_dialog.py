"""Inviting a desk: its name, then the code that its laptop scans, or the file that it opens."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from kiosk.actions.desks.hub import Invited, invite
from kiosk.actions.desks.invitation_files import JOIN_SUFFIX, invitation_file, invitation_modules, save_invitation
from kiosk.actions.papers.output_paths import file_name
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.services.sync import Sync
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import _, language

_QUIET = 4  # modules kept empty around a code
_MOST_CHARACTERS = 30
MOST_INVITATIONS = 500


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
        self._many_label, self.how_many = PlainLabel(), QSpinBox(minimum=1, maximum=MOST_INVITATIONS)
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

    def make_sheet(self, path: Path) -> None:
        """Invite as many laptops as were chosen, on one printed sheet."""
        self.make.setEnabled(False)
        work = partial(_invite_many, self.name.text().strip(), self.how_many.value(), path, language())
        self._sharing.hub.run(work, partial(self._on_sheet, path), self._on_refused)

    def _on_make(self) -> None:
        if not self.make.isEnabled() or self.invited is not None:
            return  # Enter comes here too, and twice would be two invitations
        if self.how_many.value() > 1:
            self._ask_where_sheet()
            return
        self.make.setEnabled(False)
        work = partial(_invite, self.name.text().strip())
        self._sharing.hub.run(work, self._on_invited, self._on_refused)

    def _ask_where_sheet(self) -> None:
        suggested = self._sharing.desk.path.parent / f"{file_name(self.name.text().strip())}.pdf"
        path = ask_to_save(self, self.make.text(), suggested, "*.pdf")
        if path is not None:
            self.make_sheet(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def _on_sheet(self, path: Path, invited: Sequence[Invited]) -> None:
        self.notice.done(
            _("{count} {count:invitation|invitations} in {file}. Print it, cut it apart, and treat it like keys.")
            .format(count=len(invited), file=path.name)
        )  # fmt: skip
        for part in (self._label, self.name, self._many_label, self.how_many, self.make):
            part.hide()
        self.back.setText(_("Done"))
        self.back.setFocus()

    def _on_invited(self, invited: Invited) -> None:
        self.invited = invited
        self.code.show_code(invited.text)
        self.setWindowTitle(_("Invitation of {desk}").format(desk=invited.name))
        self._title.setText(self.windowTitle())
        self._line.setText(
            _("On the other laptop choose “Join an event” and scan this code, or open the file there. It works "
              "for one laptop only.")
        )  # fmt: skip
        for part in (self._label, self.name, self._many_label, self.how_many, self.make):
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
        self._many_label.setText(_("How many laptops? Several get one printed sheet, numbered."))
        self._many_label.setBuddy(self.how_many)
        self.how_many.setAccessibleName(self._many_label.text())
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
                self._many_label,
                page.row(self.how_many, None),
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


def _invite_many(
    name: str, count: int, path: Path, spoken: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> Sequence[Invited]:
    # imported late: what draws papers takes a while to load
    from kiosk.actions.desks.invitation_sheet import numbered, write_invitations

    return write_invitations(records, numbered(name, count), path, language=spoken)


def _invite(name: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Invited:
    return invite(records, name)
