"""How a dialog is opened."""

from typing import TypeVar

from PySide6.QtWidgets import QDialog

Dialog = TypeVar("Dialog", bound=QDialog)


def open_dialog(dialog: Dialog) -> Dialog:
    """Open a dialog over its window; it is gone when it is closed: an import holds a whole file in memory."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
