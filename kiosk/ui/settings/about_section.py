"""About this program: its version, whether there is a newer one, and what of others is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from kiosk import newer_version, third_parties, version
from kiosk.errors import KioskError
from kiosk.newer_version import Release
from kiosk.third_parties import Part
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.help import show_help
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.words import error_messages
from kiosk.words.catalogue import _

_LIST_HEIGHT, _TEXT_HEIGHT = 220, 300


class AboutSection(Section):
    """Nothing here asks the network by itself: only the button does, and only the address beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._version_label, self.version = page.text("heading"), page.text()
        self._news_label, self.news, self._news_notice = page.text("heading"), page.button(), page.Notice()
        self._newer_label, self.address = page.text("heading"), QLineEdit(desk.settings.newer_address)
        self.ask, self._newer_hint, self.notice = page.button(), page.text("hint"), page.Notice()
        self._parts_label, self.parts, self.text = page.text("heading"), QListWidget(), QPlainTextEdit(readOnly=True)
        self.parts.setFixedHeight(theme.px(_LIST_HEIGHT))
        self.text.setFixedHeight(theme.px(_TEXT_HEIGHT))
        self.text.setTabChangesFocus(True)
        self.address.editingFinished.connect(lambda: self.device.change(newer_address=self.address.text().strip()))
        self.address.textChanged.connect(lambda: self.ask.setEnabled(bool(self.address.text().strip())))
        self.ask.setEnabled(bool(self.address.text()))
        self.ask.clicked.connect(self._on_ask)
        self.news.clicked.connect(self._on_news)
        self.parts.currentItemChanged.connect(lambda item: self._show_text(item))
        self.add_row(self._version_label, self.version)
        self.add_row(self._news_label, page.row(self.news, None), self._news_notice)
        self.add_row(self._newer_label, self.address, self._newer_hint, page.row(self.ask, None), self.notice)
        self.add_wide(self._parts_label)
        self.add_wide(self.parts)
        self.add_wide(self.text)
        self._fill_parts()
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("About this program")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._version_label.setText(_("Version"))
        self.version.setText(version.text())
        self.version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._news_label.setText(_("What is new"))
        self.news.setText(_("Read what is new"))
        self._newer_label.setText(_("Address to ask for updates"))
        self.address.setAccessibleName(self._newer_label.text())
        self.address.setPlaceholderText("https://")
        self._newer_hint.setText(
            _("Asked only when you press the button. Nothing about this laptop or the event is sent.")
        )
        self.ask.setText(_("Check for a newer version"))
        self._parts_label.setText(_("Software and fonts by others, and their licences"))
        self.parts.setAccessibleName(self._parts_label.text())
        self.text.setAccessibleName(_("Licence text"))

    def _fill_parts(self) -> None:
        for part in third_parties.parts():
            item = QListWidgetItem(f"{part.name} {part.version}".strip() + f"  ·  {part.licence}")
            item.setData(Qt.ItemDataRole.UserRole, part)
            self.parts.addItem(item)
        self.parts.setCurrentRow(0)

    def _show_text(self, item: QListWidgetItem) -> None:
        part: Part = item.data(Qt.ItemDataRole.UserRole)
        self.text.setPlainText("\n\n".join(text.read_text("utf-8", errors="replace") for text in part.texts))

    def _on_news(self) -> None:
        if trouble := show_help("about"):
            self._news_notice.trouble(trouble)

    def _on_ask(self) -> None:
        self.ask.setEnabled(False)
        self.notice.attention(_("Asking…"))
        address = self.address.text().strip()
        # By the lane of the mails: it may wait for the network without anything of the desk waiting for it.
        self.desk.mails.run(lambda *_given: newer_version.ask(address), self._on_answer, self._on_failed)

    def _on_answer(self, release: Release) -> None:
        self.ask.setEnabled(True)
        if not release.is_newer:
            self.notice.done(_("This is the newest version."))
        elif release.page:
            self.notice.done(
                _("Version {version} is available: {page}").format(version=release.version, page=release.page)
            )
        else:
            self.notice.done(_("Version {version} is available.").format(version=release.version))

    def _on_failed(self, trouble: KioskError) -> None:
        self.ask.setEnabled(True)
        self.notice.trouble(error_messages.explain(trouble.code, trouble.details))
