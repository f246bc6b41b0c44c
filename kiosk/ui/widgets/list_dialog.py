"""A dialog that shows a list and asks at most one question about it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words.catalogue import _


class ListDialog(Dialog):
    """Lines under headings below a sentence; ``verb`` names what is done when the person agrees (``accepted``)."""

    def __init__(
        self,
        title: str,
        sentence: str,
        headings: Sequence[tuple[str, float]],
        lines: Sequence[object],
        describe: Callable[[Any], Sequence[str]],
        *,
        verb: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``headings`` are source texts with the width of their column in units."""
        super().__init__(parent)
        self.setWindowTitle(title)
        heading, explanation = page.text("title"), page.text()
        heading.setText(title)
        explanation.setText(sentence)
        self.model = LinesModel([text for text, _width in headings], describe)
        self.model.show(lines)
        self.table = page.Table(self.model, [width for _text, width in headings[:-1]])
        self.table.setAccessibleName(title)
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        self.back, self.agree = page.button(), page.button("primary")
        self.back.setText(_("Cancel") if verb else _("Close"))
        self.agree.setText(verb)
        self.agree.setVisible(bool(verb))
        buttons = page.row(None, self.back, self.agree)
        self.setLayout(page.column(heading, explanation, framed, buttons, margins=36, spacing=16))
        (self.agree if verb else self.back).setDefault(True)
        self.back.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        self.resize(theme.px(1400), theme.px(860))
