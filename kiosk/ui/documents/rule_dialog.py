"""The rule by which certificates are earned, changed by the organiser."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSpinBox, QWidget

from kiosk.actions.event import change_details
from kiosk.core.attendance import REGISTRATION
from kiosk.core.certificate import Credits, Rule
from kiosk.core.event import EventDetails
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.texts_field import TextsField
from kiosk.words.catalogue import _, title_of


class RuleDialog(StoringDialog):
    """Least number of sessions, least share of the minutes, sessions nobody may miss; ``kept`` comes when the rule is
    stored, and the desk tells the screens.
    """

    kept = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, rule = desk, desk.details.rule
        self.notice = page.Notice()
        counted = [s for s in desk.programme.values() if s.counts and s.kind != REGISTRATION]
        self.sessions, self.share = page.number(QSpinBox()), page.number(QSpinBox())
        self.sessions.setRange(0, len(counted))
        page.show_number(self.sessions, rule.minimum_sessions)
        self.share.setRange(0, 100)
        self.share.setSuffix(" %")
        self.share.setSingleStep(5)
        self.share.setValue(round(rule.minimum_share * 100))
        self.credit_minutes, self.fewest = page.number(QSpinBox()), page.number(QSpinBox())
        self.credit_minutes.setRange(0, 1440)
        self.credit_minutes.setSpecialValueText(_("none"))
        self.credit_minutes.setValue(desk.details.credits.minutes)
        self.fewest.setRange(0, 1000)
        self.fewest.setValue(desk.details.credits.minimum)
        self.credit_units = TextsField(desk.details.credit_units, across=True)
        self.required = {session.code: QCheckBox(title_of(session)) for session in counted}
        for code in rule.required:
            if code in self.required:
                self.required[code].setChecked(True)
        self.save, back = page.button("primary"), page.button()
        self._lay_out(back)
        back.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)

    def rule(self) -> Rule:
        """The rule as it stands in the dialog."""
        required = tuple(code for code, box in self.required.items() if box.isChecked())
        share = self.desk.details.rule.minimum_share
        if self.share.value() != round(share * 100):  # two thirds, not looked at, stay two thirds and not 67 %
            share = self.share.value() / 100
        return Rule(self.sessions.value(), share, required)

    def _on_save(self) -> None:
        self.save.setEnabled(False)
        telling = self.telling(self.desk, self._on_kept, self._on_refused)
        details = replace(
            self.desk.details, rule=self.rule(), credit_units=self.credit_units.texts(),
            credits=Credits(self.credit_minutes.value(), self.fewest.value()),
        )  # fmt: skip
        self.desk.lane.run(partial(_keep, details), *telling)

    def _on_kept(self, _nothing: None) -> None:
        self.accept()
        self.desk.tell_programme_changed()
        self.kept.emit()

    def _on_refused(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self, back: QPushButton) -> None:
        title, hint, heading = page.text("title"), page.text("hint"), page.text("heading")
        self.setWindowTitle(_("Rule for certificates"))
        title.setText(self.windowTitle())
        hint.setText(_("Only sessions that count in the programme are counted, not registrations."))
        heading.setText(_("Required sessions"))
        rows = [(_("Minimum number of sessions"), self.sessions), (_("Minimum share of minutes"), self.share)]
        rows += [(_("Minutes of one credit"), self.credit_minutes), (_("Fewest credits awarded"), self.fewest)]
        for text, field in rows:
            field.setAccessibleName(text)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        unit = _("Unit of credits")
        self.credit_units.say(unit)
        labels: list[tuple[QLabel, QWidget]] = [(PlainLabel(text), field) for text, field in rows]
        form = page.form([*labels, (PlainLabel(unit), self.credit_units)])
        self.save.setText(_("Save the rule"))
        back.setText(_("Cancel"))
        self.save.setDefault(True)
        required = page.column(*self.required.values(), spacing=6)
        buttons = page.row(None, back, self.save)
        self.setLayout(
            page.column(title, hint, form, 8, heading, required, self.notice, 16, buttons, margins=36, spacing=14)
        )
        self.setMinimumWidth(theme.px(900))


def _keep(details: EventDetails, records: OpenEvent) -> None:
    change_details(records, details)
