"""Layouts given and taken as files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk import paths
from kiosk.actions.papers.own_layouts import read_layout_file, write_layout_file
from kiosk.errors import KioskError
from kiosk.ui.widgets.file_dialogs import ask_to_open, ask_to_save
from kiosk.ui.widgets.list_dialog import ListDialog
from kiosk.words.catalogue import N_, _
from printing.items import LeftOut
from printing.layout import Layout

Taken = tuple[Layout, tuple[LeftOut, ...]]

_WHY = {
    "rotated": N_("Element {number}: rotated text is not supported; add it again."),
    "page": N_("Element {number} is on another page; only one page is supported."),
    "variable": N_("Element {number} shows a field that badges here do not have; add another one."),
    "picture": N_("Element {number} is a picture stored in pretix; add the file again."),
    "kind": N_("Element {number} is of an unknown kind."),
    "values": N_("Element {number} has an impossible position or size."),
}


def ask_for_layout(parent: QWidget) -> Taken | KioskError | None:
    """A layout from a file that somebody chooses; why it cannot be read; None when nobody chose one."""
    filters = _("Layouts ({pattern})").format(pattern="*.toml *.json")
    file = ask_to_open(parent, _("Import a layout"), paths.documents_folder(), filters)
    return None if file is None else read(file)


def read(file: Path) -> Taken | KioskError:
    """The layout in ``file``, or why it cannot be read."""
    try:
        return read_layout_file(file)
    except KioskError as trouble:
        return trouble


def ask_for_picture(parent: QWidget) -> Path | None:
    """A picture that somebody chooses."""
    filters = _("Pictures ({pattern})").format(pattern="*.png *.jpg *.jpeg")
    return ask_to_open(parent, _("Picture"), paths.documents_folder(), filters)


def export_layout(layout: Layout, folder: Path, parent: QWidget) -> Path | KioskError | None:
    """Write ``layout`` where somebody chooses: the file, why it could not be written, or None."""
    out = ask_to_save(parent, _("Export the layout"), folder / f"{layout.name}.toml", "TOML (*.toml)")
    if out is None:
        return None
    try:
        write_layout_file(layout, out)
    except KioskError as trouble:
        return trouble
    return out


def left_out_dialog(left_out: Sequence[LeftOut], parent: QWidget) -> ListDialog:
    """Names what of another program's layout has no counterpart."""
    dialog = ListDialog(
        _("Not everything could be imported"), _("The rest is on the page. Check it before you save."),
        [(N_("What is missing"), 0)], left_out, lambda one: [_(_WHY[one.why]).format(number=one.number)],
        parent=parent,
    )  # fmt: skip
    dialog.setObjectName("left out")
    dialog.finished.connect(dialog.deleteLater)
    return dialog
