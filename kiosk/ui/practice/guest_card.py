"""Who stands at the desk: what is said, the ticket to scan off the screen, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.actions.preparing.practice import Guest
from kiosk.core.practice import Mishap
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.code_picture import code_picture
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _
from kiosk.words.names import name_of
from kiosk.words.practice import NAMES, SAID

HANDED_OVER = frozenset({Mishap.NONE, Mishap.DUPLICATE, Mishap.WRONG_ROOM, Mishap.NETWORK})
"""With these there is a ticket that can be scanned."""
_CODE = 0.26
"""Of the window's height: what is said and both buttons find room beside it."""
_SCAN, _NEXT = "Ctrl+H", "Ctrl+N"


class GuestCard(Retranslated, QFrame):
    """``handed_over`` comes when the ticket is held under the scanner by a key or a click, ``next_wanted`` when the
    next person may come.
    """

    handed_over = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_look(self, "card")
        self.guest: Guest | None = None
        self._number = self._count = 0
        self.place, self.title, self.said = page.text("hint"), page.text("heading"), page.text()
        self.code, self.notice = PlainLabel(), page.Notice()
        self.hand_over, self.next = page.button(), page.button("primary")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            page.column(
                self.place, self.title, self.said, self.code, self.hand_over, self.notice, None, self.next,
                spacing=12, margins=22,
            )
        )  # fmt: skip
        self.hand_over.clicked.connect(self.handed_over)
        self.next.clicked.connect(self.next_wanted)

    def show_guest(self, guest: Guest, number: int, count: int) -> None:
        """Let the next one come, the ``number``-th of ``count``."""
        self.guest, self._number, self._count = guest, number, count
        self.notice.clear()
        has_ticket = guest.arrival.mishap in HANDED_OVER
        self.code.setVisible(has_ticket)
        self.hand_over.setVisible(has_ticket)
        if has_ticket:
            self.code.setPixmap(code_picture(guest.modules, round(self.window().height() * _CODE)))
        self.retranslate()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.said.text()))

    def tell(self, *, solved: bool) -> None:
        """Say whether it is solved by now."""
        self.notice.done(_("Solved. The next person may come.")) if solved else self.notice.clear()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.hand_over.setText(_("Scan this ticket  {key}").format(key=_SCAN))
        self.hand_over.setShortcut(_SCAN)
        self.next.setText(_("Next person  {key}").format(key=_NEXT))
        self.next.setShortcut(_NEXT)
        self.code.setAccessibleName(_("The ticket as a QR code"))
        if self.guest is None:
            return
        mishap = self.guest.arrival.mishap
        self.place.setText(_("Person {number} of {count}").format(number=self._number, count=self._count))
        self.title.setText(_(NAMES[mishap]))
        person = ", ".join(filter(None, (self.guest.name, name_of(self.guest.affiliation))))
        self.said.setText(_(SAID[mishap]).format(person=person))
