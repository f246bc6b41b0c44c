"""One thing that was looked at: a sign, what it is, how it stands, the sentence, and the way to its mend."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from kiosk.core.readiness import Line, State
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.symbols import Symbol, draw_symbol
from kiosk.words.catalogue import _
from kiosk.words.error_messages import explain
from kiosk.words.links import link_text
from kiosk.words.readiness import STATES, TOPICS

_LOOKS = {
    State.READY: (Symbol.TICK, theme.TEAL, theme.ON_TEAL, "done"),
    State.ATTENTION: (Symbol.ATTENTION, theme.AMBER, theme.ON_AMBER, "attention"),
    State.TROUBLE: (Symbol.CROSS, theme.RED, theme.ON_RED, "trouble"),
}


def line_grid(card: QWidget) -> QGridLayout:
    """The grid on ``card`` that the lines stand in."""
    grid = QGridLayout(card)
    grid.setContentsMargins(theme.px(28), theme.px(14), theme.px(28), theme.px(14))
    grid.setHorizontalSpacing(theme.px(22))
    grid.setVerticalSpacing(theme.px(7))
    grid.setColumnStretch(3, 1)
    return grid


def add_line(grid: QGridLayout, row: int, line: Line, lead_to: Callable[[str], None]) -> QPushButton | None:
    """Put a line into a row of five columns; returns its button, which leads to the mend, where there is one."""
    symbol, ground, sign, look = _LOOKS[line.state]
    picture, topic, state, sentence = PlainLabel(), page.text("", wrap=False), page.text(look, wrap=False), page.text()
    picture.setPixmap(_drawn(symbol, ground, sign))
    theme.set_look(topic, "strong")
    topic.setText(_(TOPICS[line.topic]))
    state.setText(_(STATES[line.state]))
    sentence.setText(explain(line.code, line.details))
    middle = Qt.AlignmentFlag.AlignVCenter
    for column, widget in enumerate((picture, topic, state, sentence)):
        grid.addWidget(widget, row, column, middle if column < 3 else Qt.AlignmentFlag(0))
    if not line.place:
        return None
    button = page.button("small")
    button.setText(link_text(line.place))
    button.setAccessibleDescription(sentence.text())
    button.clicked.connect(lambda: lead_to(line.place))
    grid.addWidget(button, row, 4, middle)
    return button


def _drawn(symbol: Symbol, ground: QColor, sign: QColor) -> QPixmap:
    side = theme.px(38)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_symbol(painter, symbol, QRectF(1, 1, side - 2, side - 2), ground, sign)
    painter.end()
    return picture


def edge() -> QFrame:
    """A thin line between two things."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setStyleSheet(f"background: {theme.LINE.name()};")
    return made
