"""The parts screens and dialogs are made of: headings, cards, buttons, tables, notices."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QDate, QEvent, Qt, QTimer
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QBoxLayout,
    QCheckBox,
    QDateEdit,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QScrollArea,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kiosk.ui.widgets import theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.plain import PlainLabel

Box = TypeVar("Box", bound=QAbstractSpinBox)


def button(look: str = "") -> PushButton:
    """A button, ``primary`` for the one thing a screen is for, ``danger`` for what takes something away."""
    made = PushButton()
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if look:
        theme.set_look(made, look)
    return made


def number(made: Box) -> Box:
    """A field for numbers or times, its letters away from the edge: Qt forgets the padding of the style sheet there."""
    made.lineEdit().setTextMargins(theme.px(12), 0, 0, 0)
    return made


_Lined = TypeVar("_Lined", bound=QBoxLayout)


def check(checked: bool) -> QCheckBox:
    """A box that begins checked or not."""
    box = QCheckBox()
    box.setChecked(checked)
    return box


def day() -> QDateEdit:
    """A field for a day, with a calendar to choose it from."""
    field = QDateEdit()
    field.setCalendarPopup(True)
    return field


def date_of(day: QDate) -> date:
    """A day of a field as a date."""
    return date(day.year(), day.month(), day.day())


def show_number(field: QSpinBox | QDoubleSpinBox, value: float) -> None:
    """Show ``value``, also one beyond what can be entered here: a field that showed the nearest it knows would lie, and
    store the lie."""
    if isinstance(field, QSpinBox):
        whole = round(value)
        field.setRange(min(field.minimum(), whole), max(field.maximum(), whole))
        field.setValue(whole)
    else:
        field.setRange(min(field.minimum(), value), max(field.maximum(), value))
        field.setValue(value)


def text(look: str = "", *, wrap: bool = True) -> QLabel:
    """A text that is only read: ``title``, ``heading``, ``hint``, ``number`` or plain."""
    made = PlainLabel()
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        theme.set_look(made, look)
    return made


def card() -> QFrame:
    """A white area with a thin edge, for things that belong together; give it a layout."""
    made = QFrame()
    theme.set_look(made, "card")
    return made


def column(*parts: QWidget | QLayout | int | None, spacing: float = 16, margins: float = 0) -> QVBoxLayout:
    """Parts from top to bottom; a number is free space in units, None takes all space that is left."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def row(*parts: QWidget | QLayout | int | None, spacing: float = 16, margins: float = 0) -> QHBoxLayout:
    """Parts from left to right; a number is free space in units, None takes all space that is left."""
    return _filled(QHBoxLayout(), parts, spacing, margins)


def _filled(layout: _Lined, parts: Sequence[QWidget | QLayout | int | None], spacing: float, margins: float) -> _Lined:
    layout.setSpacing(theme.px(spacing))
    margin = theme.px(margins) if margins else 0
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(theme.px(part))
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return layout


def form(rows: Sequence[tuple[QLabel, QWidget]], *, spacing: float = 12) -> QGridLayout:
    """Fields below one another with their names at the left; a click on the name goes to the field."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(24))
    grid.setVerticalSpacing(theme.px(spacing))
    grid.setColumnStretch(1, 1)
    for place, (name, field) in enumerate(rows):
        name.setBuddy(field)
        grid.addWidget(name, place, 0)
        grid.addWidget(field, place, 1)
    return grid


class Table(QTableView):
    """A table that is read, not edited; ``widths`` of the first columns in units, the last column takes the rest.

    No column is narrower than its heading.
    """

    def __init__(self, model: QAbstractItemModel, widths: Sequence[float]) -> None:
        super().__init__()
        self._widths = widths
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerWidget(QWidget())
        theme.set_look(self, "bare")
        self.verticalHeader().hide()
        # Fixed: measuring 100,000 rows would take seconds.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.use_header(self.horizontalHeader())

    def use_header(self, header: QHeaderView) -> None:
        """Have ``header`` above the columns."""
        self.setHorizontalHeader(header)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit rows and columns to letters that became larger or smaller with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(48))
        header = self.horizontalHeader()
        for section, width in enumerate(self._widths):
            self.setColumnWidth(section, max(theme.px(width), header.sectionSizeHint(section)))


class Notice(QLabel):
    """One sentence about what was just done (``done``), came to nothing (``attention``) or could not be done
    (``trouble``); hidden when empty.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def done(self, sentence: str) -> None:
        """Tell what was done."""
        self._tell(sentence, "done")

    def attention(self, sentence: str) -> None:
        """Tell that all went well and yet nothing came of it."""
        self._tell(sentence, "attention")

    def trouble(self, sentence: str) -> None:
        """Tell what could not be done, and the mend."""
        self._tell(sentence, "trouble")

    def clear(self) -> None:
        """Say nothing."""
        super().clear()
        self.hide()

    def _tell(self, sentence: str, look: str) -> None:
        self.setText(sentence)
        self.setAccessibleName(sentence)
        theme.set_look(self, look)
        self.show()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Be seen at the new place."""
        super().moveEvent(event)
        QTimer.singleShot(0, self, self._come_into_sight)  # what scrolls knows its length only after this

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be seen as a whole."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """A sentence below the edge of what scrolls would never be read."""
        holder = self.parentWidget()
        while holder is not None:
            if isinstance(holder, QScrollArea):
                holder.ensureWidgetVisible(self)
            holder = holder.parentWidget()
