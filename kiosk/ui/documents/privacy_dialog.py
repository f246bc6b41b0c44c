"""People's data: what they agree to, until when they are kept, and erasing them."""

from dataclasses import dataclass

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from kiosk.actions.keeping.privacy import Consents, Privacy, change_privacy, consents, privacy_of
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.documents.purge_dialog import PurgeDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.words.catalogue import _, text_of
from kiosk.words.fields import consents_text

_USUAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class _Known:
    privacy: Privacy
    counted: Consents


class PrivacyDialog(Dialog):
    """Text and last day are kept in the event; ``erased`` comes when its people were erased."""

    erased = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._agreed, self._version = page.text("hint"), page.text("hint")
        self.text, self.has_end, self.until = QPlainTextEdit(), QCheckBox(), page.day()
        self.notice = page.Notice()
        self.template = page.button()
        self.erase, self.back, self.save = page.button("danger"), page.button(), page.button("primary")
        today = desk.now().astimezone(desk.zone).date()
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.until.setDate(QDate(today.year, today.month, today.day).addDays(_USUAL_DAYS))
        self._lay_out()
        self.has_end.toggled.connect(self.until.setEnabled)
        self.save.clicked.connect(self._on_save)
        self.erase.clicked.connect(self.open_purge)
        self.template.clicked.connect(lambda: self.text.setPlainText(self._template()))
        self.text.textChanged.connect(lambda: self.template.setVisible(not self.text.toPlainText().strip()))
        self.back.clicked.connect(self.reject)
        desk.papers.run(_read, self._show)

    def open_purge(self) -> PurgeDialog:
        """Erase the people."""
        dialog = PurgeDialog(self.desk, self)
        dialog.erased.connect(self.erased)
        return open_dialog(dialog)

    def _show(self, known: _Known) -> None:
        privacy = known.privacy
        self.text.setPlainText(privacy.consent_text)
        self.has_end.setChecked(privacy.keep_until is not None)
        if privacy.keep_until is not None:
            day = privacy.keep_until
            self.until.setDate(QDate(day.year, day.month, day.day))
        self._show_version(privacy)
        counted = known.counted
        self._agreed.setText(consents_text(counted.agreed, counted.missing, counted.erased))

    def _template(self) -> str:
        """What such a text has to say, with what the event knows; the rest is for the organiser to check."""
        details = self.desk.details
        return "\n".join((
            _("{organiser} collects personal data for “{event}”.").format(
                organiser=text_of(details.organisers) or "…", event=text_of(details.names)
            ),
            _("1. Data: name, affiliation, position, phone number, e-mail address, times of entry and exit"),
            _("2. Purpose: registration, badges, attendance records, certificates"),
            _("3. Kept until: {until}").format(until=self.until.date().toString("yyyy-MM-dd")),
            _("4. You may refuse. Without these data you cannot be registered in advance or given a certificate."),
        ))  # fmt: skip

    def _show_version(self, privacy: Privacy) -> None:
        self._version.setText(_("Version {version}").format(version=privacy.version) if privacy.version else "")

    def _on_save(self) -> None:
        text = self.text.toPlainText()
        until = page.date_of(self.until.date()) if self.has_end.isChecked() else None
        self.desk.lane.run(lambda records: change_privacy(records, text, until), self._on_saved, self._on_refused)

    def _on_saved(self, privacy: Privacy) -> None:
        self._show_version(privacy)
        self.notice.done(_("Saved."))

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Personal data"))
        title, heading = page.text("title"), page.text("heading", wrap=False)
        title.setText(self.windowTitle())
        heading.setText(_("Privacy notice that people agree to"))
        self.text.setAccessibleName(heading.text())
        self.has_end.setText(_("Personal data is kept until"))
        self.until.setAccessibleName(self.has_end.text())
        self.until.setEnabled(False)
        self.template.setText(_("Begin with a template"))
        self.erase.setText(_("Erase personal data"))
        self.back.setText(_("Close"))
        self.save.setText(_("Save"))
        kept = page.row(self.has_end, self.until, None)
        buttons = page.row(self.erase, None, self.back, self.save)
        parts = (
            title,
            page.row(heading, None, self.template, self._version),
            self.text,
            self._agreed,
            kept,
            self.notice,
            buttons,
        )
        layout = page.column(*parts, margins=36, spacing=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.resize(theme.px(1150), theme.px(800))


def _read(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> _Known:
    return _Known(privacy_of(records), consents(records))
