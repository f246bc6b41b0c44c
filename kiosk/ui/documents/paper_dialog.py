"""Choosing a layout and the paper it is printed on, with the sheet as it will come out of the printer."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QSpinBox, QWidget

from kiosk.actions.papers.preview_documents import LayoutOffer, SheetOffer
from kiosk.ui.documents.page_preview import PagePreview
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.plain import PlainLabel, plain_tip
from kiosk.words.catalogue import _, text_of


class Choice(Protocol):
    """What is chosen when the dialog opens."""

    @property
    def layout(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def form(self) -> str: ...


class PaperDialog(Dialog):
    """Layouts at the left, the paper below them, the picture at the right; ``accepted`` when one was chosen."""

    def __init__(
        self,
        desk: Desk,
        offers: Sequence[LayoutOffer],
        choice: Choice,
        usual: str,
        forms: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offers = {offer.name: offer for offer in offers}
        self._usual, self._forms = usual, forms
        # Kept while somebody walks over layouts and papers that cannot have them.
        self._wished_sheet, self._wished_start = choice.sheet, choice.start
        self.layouts, self.sheet, self.form = QListWidget(), QComboBox(), QComboBox()
        self.layouts.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # the tip says a long name whole
        self.start = page.number(QSpinBox())
        for form, text in forms.items():
            self.form.addItem(_(text), form)
        self.preview = PagePreview(desk, 700, 600)
        self._labels = {
            "sheet": PlainLabel(_("Paper")),
            "start": PlainLabel(_("First label")),
            "form": PlainLabel(_("Files")),
        }
        self._list_layouts(choice)
        self._lay_out()
        self.layouts.currentItemChanged.connect(self._on_layout)
        self.sheet.currentIndexChanged.connect(self._on_other_sheet)
        self.start.valueChanged.connect(self._on_start)
        self._on_layout()
        self.form.setCurrentIndex(max(0, self.form.findData(choice.form)))

    def chosen(self) -> tuple[str, str, int, str]:
        """Names of the layout and the sheet, the place to begin at, and the form of the files."""
        return self._name(), self.sheet.currentData() or "single", self.start.value(), self.form.currentData() or ""

    def _list_layouts(self, choice: Choice) -> None:
        if self._forms:
            self._add("", _("In each person's language"))
        for offer in self._offers.values():
            label = text_of(offer.label)
            self._add(offer.name, _("{layout} (custom)").format(layout=label) if offer.own else label)
        for row in range(self.layouts.count()):
            if self.layouts.item(row).data(Qt.ItemDataRole.UserRole) == choice.layout:
                self.layouts.setCurrentRow(row)

    def _add(self, name: str, label: str) -> None:
        item = QListWidgetItem(label)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setToolTip(plain_tip(label))
        self.layouts.addItem(item)

    def _name(self) -> str:
        item = self.layouts.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else self._usual

    def _sheets(self) -> tuple[SheetOffer, ...]:
        offer = self._offers.get(self._name())
        return offer.sheets if offer and not self._forms else ()

    def _on_layout(self) -> None:
        """Offer the sheets this layout fits on; the one wished for is chosen if it is among them."""
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for sheet in self._sheets():
            self.sheet.addItem(text_of(sheet.label), sheet.name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(self._wished_sheet)))
        self.sheet.blockSignals(False)
        self._on_sheet()

    def _on_other_sheet(self) -> None:
        self._wished_sheet = self.sheet.currentData()
        self._on_sheet()

    def _on_start(self, start: int) -> None:
        self._wished_start = start
        self._show_sheet()

    def _on_sheet(self) -> None:
        sheets = self._sheets()
        places = next((sheet.places for sheet in sheets if sheet.name == self.sheet.currentData()), 1)
        self.start.blockSignals(True)
        self.start.setRange(1, places)
        self.start.setValue(min(self._wished_start, places))
        self.start.blockSignals(False)
        for widget in (self.sheet, self._labels["sheet"]):
            widget.setVisible(len(sheets) > 1)
        self.start.setVisible(places > 1)
        self._labels["start"].setVisible(places > 1)
        self._show_sheet()

    def _show_sheet(self) -> None:
        name, sheet, start, _form = self.chosen()
        self.preview.show_sheet(name or self._usual, sheet, start)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Layout and paper"))
        title = page.text("title")
        title.setText(self.windowTitle())
        self.layouts.setAccessibleName(_("Layout"))
        theme.set_look(self.layouts, "sections")
        fields = {"sheet": self.sheet, "start": self.start, "form": self.form}
        for name, field in fields.items():
            field.setAccessibleName(self._labels[name].text())
        self.start.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(_("Preview of the first sheet"))
        form = page.form([(self._labels[name], field) for name, field in fields.items()])
        for widget in (self.form, self._labels["form"]):
            widget.setVisible(bool(self._forms))
        self.back, self.agree = page.button(), page.button("primary")
        self.back.setText(_("Cancel"))
        self.agree.setText(_("Choose"))
        self.back.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        self.agree.setDefault(True)
        left = page.column(self.layouts, form, spacing=16)
        ground = page.card()
        ground.setLayout(page.column(self.preview, margins=24))
        middle = FoldingRow(left, ground, shares=(2, 3))
        whole = page.column(title, spacing=16, margins=36)
        whole.addLayout(middle, 1)
        whole.addLayout(page.row(None, self.back, self.agree))
        self.setLayout(whole)
        self.resize(theme.px(1480), theme.px(920))
