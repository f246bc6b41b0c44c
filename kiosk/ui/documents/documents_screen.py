"""All that is made on paper and in files: tickets, badges, certificates, attendance records, safe copies."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.documents.backup_card import BackupCard, CheckCard
from kiosk.ui.documents.badge_card import BadgeCard
from kiosk.ui.documents.certificate_card import CertificateCard
from kiosk.ui.documents.export_card import ExportCard
from kiosk.ui.documents.mail_card import MailCard
from kiosk.ui.documents.report_card import ReportCard
from kiosk.ui.documents.ticket_card import TicketCard
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.ui.widgets.tab_order import follow_the_eye
from kiosk.words.catalogue import _

_CARD_WIDTH = 400
_COLUMNS = {
    3: (("tickets", "backup", "mail"), ("badges", "certificates"), ("export", "report", "check")),
    2: (("tickets", "mail", "badges", "backup"), ("certificates", "export", "report", "check")),
    1: (("tickets", "mail", "badges", "certificates", "export", "report", "backup", "check"),),
}
"""The cards from left to right, so shared out that a laptop of 1366×768 shows all of them."""


class DocumentsScreen(Retranslated, QWidget):
    """A card for each kind of document; they are made one after the other while the desk goes on scanning."""

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = page.text("title", wrap=False)
        self.edit_layouts, self.register, self.verify = page.button(), page.button(), page.button()
        self.tickets, self.badges, self.certificates = TicketCard(desk), BadgeCard(desk), CertificateCard(desk)
        self.export, self.backup, self.check = ExportCard(desk), BackupCard(desk), CheckCard(desk)
        self.report, self.mail = ReportCard(desk), MailCard(desk)
        self._columns = [QVBoxLayout() for _column in range(max(_COLUMNS))]
        for column in self._columns:
            column.setSpacing(theme.px(14))
        self._shown_columns = 0
        self._row = page.row(*self._columns, spacing=14)
        self._place(max(_COLUMNS))
        body = QWidget()
        body.setLayout(self._row)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(body)
        self.edit_layouts.clicked.connect(lambda: self.wants_screen.emit("layouts"))
        self.register.clicked.connect(lambda: self.certificates.open_register())
        self.verify.clicked.connect(self.certificates.open_verify)
        head = ScreenHead(self._title, self.register, self.verify, self.edit_layouts)
        self.setLayout(screen_column(head, self.area, fills=self.area))
        self.retranslate()

    def lead_to(self, place: str) -> None:
        """Bring the card to sight that others know as ``place``, with the keys where the work begins."""
        card, control, choice = {
            "badges": (self.badges, self.badges.make, None),
            "certificates": (self.certificates, self.certificates.make, None),
            "report": (self.report, self.report.make, None),
            "evidence": (self.report, self.report.make, (self.report.form, "zip")),
            "mail": (self.mail, self.mail.make, None),
            "mail_merge": (self.mail, self.mail.make, (self.mail.form, "xlsx")),
            "backup": (self.backup, self.backup.make, None),
            "erase": (self.check, self.check.privacy, None),
        }[place]
        if choice is not None:
            choice[0].setCurrentIndex(choice[0].findData(choice[1]))
        self.area.ensureWidgetVisible(card)
        control.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards beside one another as have the room for their words."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same width has room for fewer when text becomes larger."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.layout() is not None:
            self._fit()

    def _fit(self) -> None:
        columns = max(1, min(max(_COLUMNS), self.area.width() // theme.px(_CARD_WIDTH)))
        if columns != self._shown_columns:
            self._place(columns)
            follow_the_eye(self)

    def _place(self, columns: int) -> None:
        self._shown_columns = columns
        for number, column in enumerate(self._columns):
            for name in _COLUMNS[columns][number] if number < columns else ():
                column.addWidget(getattr(self, name))
            self._row.setStretch(number, int(number < columns))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Documents"))
        self.register.setText(_("Register of certificates"))
        self.verify.setText(_("Is it genuine?"))
        self.edit_layouts.setText(_("Edit layouts"))
