"""Finding a person by part of a name, while the queue waits."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.actions.door.people_index import PeopleIndex
from kiosk.core.lists.contact import last_digits
from kiosk.core.roster import Attendee
from kiosk.core.scan import Verdict
from kiosk.core.search import name_meant
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.list_models import NO_INDEX, Index
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.theme import Weight, px
from kiosk.ui.widgets.typed_line import TypedLine, with_reading
from kiosk.ui.widgets.whole_rows import WholeRowsList
from kiosk.words import terms
from kiosk.words.catalogue import _
from kiosk.words.fields import field_text

LIMIT = 60
"""More rows than anybody reads; who does not find the person here types one more letter."""
_ATTENDEE, _STATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT = 84
_LONGEST_SHOWN = 14
"""Letters of a name that a button says."""


class SearchBox(Retranslated, QFrame):
    """A line to type in and the people who fit, live.  Enter checks in the marked person; where there is none, whoever
    was looked for is to be registered.
    """

    chosen = Signal(object)  # an Attendee
    unlisted = Signal()
    marked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = PeopleIndex()
        self._model = _FoundModel(self)
        self.line, self._close = TypedLine(), PushButton()
        self._list, self._hint, self._enter = WholeRowsList(self._model, _ROW_HEIGHT), PlainLabel(), PushButton()
        self._list.setItemDelegate(_FoundPainter(self._list))
        self._arrange()
        self.line.typed_changed.connect(self._find)
        self.line.installEventFilter(self)
        self._list.activated.connect(self._choose)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._enter.clicked.connect(self._choose)
        self._close.clicked.connect(self.closed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.line.setPlaceholderText(_("Part of a name, initial consonants, affiliation or end of the phone number"))
        self.line.setAccessibleName(_("Find a person"))
        self._list.setAccessibleName(_("People found"))
        self._close.setText(_("Close  Esc"))
        self._tell_how_many()
        self._say_enter()

    def use(self, index: PeopleIndex) -> None:
        """Search these people from now on."""
        self._index = index
        self._find()

    def mark_inside(self, inside: frozenset[str], means: Verdict = Verdict.ALREADY_IN) -> None:
        """Mark the people with these ids: they are in the session already, or have what is handed out."""
        self._model.inside, self._model.inside_means = inside, means
        self._list.viewport().update()

    def begin(self) -> None:
        """Start anew with an empty line."""
        self.line.clear()
        self.line.setFocus()

    def resume(self) -> None:
        """Go on with what was typed."""
        self.line.setFocus()

    @property
    def is_marked(self) -> bool:
        """Whether somebody is marked in a search that is seen."""
        return self.isVisible() and self.current() is not None

    def current(self) -> Attendee | None:
        """The marked person."""
        return self._list.currentIndex().data(_ATTENDEE) if self._list.currentIndex().isValid() else None

    @property
    def unlisted_name(self) -> str:
        """The name that was looked for and is not on the roster; empty while somebody is found or no name was typed."""
        return "" if self._model.rowCount() or not self._index.people else name_meant(self.line.typed())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list and Enter chooses while the cursor stays in the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._list.keyPressEvent(event)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return True
        return False

    def _find(self) -> None:
        self._model.fill(self._index.find(self.line.typed(), LIMIT))
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0))
        self._on_current()
        self._tell_how_many()

    def _on_current(self) -> None:
        self._say_enter()
        self.marked.emit()

    def _say_enter(self) -> None:
        name = self.unlisted_name
        self._enter.setEnabled(self.current() is not None or bool(name))
        if name:
            register = _("Register “{name}” on site  Enter")
            self._enter.setText(
                register.format(name=name if len(name) <= _LONGEST_SHOWN else name[:_LONGEST_SHOWN] + "…")
            )
        else:
            self._enter.setText(_("Check in  Enter"))

    def _tell_how_many(self) -> None:
        found = self._model.rowCount()
        typed = self.line.typed()
        if not typed.strip():
            self._hint.setText(
                _("{count} {count:person|people} on the roster").format(count=f"{len(self._index.people):,}")
            )
        elif not found:
            self._hint.setText(_("Nobody found. Try fewer letters."))
        elif found == LIMIT:
            told = _("Showing the first {count}: type one more letter").format(count=found)
            self._hint.setText(with_reading(told, self._index.read_as(typed)))
        else:
            told = _("{count} found").format(count=found)
            self._hint.setText(with_reading(told, self._index.read_as(typed)))

    def _choose(self) -> None:
        if self.current() is not None:
            self.chosen.emit(self.current())
        elif self.unlisted_name:
            self.unlisted.emit()

    def _arrange(self) -> None:
        theme.set_look(self, "card")
        theme.set_look(self.line, "search")
        theme.set_look(self._hint, "hint")
        theme.set_look(self._enter, "primary")
        self.line.setClearButtonEnabled(False)
        bottom = page.row(self._hint, self._close, self._enter, spacing=10)
        bottom.setStretch(0, 1)
        self._hint.setWordWrap(True)
        layout = page.column(self.line, self._list, bottom, spacing=18, margins=32)
        layout.setStretch(1, 1)
        self.setLayout(layout)


class _FoundModel(QAbstractListModel):
    """The people found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: Sequence[Attendee] = ()
        self.inside: frozenset[str] = frozenset()
        self.inside_means = Verdict.ALREADY_IN

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many were found."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The person for the painter; one line of text for screen readers."""
        person = self._found[index.row()]
        if role == _ATTENDEE:
            return person
        if role == _STATE:
            return self._state_of(person)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (person.name, distinguishing_text(person), self._state_of(person))))
        return None

    def _state_of(self, person: Attendee) -> str:
        """What a scan of this person would be answered with, where that is known beforehand."""
        if not person.is_registered:
            return _(terms.STATUSES[person.status])
        return terms.headline(self.inside_means) if person.id in self.inside else ""

    def fill(self, found: Sequence[Attendee]) -> None:
        """Show these people."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()


class _FoundPainter(QStyledItemDelegate):
    """Two lines a person: the name, and what tells people of one name apart."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        return QSize(px(300), px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one person."""
        person, box = index.data(_ATTENDEE), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.PALE_TEAL)
            painter.drawRoundedRect(box, px(12), px(12))
        inner = box.adjusted(px(20), px(8), -px(20), -px(8))
        name, below = theme.font(32, Weight.BOLD), theme.font(24)
        beside = inner.adjusted(0, 0, -self._paint_state(painter, inner, person, index.data(_STATE)), 0)
        painter.setPen(theme.INK)
        painter.setFont(name)
        painter.drawText(beside, Qt.AlignmentFlag.AlignTop, _elided(name, _both_names(person), beside))
        painter.setPen(theme.QUIET)
        painter.setFont(below)
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, _elided(below, distinguishing_text(person), inner))
        painter.restore()

    def _paint_state(self, painter: QPainter, box: QRect, person: Attendee, state: str) -> int:
        """Paint the state at the right; returns the pixels it takes there."""
        if not state:
            return 0
        font = theme.font(24, Weight.BOLD)
        painter.setPen(theme.GOOD if person.is_registered else theme.BAD)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), state)
        return QFontMetrics(font).horizontalAdvance(state) + px(20)


def distinguishing_text(person: Attendee) -> str:
    """What tells people who share a name apart: affiliation, title, category, end of the phone number."""
    phone = last_digits(person.phone)
    told = (
        field_text(person, "affiliation"),
        field_text(person, "title"),
        field_text(person, "category"),
        phone and f"···{phone}",
    )
    return "  ·  ".join(filter(None, told))


def _both_names(person: Attendee) -> str:
    return f"{person.name}   {person.name_latin}" if person.name_latin != person.name else person.name


def _elided(font: QFont, text: str, box: QRect) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
