"""What a person says of a programme file: the answers to what it leaves open."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from kiosk.actions.programme.import_programme import ProgrammeImport
from kiosk.core.programmes.programme_file import Asked
from kiosk.core.programmes.programme_times import Answers
from kiosk.errors import KioskError
from kiosk.ui.widgets import page
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.words.catalogue import N_, _

_ORDERS = (
    ("", N_("as in the file")),
    ("mdy", N_("month first")),
    ("dmy", N_("day first")),
    ("ymd", N_("year first")),
)
_LENGTHS = (20, 30, 45, 60, 90, 120)
_UNTIL_NEXT = -1
_DAY_KINDS = frozenset({"no_day", "no_year"})


class ProgrammeAnswers(QWidget):
    """Shows a control for each thing the file leaves open; ``changed`` asks for another look at the file."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._labels = [PlainLabel() for _number in range(3)]
        self.day, self.order, self.length = page.day(), QComboBox(), QComboBox()
        self.whole_days, self.grid = QCheckBox(), QCheckBox()
        self.mapping: Mapping[str, str] = {}
        self._controls = tuple(zip(self._labels, (self.day, self.order, self.length), strict=True))
        for label, control in self._controls:
            label.setBuddy(control)
        widgets = [widget for pair in self._controls for widget in pair]
        self.setLayout(page.row(*widgets, self.whole_days, self.grid, None))
        # Yesterday is no day of an event to come: whichever day is chosen is a change.
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setDate(QDate.currentDate().addDays(-1))
        self.retranslate()
        self.show_for(None)
        self.day.dateChanged.connect(self._on_day)
        for choice in (self.order, self.length):
            choice.activated.connect(lambda _index: self.changed.emit())
        for box in (self.whole_days, self.grid):
            box.clicked.connect(lambda _on: self.changed.emit())

    def forget(self) -> None:
        """Nothing is said any more: another file is looked at."""
        self._day, self.mapping = None, {}
        for choice in (self.order, self.length):
            choice.setCurrentIndex(0)
        self.whole_days.setChecked(False)
        self.grid.setChecked(False)

    def asked(self) -> Asked:
        """What was said so far."""
        length = self.length.currentData()
        minutes = length if length and length != _UNTIL_NEXT else None
        answers = Answers(
            self.order.currentData() or "", self._day, minutes, length == _UNTIL_NEXT, self.whole_days.isChecked()
        )
        return Asked(self.mapping, answers, self.grid.isChecked())

    def show_for(self, planned: ProgrammeImport | None, trouble: KioskError | None = None) -> None:
        """Show the controls for what is asked, and those that were used."""
        kinds = {question.kind for question in planned.questions} if planned else set()
        assumed = {name for name, _value in planned.assumed} if planned else set()
        shown = (
            bool(kinds & _DAY_KINDS or "year" in assumed or self._day),
            "date_order" in kinds | assumed or self.order.currentIndex() > 0,
            "no_end" in kinds or self.length.currentIndex() > 0,
        )
        for (label, control), visible in zip(self._controls, shown, strict=True):
            label.setVisible(visible)
            control.setVisible(visible)
        self.whole_days.setVisible("whole_day" in kinds or self.whole_days.isChecked())
        asked = trouble is not None and trouble.code == "programme.grid_or_list"
        self.grid.setVisible(asked or self.grid.isChecked())
        self.setVisible(any(shown) or not (self.whole_days.isHidden() and self.grid.isHidden()))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        for label, words in zip(self._labels, (_("First day"), _("Dates"), _("Without an end")), strict=True):
            label.setText(words)
        _fill(self.order, [(_(words), value) for value, words in _ORDERS])
        lengths = [(_("{count} {count:minute|minutes}").format(count=count), count) for count in _LENGTHS]
        _fill(self.length, [(_("not specified"), 0), (_("until the next session"), _UNTIL_NEXT), *lengths])
        self.grid.setText(_("The headings are rooms"))
        self.whole_days.setText(_("Whole days are sessions, too"))

    def _on_day(self, day: QDate) -> None:
        self._day = page.date_of(day)
        self.changed.emit()


def _fill(choice: QComboBox, entries: list[tuple[str, object]]) -> None:
    """Offer these texts with their values; what was chosen stays chosen."""
    current = max(0, choice.currentIndex())
    choice.blockSignals(True)
    choice.clear()
    for words, value in entries:
        choice.addItem(words, value)
    choice.setCurrentIndex(current)
    choice.blockSignals(False)
