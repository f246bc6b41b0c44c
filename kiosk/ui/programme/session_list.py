"""The programme as a list by day and hour, with room, who may enter, and how many people came."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kiosk.actions.office.figures import SessionCount
from kiosk.core.programme import Session
from kiosk.ui.programme.session_figures import FIGURES
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.present import present
from kiosk.words.catalogue import _, title_of
from kiosk.words.names import name_of
from kiosk.words.sessions import admission_text, day_text, hours_text, tracking_text


class SessionList(QScrollArea):
    """A card a day, a row a session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._numbers: dict[str, list[QLabel]] = {}
        self._zone: tzinfo | None = None

    def figures_of(self, code: str) -> list[QLabel]:
        """The numbers in a session's row: expected, came, inside."""
        return self._numbers[code]

    def show_sessions(self, sessions: Sequence[Session], zone: tzinfo) -> None:
        """Show these sessions instead of those before."""
        self._numbers, self._zone = {}, zone
        days = QWidget()
        layout = page.column(spacing=14)
        for day, of_day in groupby(sessions, key=lambda session: session.starts_at.astimezone(zone).date()):
            heading = page.text("heading")
            heading.setText(day_text(day))
            layout.addWidget(heading)
            layout.addWidget(self._day_card(sorted(of_day, key=lambda session: (session.starts_at, session.room))))
        layout.addStretch(1)
        days.setLayout(layout)
        self.setWidget(days)

    def show_figures(self, figures: Mapping[str, SessionCount]) -> None:
        """Write the numbers into the rows."""
        for code, counted in figures.items():
            for number, name in zip(self._numbers.get(code, ()), FIGURES, strict=False):
                number.setText(f"{getattr(counted, name):,}")

    def _day_card(self, sessions: list[Session]) -> QFrame:
        made = page.card()
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for place, session in enumerate(sessions):
            if place:
                rows.addWidget(_line())
            rows.addWidget(self._session_row(session))
        made.setLayout(rows)
        return made

    def _session_row(self, session: Session) -> QWidget:
        made = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(theme.px(28), theme.px(16), theme.px(28), theme.px(16))
        grid.setHorizontalSpacing(theme.px(24))
        hours, room = page.text("heading", wrap=False), page.text("hint", wrap=False)
        hours.setText(hours_text(session, present(self._zone)))
        room.setText(name_of(session.room))
        title, facts = page.text("heading"), page.text("hint")
        title.setText(title_of(session))
        facts.setText(_facts(session))
        grid.addWidget(hours, 0, 0)
        grid.addWidget(room, 1, 0)
        grid.addWidget(title, 0, 1)
        grid.addWidget(facts, 1, 1)
        self._numbers[session.code] = []
        for place, name in enumerate(FIGURES):
            number, caption = _figure(name)
            self._numbers[session.code].append(number)
            grid.addWidget(number, 0, 2 + place)
            grid.addWidget(caption, 1, 2 + place)
        grid.setColumnMinimumWidth(0, theme.px(210))
        grid.setColumnStretch(1, 1)
        made.setLayout(grid)
        return made


def _facts(session: Session) -> str:
    """For whom, what is scanned, how many places: facts beside each other, not one sentence."""
    facts = [session.code, *filter(None, [", ".join(session.speakers)]), admission_text(session)]
    facts.append(tracking_text(session))
    if session.capacity is not None:
        facts.append(_("{count} {count:place|places}").format(count=session.capacity))
    if session.counts:
        facts.append(_("counts for the certificate"))
    return "  ·  ".join(facts)


def _figure(name: str) -> tuple[QLabel, QLabel]:
    """A number, to be set when it is known, and the word below it."""
    word, meaning = FIGURES[name]
    number, caption = page.text("heading", wrap=False), page.text("hint", wrap=False)
    number.setText("–")
    caption.setText(_(word))
    for label in (number, caption):
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setToolTip(_(meaning))
        label.setMinimumWidth(theme.px(110))
    return number, caption


def _line() -> QFrame:
    made = QFrame()
    made.setFixedHeight(1)
    theme.set_look(made, "rule")
    return made
