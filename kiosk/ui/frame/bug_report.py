"""A mistake of the program, told so that it can be reported: copied, without names or codes in it."""

import platform

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.words.catalogue import _


class BugReportDialog(Dialog):
    """Shows a report and copies it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        heading, explanation = page.text("title"), page.text()
        heading.setText(_("Something went wrong"))
        explanation.setText(
            _(
                "The last step may not have been done. This report contains no names and no codes: please send it "
                "to the developers."
            )
        )
        self._text = QPlainTextEdit(f"{surroundings()}\n\n{report}", readOnly=True)
        self._text.setAccessibleName(_("Report"))
        self._copy, close = page.button(), page.button("primary")
        self._copy.setText(_("Copy the report"))
        close.setText(_("Close"))
        self._copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.setLayout(
            page.column(heading, explanation, self._text, page.row(None, self._copy, close), spacing=18, margins=36)
        )
        self.resize(theme.px(1100), theme.px(720))

    @property
    def text(self) -> str:
        """The whole report."""
        return self._text.toPlainText()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(_("Copied"))


def surroundings() -> str:
    """On what the program runs, in one line."""
    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {PySide6.__version__}"
