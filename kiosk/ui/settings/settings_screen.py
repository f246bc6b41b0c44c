"""Settings of this laptop: a list of sections at the left, the page of the chosen one at the right."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QListWidget, QScrollArea, QStackedWidget, QWidget

from kiosk import plug_ins
from kiosk.ui.services.desk import Desk
from kiosk.ui.settings.about_section import AboutSection
from kiosk.ui.settings.backup_section import BackupSection
from kiosk.ui.settings.camera_section import CameraSection
from kiosk.ui.settings.desk_section import DeskSection
from kiosk.ui.settings.look_section import LookSection
from kiosk.ui.settings.operators_section import OperatorsSection
from kiosk.ui.settings.printing_section import PrintingSection
from kiosk.ui.settings.scanner_section import ScannerSection
from kiosk.ui.settings.second_screen_section import SecondScreenSection
from kiosk.ui.settings.section import Section
from kiosk.ui.settings.self_service_section import SelfServiceSection
from kiosk.ui.settings.sound_section import SoundSection
from kiosk.ui.settings.trial_section import TrialSection
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.words.catalogue import _
from kiosk.words.plug_ins import troubles

SECTIONS: tuple[type[Section], ...] = (
    DeskSection,
    BackupSection,
    SoundSection,
    LookSection,
    SecondScreenSection,
    SelfServiceSection,
    ScannerSection,
    CameraSection,
    PrintingSection,
    OperatorsSection,
    TrialSection,
    AboutSection,
)
"""In the order of the list: what every desk needs first."""
_PLACES: dict[str, type[Section]] = {
    "backup": BackupSection,
    "printing": PrintingSection,
    "operators": OperatorsSection,
    "sound": SoundSection,
    "camera": CameraSection,
    "scanner": ScannerSection,
    "trial": TrialSection,
}


class SettingsScreen(Retranslated, QWidget):
    """Every change holds at once and is kept on this laptop, not in the event.  A section is made when first chosen.

    ``wants_screen`` leads from a section to where its trouble is mended.
    """

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: dict[type[Section], QScrollArea] = {}
        self._title, self._hint = page.text("title", wrap=False), page.text("hint")
        self.plug_ins = page.text("hint")
        self.list, self._stack = QListWidget(), QStackedWidget()
        theme.set_look(self.list, "sections")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([kind.title() for kind in SECTIONS])
        self.list.currentRowChanged.connect(lambda row: self.show_section(SECTIONS[row]))
        below = page.row(self.list, self._stack, spacing=28)
        below.setStretch(1, 1)
        head = ScreenHead(self._title, line=self._hint)
        self.setLayout(screen_column(head, self.plug_ins, below, fills=below))
        self._fit()
        self.retranslate()
        self.list.setCurrentRow(0)

    def show_section(self, kind: type[Section]) -> None:
        """Bring a section to the front."""
        self._stack.setCurrentWidget(self._page(kind))
        self.list.setCurrentRow(SECTIONS.index(kind))

    def lead_to(self, place: str) -> None:
        """Bring the section to the front that others know as ``place``, with the keys in it."""
        self.show_section(_PLACES[place])
        inside = self.section(_PLACES[place]).findChildren(QWidget)
        usable = (each for each in inside if each.isVisible() and each.isEnabled())
        first = next((each for each in usable if each.focusPolicy() & Qt.FocusPolicy.TabFocus), self.list)
        first.setFocus()

    def section(self, kind: type[Section]) -> Section:
        """The section of this kind, made if it was not yet."""
        return present(self._page(kind).findChild(kind))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(_("Settings of this laptop"))
        self._hint.setText(_("They stay on this computer; only the operators belong to the event."))
        self._tell_plug_ins()
        self.list.setAccessibleName(self._title.text())
        for row, kind in enumerate(SECTIONS):
            self.list.item(row).setText(kind.title())

    def showEvent(self, event: QShowEvent) -> None:
        """A plug-in may have failed since."""
        super().showEvent(event)
        self._tell_plug_ins()

    def _tell_plug_ins(self) -> None:
        told = "\n".join(troubles(plug_ins.left_out()))
        self.plug_ins.setText(told)
        self.plug_ins.setVisible(bool(told))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._fit()

    def _fit(self) -> None:
        self.list.setFixedWidth(theme.px(270))

    def _page(self, kind: type[Section]) -> QScrollArea:
        if kind not in self._pages:
            card, section = page.card(), kind(self._desk)
            if isinstance(section, TrialSection):
                section.wants.connect(self.wants_screen)
            card.setLayout(page.column(section, margins=36))
            held = QWidget()
            held.setLayout(page.column(card, None))
            self._pages[kind] = area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(held)
            self._stack.addWidget(area)
        return self._pages[kind]
