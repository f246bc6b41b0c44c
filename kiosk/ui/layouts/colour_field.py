"""Choosing a colour: one of the layout's own by category, a usual one, or any other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QComboBox, QWidget

from kiosk.ui.widgets import theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.words.catalogue import N_, _

# Dark enough to be read on white paper, and the white that stands on coloured bands.
USUAL = {
    "#000000": N_("Black"),
    "#0F172A": N_("Ink"),
    "#475569": N_("Grey"),
    "#CBD5E1": N_("Light grey"),
    "#FFFFFF": N_("White"),
    "#14213D": N_("Navy"),
    "#1D4ED8": N_("Blue"),
    "#00796B": N_("Teal"),
    "#6D28D9": N_("Violet"),
    "#B3161B": N_("Red"),
    "#B45309": N_("Brown"),
}
_OTHER = "other"


class ColourField(QComboBox):
    """``chosen`` carries the name of a palette, ``#RRGGBB``, or an empty text for none."""

    chosen = Signal(str)

    def __init__(self, palettes: Sequence[str], *, none: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setIconSize(QSize(theme.px(26), theme.px(26)))
        if none:
            self.addItem(_("None"), "")
        for name in palettes:
            self.addItem(_("By category: {name}").format(name=name), name)
        for colour, name in USUAL.items():
            self.addItem(_swatch(colour), _(name), colour)
        self.addItem(_("Another colour…"), _OTHER)
        self.activated.connect(self._on_activated)

    def show_colour(self, value: str) -> None:
        """Show this one as chosen."""
        self._shown = value
        if self.findData(value) < 0 and value:
            self.insertItem(self.count() - 1, _swatch(value), value, value)
        self.setCurrentIndex(max(0, self.findData(value)))

    def ask(self) -> None:
        """Ask for any colour, in the program's own dialog: the system's may speak another language."""
        begun = QColor(self._shown) if self._shown.startswith("#") else QColor("#000000")
        dialog = QColorDialog(begun, self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(_("Another colour…"))
        dialog.colorSelected.connect(self._on_colour)
        open_dialog(dialog)

    def _on_activated(self) -> None:
        if self.currentData() == _OTHER:
            self.show_colour(self._shown)
            self.ask()
        else:
            self.show_colour(self.currentData())
            self.chosen.emit(self._shown)

    def _on_colour(self, colour: QColor) -> None:
        self.show_colour(colour.name().upper())
        self.chosen.emit(self._shown)


def _swatch(colour: str) -> QIcon:
    side = theme.px(26)
    picture = QPixmap(side, side)
    picture.fill(QColor(colour))
    painter = QPainter(picture)
    painter.setPen(theme.EDGE)
    painter.drawRect(0, 0, side - 1, side - 1)
    painter.end()
    return QIcon(picture)
