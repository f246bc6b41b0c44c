"""The layout and the paper of a document: what is chosen, as a small picture on its card."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.actions.papers.preview_documents import LayoutOffer, layouts_to_choose
from kiosk.core.open_event import OpenEvent
from kiosk.ui.documents.page_preview import PagePreview
from kiosk.ui.documents.paper_dialog import PaperDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _, text_of

_ONE: Mapping[str, str] = {}
_REMEMBERED = ("paper_badge", "paper_certificate")


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """Names of the layout and the sheet, the place of the first page on the first sheet, and the form of the files
    where there are several.  No layout means that of each person's language.
    """

    layout: str
    sheet: str = "single"
    start: int = 1
    form: str = ""


class PaperChooser(Retranslated, QWidget):
    """The chosen sheet as a picture, its names, and a button to choose others.

    With ``forms`` (names of forms and what they are called, as source texts) the form is chosen instead of the paper,
    and that everybody gets the layout of their own language is offered; the picture then shows ``usual``.
    """

    chosen = Signal(object)

    def __init__(
        self, desk: Desk, kind: str, usual: str, forms: Mapping[str, str] = _ONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._usual, self._forms = desk, kind, usual, forms
        self.choice = self._remembered() or PaperChoice("" if forms else usual, form=next(iter(forms), ""))
        self.offers: list[LayoutOffer] = []
        self.dialog: PaperDialog | None = None
        self.preview = PagePreview(desk, 60 if forms else 112, 76)
        self.layout_name, self.second_line = (
            ElidedLabel(look, cut=Qt.TextElideMode.ElideRight) for look in ("strong", "hint")
        )
        self.change = page.button()
        row = page.row(self.preview, spacing=14)
        row.addLayout(page.column(None, self.layout_name, self.second_line, None, spacing=2), 1)
        row.addWidget(self.change)
        self.setLayout(row)
        self.change.clicked.connect(self.open)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew what there is to choose from: layouts and people may have changed meanwhile."""
        super().showEvent(event)
        self._desk.reader.run(partial(_offers, self._kind), self._on_offers)

    def open(self) -> None:
        """Choose a layout and a paper."""
        self.dialog = PaperDialog(self._desk, self.offers, self.choice, self._usual, self._forms, parent=self)
        self.dialog.accepted.connect(self._on_chosen)
        open_dialog(self.dialog)

    def take(self, choice: PaperChoice) -> None:
        """Have this one chosen."""
        self.choice = choice
        self.preview.show_sheet(choice.layout or self._usual, choice.sheet, choice.start)
        self.retranslate()
        self.chosen.emit(choice)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.change.setText(_("Choose"))
        offer = next((offer for offer in self.offers if offer.name == self.choice.layout), None)
        name = text_of(offer.label) if offer else "" if self.choice.layout else _("By language")
        self.layout_name.tell(name)
        sheets = {sheet.name: text_of(sheet.label) for sheet in offer.sheets} if offer else {}
        second = _(self._forms[self.choice.form]) if self._forms else sheets.get(self.choice.sheet, "")
        self.second_line.tell(second)
        self.change.setAccessibleName(_("Layout and paper"))
        self.preview.setAccessibleName(_("Preview: {layout}").format(layout=name))

    def _on_offers(self, offers: list[LayoutOffer]) -> None:
        self.offers = offers
        known = {offer.name: {sheet.name for sheet in offer.sheets} for offer in offers}
        if self.choice.layout and self.choice.sheet not in known.get(self.choice.layout, ()):
            self.choice = PaperChoice("" if self._forms else self._usual, form=self.choice.form)  # of another event
        self.take(self.choice)

    def _on_chosen(self) -> None:
        chosen = PaperChoice(*present(self.dialog).chosen())
        if (setting := f"paper_{self._kind}") in _REMEMBERED:
            self._desk.device.change(**{setting: f"{chosen.layout}:{chosen.sheet}:{chosen.form}"})
        self.take(chosen)

    def _remembered(self) -> PaperChoice | None:
        """What was chosen last on this laptop; labels that are used up are counted anew each time."""
        told = getattr(self._desk.settings, f"paper_{self._kind}", "").split(":")
        return PaperChoice(told[0], told[1], form=told[2]) if len(told) == 3 else None


def _offers(kind: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[LayoutOffer]:
    return layouts_to_choose(records, kind)
