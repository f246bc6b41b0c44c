"""Asking for a file or a folder: the system's own dialog where there is one, else Qt's, wholly in the language in use.

Qt's Korean catalogue lacks some texts of its dialog; those are set here.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QSplitter, QTreeView, QWidget

from kiosk import paths
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import _

_TYPE_COLUMN = 2


def ask_to_open(parent: QWidget, title: str, folder: Path, filters: str) -> Path | None:
    """Ask for a file that is there; None when nobody chose one."""
    dialog = make_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_to_save(parent: QWidget, title: str, suggested: Path, filters: str) -> Path | None:
    """Ask where a file is to be written; a name without an ending gets the one of ``suggested``.

    The dialog asks before a file that is there is written over.
    """
    dialog = make_dialog(parent, title, suggested.parent, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggested.suffix)
    dialog.selectFile(suggested.name)
    return _chosen(dialog)


def ask_for_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a folder; None when nobody chose one."""
    dialog = make_dialog(parent, title, folder, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def folder_beside(file: Path) -> Path:
    """The folder in which ``file`` lies; that of the documents where it is gone, as with a drive pulled out."""
    return file.parent if file.parent.is_dir() else paths.documents_folder()


def make_dialog(parent: QWidget, title: str, folder: Path, filters: str) -> QFileDialog:
    """The dialog, not shown yet."""
    dialog = QFileDialog(parent, title, str(folder), filters)
    columns = dialog.findChild(QTreeView, "treeView")
    if columns is not None:  # the system has no dialog of its own
        # "Folder" and the kinds of files stay English; the endings say as much.
        columns.setColumnHidden(_TYPE_COLUMN, True)
        for column, width in ((0, 430), (1, 140), (3, 260)):
            columns.setColumnWidth(column, theme.px(width))
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Look in:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Files of type:"))
        dialog.resize(theme.px(1150), theme.px(740))
        present(dialog.findChild(QSplitter, "splitter")).setSizes([theme.px(250), theme.px(900)])
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec()
    chosen = [Path(name) for name in dialog.selectedFiles()] if accepted else []
    dialog.deleteLater()
    return chosen[0] if chosen else None
