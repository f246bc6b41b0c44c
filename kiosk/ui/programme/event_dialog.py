"""What the event says of itself: name, days, place, organiser, time zone."""

from dataclasses import replace
from datetime import date
from functools import partial
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from kiosk.actions.preparing.edit_event import change_event
from kiosk.core.event import EventDetails
from kiosk.core.open_event import OpenEvent
from kiosk.core.programmes.timetable import days_of
from kiosk.errors import KioskError
from kiosk.ui.documents.rule_dialog import RuleDialog
from kiosk.ui.programme.names_dialog import NamesDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.texts_field import TextsField
from kiosk.words.catalogue import _


class EventDialog(StoringDialog):
    """Changes the details of the open event; ``stored`` comes when they are kept."""

    stored = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.notice = page.Notice()
        details = desk.details
        self.names = TextsField(details.names)
        self.places = TextsField(details.places, across=True)
        self.organisers = TextsField(details.organisers, across=True)
        self.hosts = TextsField(details.hosts, across=True)
        self.purposes = TextsField(details.purposes, across=True)
        self.budgets = TextsField(details.budgets, across=True)
        self.providers = TextsField(details.providers, across=True)
        self.course_numbers = TextsField(details.course_numbers, across=True)
        self.instructors = TextsField(details.instructors, across=True)
        self.first_day, self.last_day = page.day(), page.day()
        self.timezone = QComboBox(editable=True)
        self.timezone.addItems(sorted(available_timezones()))
        present(self.timezone.completer()).setFilterMode(Qt.MatchFlag.MatchContains)
        self.timezone.setCurrentText(details.timezone)
        self.move_sessions = QCheckBox()
        self.rule, self.called = page.button(), page.button()
        self.save, self._back = page.button("primary"), page.button()
        self._began = self._days()
        for edit, day in zip((self.first_day, self.last_day), self._began, strict=True):
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDate(QDate(day.year, day.month, day.day))
        self._lay_out()
        self._back.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.rule.clicked.connect(self.open_rule)
        self.called.clicked.connect(self.open_names)
        self._days_long = (self._began[1] - self._began[0]).days
        self.first_day.dateChanged.connect(self._on_first_day)
        self.last_day.dateChanged.connect(self._on_last_day)
        self._enable()

    def details(self) -> EventDetails:
        """The details as they stand in the dialog."""
        first, last = page.date_of(self.first_day.date()), page.date_of(self.last_day.date())
        untouched = (first, last) == self._began and self.desk.details.first_day is None
        return replace(
            self.desk.details, names=self.names.texts(), places=self.places.texts(), organisers=self.organisers.texts(),
            hosts=self.hosts.texts(), purposes=self.purposes.texts(), budgets=self.budgets.texts(),
            providers=self.providers.texts(), course_numbers=self.course_numbers.texts(),
            instructors=self.instructors.texts(),
            timezone=self.timezone.currentText().strip(), first_day=None if untouched else first,
            last_day=None if untouched else last,
        )  # fmt: skip

    def open_rule(self) -> RuleDialog:
        """Change the rule by which certificates are earned; it is kept at once."""
        dialog = RuleDialog(self.desk, self)
        dialog.kept.connect(lambda: self.notice.done(_("The rule for certificates was saved.")))
        return open_dialog(dialog)

    def open_names(self) -> NamesDialog:
        """Say what names are called in other languages; it is kept at once."""
        dialog = NamesDialog(self.desk, self)
        dialog.stored.connect(self._on_names)
        return open_dialog(dialog)

    def _on_names(self) -> None:
        self.desk.tell_programme_changed()
        self.desk.tell_roster_changed()
        self.notice.done(_("The names were saved."))

    def _days(self) -> tuple[date, date]:
        """The days announced, else those of the programme, else today."""
        details, today = self.desk.details, self.desk.now().astimezone(self.desk.zone).date()
        if details.first_day is not None and details.last_day is not None:
            return details.first_day, details.last_day
        days = days_of(self.desk.programme.values(), self.desk.zone)
        return (days[0], days[-1]) if days else (today, today)

    def _on_first_day(self, day: QDate) -> None:
        """The event stays as long as it is, also while a date is typed digit by digit."""
        self.last_day.setDate(day.addDays(self._days_long))
        self._enable()

    def _on_last_day(self, day: QDate) -> None:
        self._days_long = max(0, self.first_day.date().daysTo(day))

    def _enable(self) -> None:
        moved = page.date_of(self.first_day.date()) != self._began[0]
        self.move_sessions.setVisible(moved and bool(self.desk.programme))

    def _on_save(self) -> None:
        move = self.move_sessions.isChecked() and not self.move_sessions.isHidden()
        self.save.setEnabled(False)
        telling = self.telling(self.desk, self._on_stored, self._on_refused)
        self.desk.lane.run(partial(_changed, self.details(), move), *telling)

    def _on_stored(self, _nothing: None) -> None:
        self.accept()
        self.stored.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Event details"))
        title, hint = page.text("title"), page.text("hint")
        title.setText(self.windowTitle())
        hint.setText(_("In another time zone the sessions keep the time of day they have."))
        self.move_sessions.setText(_("Move the sessions along with the first day"))
        self.move_sessions.setChecked(True)
        rows = [
            (_("Name of the event"), self.names), (_("Place"), self.places), (_("Organiser"), self.organisers),
            (_("First day"), self.first_day), (_("Last day"), self.last_day),
            (_("Time zone"), self.timezone),
            (_("Host, for the report"), self.hosts), (_("Purpose, for the report"), self.purposes),
            (_("Budget, for the report"), self.budgets),
            (_("Provider, on certificates"), self.providers),
            (_("Course number, on certificates"), self.course_numbers),
            (_("Speakers, on certificates"), self.instructors),
        ]  # fmt: skip
        for text, field in rows:
            field.setAccessibleName(text)
            if isinstance(field, TextsField):
                field.say(text)
        form = page.form([(PlainLabel(text), field) for text, field in rows], spacing=14)
        self._back.setText(_("Cancel"))
        self.save.setText(_("Save"))
        self.save.setDefault(True)
        self.rule.setText(_("Rule for certificates"))
        self.rule.setEnabled(bool(self.desk.programme))
        self.called.setText(_("Names in other languages"))
        buttons = page.row(self.rule, self.called, None, self._back, self.save)
        parts = (title, form, self.move_sessions, hint, self.notice, None, buttons)
        self.setLayout(page.column(*parts, margins=36, spacing=16))
        self.resize(theme.px(1040), theme.px(760))


def _changed(details: EventDetails, move: bool, records: OpenEvent) -> None:
    change_event(records, details, move_sessions=move)
