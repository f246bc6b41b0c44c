"""The meeting looked at: who meets, who of them has come, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from kiosk.core.programmes.partnering import Meeting, Result
from kiosk.ui.meetings.result_look import LOOKS
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _
from kiosk.words.names import name_of
from kiosk.words.terms import MEETING_RESULTS


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a table: the company, who of it is on the roster, and who of them is in the session now."""

    company: str
    people: tuple[str, ...]
    inside: frozenset[str] = frozenset()


class MeetingPanel(Retranslated, QFrame):
    """``marked`` carries the id of the meeting and the result that somebody gave it; ``left`` says to go back."""

    marked = Signal(str, Result)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_look(self, "card")
        self.meeting: Meeting | None = None
        self._sides: Sequence[Side] = ()
        self._zone: tzinfo | None = None
        self._where, self._companies = page.text("heading"), page.text("heading")
        self._proposal, self._people = page.text(), page.text("hint")
        self.marks = {result: self._mark(result) for result in Result}
        marks = page.column(*self.marks.values(), spacing=8)
        self._nothing = page.text("hint")
        self.setLayout(
            page.column(
                self._where, self._companies, self._proposal, self._people, self._nothing, None, marks, margins=28,
                spacing=12,
            )
        )  # fmt: skip
        self.setFixedWidth(theme.px(470))
        self.show_meeting(None, (), None)

    def show_meeting(self, meeting: Meeting | None, sides: Sequence[Side], zone: tzinfo | None) -> None:
        """Show ``meeting`` with both sides of its table; None while none is looked at."""
        self.meeting, self._sides, self._zone = meeting, sides, zone
        for widget in (self._where, self._companies, self._proposal, self._people, *self.marks.values()):
            widget.setVisible(meeting is not None)
        self._nothing.setVisible(meeting is None)
        self.retranslate()

    def take_focus(self) -> None:
        """Keys go to the mark the meeting has."""
        if self.meeting is not None:
            self.marks[self.meeting.result].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose a mark; Esc goes back to the board."""
        buttons = list(self.marks.values())
        step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step and isinstance(focused, QPushButton) and focused in buttons:
            buttons[(buttons.index(focused) + step) % len(buttons)].setFocus()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._nothing.setText(_("Choose a meeting on the board to mark what came of it."))
        for result, button in self.marks.items():
            button.setText(f"{LOOKS[result].sign}   {_(MEETING_RESULTS[result])}")
            button.setAccessibleName(_(MEETING_RESULTS[result]))
        if self.meeting is None:
            return
        start, end = (moment.astimezone(self._zone) for moment in (self.meeting.starts_at, self.meeting.ends_at))
        self._where.setText(
            _("Table {table}  ·  {start}–{end}").format(
                table=self.meeting.table, start=f"{start:%H:%M}", end=f"{end:%H:%M}"
            )
        )
        self._companies.setText("\n".join(map(name_of, self.meeting.companies)))
        self._proposal.setText(name_of(self.meeting.proposal))
        self._people.setText("\n".join(map(_side_text, self._sides)))
        for result, button in self.marks.items():
            theme.set_look(button, "primary" if result is self.meeting.result else "")

    def _mark(self, result: Result) -> QPushButton:
        button = page.button()
        button.clicked.connect(lambda: self.marked.emit(present(self.meeting).id, result))
        return button


def _side_text(side: Side) -> str:
    """How many of a company have come."""
    if not side.people:
        return _("{company}: nobody on the roster").format(company=name_of(side.company))
    if not side.inside:
        return _("{company}: none of {people} {people:person|people} here").format(
            company=name_of(side.company), people=len(side.people)
        )
    here = ", ".join(name for name in side.people if name in side.inside)
    return _("{company}: {names} here").format(company=name_of(side.company), names=here)
