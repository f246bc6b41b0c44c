"""One session: made, edited, removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from kiosk.actions.programme.edit_programme import remove_session, save_session
from kiosk.core.lists.cells import Cell
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.programmes.programme_effects import Effect
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.plain import PlainLabel, PlainQuestion
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.texts_field import TextsField
from kiosk.words import programme as programme_words
from kiosk.words.catalogue import N_, _, title_of
from kiosk.words.sessions import KINDS, kind_text

_ADMISSION = {
    Admission.OPEN: N_("Everyone"),
    Admission.REGISTERED: N_("People on its list"),
    Admission.CATEGORY: N_("Certain categories"),
}
_TRACKING = {Tracking.ENTRY: N_("Entry only"), Tracking.ENTRY_EXIT: N_("Entry and exit")}
_MOST_PLACES, _MOST_MINUTES = 100_000, 24 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new session begins with: the day, the room, and minutes since midnight."""

    day: date
    room: str = ""
    begin: int = 9 * 60
    end: int = 10 * 60


class SessionDialog(StoringDialog):
    """Edits ``session``, or makes one from ``draft``; ``stored`` tells in a sentence what was done."""

    stored = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, session: Session | None = None, draft: Draft | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.session = desk, session
        self.notice = page.Notice()
        self.code, self.speakers, self.categories = QLineEdit(), QLineEdit(), QLineEdit()
        self.titles = TextsField(session.titles if session is not None else None)
        self.kind, self.room = QComboBox(editable=True), QComboBox(editable=True)
        self.start_day, self.end_day = page.day(), page.day()
        self.start, self.end = page.number(QTimeEdit()), page.number(QTimeEdit())
        self.capacity = _number(_MOST_PLACES, _("no limit"))
        self.admission, self.tracking = _choice(_ADMISSION), _choice(_TRACKING)
        self.counts = QCheckBox(_("Counts for the certificate"))
        self.opens_before, self.closes_after = _number(_MOST_MINUTES), _number(_MOST_MINUTES)
        self.minimum_share = _number(100)
        self.remove, self.back, self.save = page.button("danger"), page.button(), page.button("primary")
        self._fill_choices()
        self._show(session) if session is not None else self._begin(draft)
        self._lay_out()
        self._connect()
        self._on_admission()

    def cells(self) -> dict[str, Cell]:
        """The session as a row of a programme file would say it."""
        by_category = self.admission.currentData() == Admission.CATEGORY
        listed = f"category:{self.categories.text()}" if by_category else str(self.admission.currentData())
        return {
            **{f"title_{language}": title for language, title in self.titles.texts().items()}, "code": self.code.text(),
            "kind": self.kind.currentData() if self._is_known_kind() else self.kind.currentText(),
            "room": self.room.currentText(), "speakers": self.speakers.text(),
            "starts_at": _moment(self.start_day, self.start), "ends_at": _moment(self.end_day, self.end),
            "capacity": self.capacity.value() or None,
            "admission": listed, "tracking": str(self.tracking.currentData()),
            "counts": "yes" if self.counts.isChecked() else "no", "opens_before": self.opens_before.value(),
            "closes_after": self.closes_after.value(), "minimum_share": self._share(),
        }  # fmt: skip

    def _share(self) -> str:
        """The least share as entered; two thirds, not looked at, stay two thirds and not 67 %."""
        entered = self.minimum_share.value()
        if self.session is not None and entered == round(self.session.minimum_share * 100):
            return str(self.session.minimum_share)
        return f"{entered}%"

    def _on_save(self) -> None:
        self._save()

    def _save(self, *, even_scanned: bool = False) -> None:
        cells, known = self.cells(), self.session.code if self.session else None
        self._set_busy(True)
        telling = self.telling(self.desk, self._on_saved, self._on_refused)
        self.desk.lane.run(
            lambda records: save_session(records, cells, known=known, even_scanned=even_scanned), *telling
        )

    def _on_saved(self, session: Session) -> None:
        self.accept()
        self.stored.emit(_("Saved: {session}.").format(session=title_of(session)))

    def _remove(self, *, even_scanned: bool = False) -> None:
        self._set_busy(True)
        code = present(self.session).code
        telling = self.telling(self.desk, self._on_removed, self._on_refused)
        self.desk.lane.run(lambda records: remove_session(records, code, even_scanned=even_scanned), *telling)

    def _on_removed(self, _nothing: None) -> None:
        self.accept()
        self.stored.emit(_("Removed: {session}.").format(session=title_of(present(self.session))))

    def _on_refused(self, trouble: KioskError) -> None:
        self._set_busy(False)
        if trouble.code == "programme.has_scans":
            self._ask_once_more(int(str(trouble.details["count"])))
        elif isinstance(effect := trouble.details.get("effect"), Effect):
            self._ask_about(effect)
        else:
            self.notice.trouble(self.desk.explain(trouble))

    def _ask_once_more(self, admitted: int) -> None:
        """People were admitted: who removes the session says so a second time."""
        self.question = PlainQuestion(QMessageBox.Icon.Warning, self.windowTitle(), "", parent=self)
        self.question.setText(
            _(
                "{count} {count:person was|people were} admitted to “{session}”. Their scans stay in the log, but "
                "no longer count. Remove the session anyway?"
            ).format(count=admitted, session=title_of(present(self.session)))
        )
        remove = self.question.addButton(_("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        self.question.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove.clicked.connect(lambda: self._remove(even_scanned=True))
        self.question.open()

    def _ask_about(self, effect: Effect) -> None:
        """People were scanned into the session: what the change does to minutes and certificates is said first."""
        self.question = PlainQuestion(QMessageBox.Icon.Warning, self.windowTitle(), "", parent=self)
        lines = (
            programme_words.effect(effect),
            programme_words.certificates(effect),
            _("Change the session anyway?"),
        )
        self.question.setText("\n\n".join(lines))
        change = self.question.addButton(_("Change"), QMessageBox.ButtonRole.AcceptRole)
        self.question.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        change.clicked.connect(lambda: self._save(even_scanned=True))
        self.question.open()

    def _set_busy(self, busy: bool) -> None:
        for button in (self.save, self.remove, self.back):
            button.setEnabled(not busy)

    def _is_known_kind(self) -> bool:
        return self.kind.currentText() == self.kind.itemText(self.kind.currentIndex())

    def _fill_choices(self) -> None:
        programme = self.desk.programme.values()
        for kind in dict.fromkeys([*KINDS, *(session.kind for session in programme if session.kind)]):
            self.kind.addItem(kind_text(kind), kind)
        self.room.addItems(list(dict.fromkeys(session.room for session in programme if session.room)))

    def _show(self, session: Session) -> None:
        zone = self.desk.zone
        self.code.setText(session.code)
        self.code.setReadOnly(True)
        self.code.setEnabled(False)
        self.kind.setCurrentIndex(self.kind.findData(session.kind))
        if not session.kind:
            self.kind.setEditText("")
        self.room.setCurrentText(session.room)
        self.speakers.setText("; ".join(session.speakers))
        for moment, day, clock in (
            (session.starts_at, self.start_day, self.start), (session.ends_at, self.end_day, self.end),
        ):  # fmt: skip
            local = moment.astimezone(zone)
            day.setDate(QDate(local.year, local.month, local.day))
            clock.setTime(QTime(local.hour, local.minute))
        page.show_number(self.capacity, session.capacity or 0)
        self.admission.setCurrentIndex(self.admission.findData(session.admission))
        self.categories.setText("; ".join(session.categories))
        self.tracking.setCurrentIndex(self.tracking.findData(session.tracking))
        self.counts.setChecked(session.counts)
        page.show_number(self.opens_before, session.opens_before)
        page.show_number(self.closes_after, session.closes_after)
        self.minimum_share.setValue(round(session.minimum_share * 100))

    def _begin(self, draft: Draft | None) -> None:
        draft = draft or Draft(self.desk.now().astimezone(self.desk.zone).date())
        self.code.setText(_free_code(self.desk.programme))
        self.kind.setCurrentIndex(self.kind.findData("session"))
        self.room.setCurrentText(draft.room)
        for day in (self.start_day, self.end_day):
            day.setDate(QDate(draft.day.year, draft.day.month, draft.day.day))
        self.start.setTime(QTime(*divmod(draft.begin, 60)))
        self.end.setTime(QTime(*divmod(min(draft.end, 24 * 60 - 1), 60)))
        self.counts.setChecked(True)
        self.opens_before.setValue(20)
        self.closes_after.setValue(20)

    def _on_admission(self) -> None:
        self.categories.setEnabled(self.admission.currentData() == Admission.CATEGORY)

    def _on_start_day(self, day: QDate) -> None:
        """The session stays as many days long as it is, also while a date is typed digit by digit."""
        self.end_day.setDate(day.addDays(self._days_long))

    def _on_end_day(self, day: QDate) -> None:
        self._days_long = max(0, self.start_day.date().daysTo(day))

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(lambda: self._remove())
        self.back.clicked.connect(self.reject)
        self.admission.currentIndexChanged.connect(self._on_admission)
        self._on_end_day(self.end_day.date())
        self.start_day.dateChanged.connect(self._on_start_day)
        self.end_day.dateChanged.connect(self._on_end_day)
        self.save.setDefault(True)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("New session") if self.session is None else _("Session"))
        title = page.text("title")
        title.setText(self.windowTitle())
        for button, text in ((self.remove, _("Remove")), (self.back, _("Cancel")), (self.save, _("Save"))):
            button.setText(text)
        self.remove.setVisible(self.session is not None)
        for edit in (self.start, self.end):
            edit.setDisplayFormat("HH:mm")
            edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for day in (self.start_day, self.end_day):
            day.setDisplayFormat("yyyy-MM-dd")
        self.categories.setPlaceholderText(_("such as A; B"))
        left = page.form([
            *self._named([(_("Code"), self.code), (_("Title"), self.titles)]),
            *self._named([(_("Kind"), self.kind), (_("Room"), self.room), (_("Speakers"), self.speakers)]),
            (PlainLabel(_("Starts")), self._pair(_("Starts"), self.start_day, self.start)),
            (PlainLabel(_("Ends")), self._pair(_("Ends"), self.end_day, self.end)),
        ])  # fmt: skip
        right = page.form(
            self._named([
                (_("Capacity"), self.capacity), (_("For whom"), self.admission), (_("Categories"), self.categories),
                (_("Scanned"), self.tracking), (_("Opens (minutes before)"), self.opens_before),
                (_("Closes (minutes after)"), self.closes_after), (_("Minimum share, %"), self.minimum_share),
            ])
        )  # fmt: skip
        right.addWidget(self.counts, 7, 1)
        forms = FoldingRow(left, right, spacing=48, shares=(3, 2))
        buttons = page.row(self.remove, None, self.back, self.save)
        self.setLayout(page.column(title, forms, self.notice, None, buttons, margins=36, spacing=18))
        self.resize(theme.px(1400), theme.px(760))

    def _named(self, rows: list[tuple[str, QWidget]]) -> list[tuple[QLabel, QWidget]]:
        for name, field in rows:
            field.setAccessibleName(name)
            if isinstance(field, TextsField):
                field.say(name)
        return [(PlainLabel(name), field) for name, field in rows]

    def _pair(self, name: str, day: QDateEdit, clock: QTimeEdit) -> QWidget:
        day.setAccessibleName(_("{name}: day").format(name=name))
        clock.setAccessibleName(_("{name}: time").format(name=name))
        both = QWidget()
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(day, 3)
        layout.addWidget(clock, 2)
        return both


def _moment(day: QDateEdit, clock: QTimeEdit) -> datetime:
    """Day and time as typed; which zone they are in is known to whoever reads them."""
    return datetime.combine(page.date_of(day.date()), time(clock.time().hour(), clock.time().minute()))


def _number(most: int, none: str = "") -> QSpinBox:
    made = page.number(QSpinBox())
    made.setRange(0, most)
    made.setSpecialValueText(none)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _choice(words: Mapping[Any, str]) -> QComboBox:
    made = QComboBox()
    for value, word in words.items():
        made.addItem(_(word), value)
    return made


def _free_code(programme: Mapping[str, Session]) -> str:
    taken = {code.casefold() for code in programme}
    return next(code for number in range(1, len(taken) + 2) if (code := f"S{number}").casefold() not in taken)
