"""All that is made on paper and in files: tickets, badges, certificates, attendance records, safe copies."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from kiosk.ui.desk import Desk
from kiosk.ui.documents.badge_card import BadgeCard
from kiosk.ui.documents.certificate_card import CertificateCard
from kiosk.ui.documents.export_card import ExportCard
from kiosk.ui.documents.safety_card import BackupCard, CheckCard
from kiosk.ui.documents.ticket_card import TicketCard
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import _


class DocumentsScreen(Retranslated, QWidget):
    """A card for each kind of document; they are made one after the other while the desk goes on scanning."""

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self.edit_layouts = page.text("title"), page.button()
        self.tickets, self.badges, self.certificates = TicketCard(desk), BadgeCard(desk), CertificateCard(desk)
        self.export, self.backup, self.check = ExportCard(desk), BackupCard(desk), CheckCard(desk)
        grid = QGridLayout()
        grid.setSpacing(theme.px(14))
        grid.setContentsMargins(0, 0, 0, 0)
        rows = ((self.tickets, self.badges, self.certificates), (self.export, self.backup, self.check))
        for row, cards in enumerate(rows):
            for column, made in enumerate(cards):
                grid.addWidget(made, row, column)
                grid.setColumnStretch(column, 1)
        body = QWidget()
        body.setLayout(grid)
        self.scroll = QScrollArea(widgetResizable=True)
        self.scroll.setWidget(body)
        self.edit_layouts.clicked.connect(lambda: self.wants_screen.emit("layouts"))
        head = page.row(self._title, None, self.edit_layouts)
        self.setLayout(page.column(head, self.scroll, margins=24, spacing=12))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Documents"))
        self.edit_layouts.setText(_("Edit layouts"))
