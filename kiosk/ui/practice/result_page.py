"""How a practice went: arrivals, times, and each mishap with how it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kiosk.core.practice import Played, Summary, summed_up
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.scrolling import scrolled
from kiosk.words.catalogue import _
from kiosk.words.practice import HOW, NAMES


class ResultPage(Retranslated, QWidget):
    """Shows one result; ``again`` and ``back`` are for the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary: Summary = summed_up(())
        self._title, self.line = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.back, self.again = page.button(), page.button("primary")
        self._area = scrolled(QFrame())
        head = ScreenHead(self._title, self.back, self.again, line=self.line)
        self.setLayout(screen_column(head, self._area, fills=self._area))
        self.retranslate()

    def show_result(self, played: Sequence[Played]) -> None:
        """Tell how it went."""
        self.summary = summed_up(played)
        self.retranslate()
        self.again.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        told = self.summary
        self._title.setText(_("How the practice went"))
        self.back.setText(_("Back to the event"))
        self.again.setText(_("Practise again"))
        self.line.setText(
            _("{solved} of {arrivals} solved · {mean} s on average · the longest {longest} s").format(
                solved=told.solved, arrivals=told.arrivals, mean=f"{told.mean:.0f}", longest=f"{told.longest:.0f}"
            )
            if told.arrivals
            else _("Nobody came before it ended.")
        )
        card = self._card()
        self._area.setWidget(card)
        card.setAutoFillBackground(False)  # the area has just switched it on, and it would fill the round corners

    def _card(self) -> QFrame:
        card = page.card()
        grid = QGridLayout(card)
        grid.setContentsMargins(theme.px(36), theme.px(18), theme.px(36), theme.px(18))
        grid.setHorizontalSpacing(theme.px(28))
        grid.setVerticalSpacing(theme.px(14))
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(self.summary.mishaps):
            sign = Picture("tick", 40, theme.GOOD) if one.solved else Picture("warning", 40, theme.AMBER)
            name, how, time = page.text("heading"), page.text("hint"), page.text(wrap=False)
            name.setText(_(NAMES[one.mishap]))
            how.setText(_(HOW[one.mishap]))
            seconds = f"{one.seconds:.0f}"
            time.setText(
                _("solved in {seconds} s").format(seconds=seconds)
                if one.solved
                else _("not solved, {seconds} s").format(seconds=seconds)
            )
            grid.addWidget(sign, place, 0)
            grid.addLayout(page.column(name, how, spacing=2), place, 1)
            grid.addWidget(time, place, 2)
        grid.setRowStretch(len(self.summary.mishaps), 1)
        return card
