"""How many people: each number says what it counts."""

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from kiosk.core.attendance import HANDOUT, REGISTRATION
from kiosk.core.programme import Session, Tracking
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _


class CountCard(Retranslated, QFrame):
    """Came of expected, and inside now where exits are scanned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._came = self._expected = self._inside = self._people = 0
        self._heading = page.text("hint", wrap=False)
        self._number, self._of = page.text("number", wrap=False), page.text("hint", wrap=False)
        self._inside_now = page.text(wrap=False)
        self._bar = QProgressBar()
        self._arrange()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        if self._session is None:
            self._heading.setText(_("People on the roster"))
            self._number.setText(f"{self._people:,}")
            self._of.clear()
        elif self._session.kind == HANDOUT:
            self._heading.setText(_("People given one"))
            self._number.setText(f"{self._came:,}")
            self._of.setText(self._left_text(self._session.capacity))
        else:
            self._heading.setText(_("Came to this session"))
            self._number.setText(f"{self._came:,}")
            self._of.setText(_("{expected} expected").format(expected=f"{self._expected:,}"))
        self._inside_now.setText(self._inside_text())
        self._inside_now.setVisible(bool(self._inside_now.text()))
        self._bar.setAccessibleName(self._heading.text())

    def show_counts(self, session: Session | None, *, came: int, inside: int, expected: int, people: int) -> None:
        """Show the numbers of ``session``; without one, how many ``people`` the roster has.

        Of a hand-out ``inside`` are the pieces that are gone.
        """
        self._session, self._came, self._inside = session, came, inside
        self._expected, self._people = expected, people
        self._bar.setVisible(session is not None and session.kind != HANDOUT)
        self._bar.setRange(0, max(expected, came, 1))
        self._bar.setValue(came)
        self.retranslate()

    def _left_text(self, stock: int | None) -> str:
        return (
            "" if stock is None else _("{left} of {stock} left").format(left=max(0, stock - self._inside), stock=stock)
        )

    def _inside_text(self) -> str:
        session = self._session
        if session is not None and session.kind == HANDOUT:
            lent = session.tracking is Tracking.ENTRY_EXIT
            return _("{out} not returned yet").format(out=self._inside) if lent else ""
        if session is None or session.kind == REGISTRATION or session.tracking is not Tracking.ENTRY_EXIT:
            return ""
        if session.capacity is None:
            return _("{inside} inside now").format(inside=f"{self._inside:,}")
        return _("{inside} inside now, {capacity} {capacity:place|places}").format(
            inside=f"{self._inside:,}", capacity=f"{session.capacity:,}"
        )

    def _arrange(self) -> None:
        theme.set_look(self, "card")
        self._bar.setTextVisible(False)
        numbers = page.row(self._number, self._of, None, spacing=14)
        layout = page.column(self._heading, numbers, self._bar, self._inside_now, spacing=6)
        layout.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        self.setLayout(layout)
