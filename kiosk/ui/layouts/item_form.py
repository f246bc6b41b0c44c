"""The values of the item in hand, to be read and changed."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from kiosk.actions.papers import edit_layout
from kiosk.actions.papers.edit_layout import fields_to_insert
from kiosk.core.own_field import OwnField
from kiosk.ui.layouts.colour_field import ColourField
from kiosk.ui.layouts.draft import Draft
from kiosk.ui.layouts.layout_files import ask_for_picture
from kiosk.ui.layouts.wording_field import LanguagesField, WordingField
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _, text_of
from printing import layout_editing
from printing.items import Colour
from printing.kinds.properties import Editor, Property
from printing.layout import Field
from printing.layout_editing import colour_named

_NARROW = (Editor.MILLIMETRES, Editor.POINTS, Editor.NUMBER, Editor.COUNT, Editor.CHOICE)
_UNITS = {Editor.MILLIMETRES: (" mm", 1, 0.5), Editor.POINTS: (" pt", 1, 0.5), Editor.NUMBER: ("", 2, 0.05)}


class ItemForm(Retranslated, QScrollArea):
    """Shows a field for each value; what is entered is taken by the draft at once.  ``own_fields`` tells those of the
    event as they are now."""

    def __init__(
        self, draft: Draft, own_fields: Callable[[], Iterable[OwnField]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, widgetResizable=True)
        self._draft, self._own_fields, self._fields = draft, own_fields, dict[str, QWidget]()
        self._values: tuple[Property, ...] = ()
        self._spoken: tuple[str, ...] = ()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        draft.selection_changed.connect(self.retranslate)
        draft.changed.connect(self._show_values)

    def field(self, name: str) -> QWidget:
        """The control of a value, by the value's name."""
        return self._fields[name]

    def retranslate(self) -> None:
        """Make the fields of the item in hand, in the language in use."""
        body, self._fields = QWidget(), {}
        layout, number = self._draft.layout, self._draft.selected
        self._spoken = layout.languages if layout is not None else ()
        parts: list[QWidget | None] = []
        if layout is None or number is None:
            hint = page.text("hint")
            hint.setText(_("Choose something on the page to change it: with the mouse, or with Page Up and Page Down."))
            self._values, parts = (), [hint]
            if layout is not None:
                languages_of_text = self._fields["languages"] = LanguagesField(self._draft)
                parts.append(languages_of_text)
        else:
            self._values = layout_editing.properties_of(layout.items[number])
            self._fields = {entry.name: self._make(entry) for entry in self._values}
            parts = [*self._rows()]
        body.setLayout(page.column(*parts, None, margins=20, spacing=10))
        self.setWidget(body)
        self._show_values()

    def _rows(self) -> list[QWidget]:
        """The fields with their names above them: numbers two by two, everything else alone."""
        rows, narrow = [], list[QWidget]()
        for entry in self._values:
            field = self._fields[entry.name]
            named = self._named(entry, field)
            if entry.editor in _NARROW:
                narrow.append(named)
            if narrow and (len(narrow) == 2 or entry.editor not in _NARROW):
                rows.append(_side_by_side(narrow))
                narrow = []
            if entry.editor not in _NARROW:
                rows.append(named)
        return [*rows, _side_by_side(narrow)] if narrow else rows

    def _named(self, entry: Property, field: QWidget) -> QWidget:
        name = PlainLabel(_(entry.label))
        name.setBuddy(field)
        field.setAccessibleName(name.text())
        if isinstance(field, WordingField):
            field.say(name.text())
        # As wide as the form, however long the longest choice: the form does not scroll sideways.
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        whole = QWidget()
        whole.setLayout(page.column(name, field, *self._inserter(entry, field), spacing=4))
        return whole

    def _inserter(self, entry: Property, field: QWidget) -> tuple[QWidget, ...]:
        """For texts: the fields a record has, to be put where the cursor is."""
        if not isinstance(field, QLineEdit | WordingField):
            return ()
        choice = QComboBox()
        choice.setAccessibleName(_("Insert a field"))
        choice.addItem(_("Insert a field"), "")
        for name, known in self._known_fields().items():
            choice.addItem(text_of(known.label), name)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        choice.activated.connect(lambda: self._insert(field, choice))
        self._fields[f"{entry.name} field"] = choice
        return (choice,)

    def _known_fields(self) -> dict[str, Field]:
        return fields_to_insert(present(self._draft.layout), self._own_fields())

    def _insert(self, field: "QLineEdit | WordingField", choice: QComboBox) -> None:
        if choice.currentData():
            field.insert(f"{{{choice.currentData()}}}")
            field.setFocus()
        choice.setCurrentIndex(0)

    def _make(self, entry: Property) -> QWidget:
        match entry.editor:
            case Editor.MILLIMETRES | Editor.POINTS | Editor.NUMBER:
                return self._number(entry)
            case Editor.COUNT:
                count = page.number(QSpinBox(minimum=int(entry.least), maximum=int(entry.most)))
                count.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
                self._follow(count, entry)
                return count
            case Editor.SWITCH:
                switch = QCheckBox()
                switch.toggled.connect(partial(self._take, entry))
                return switch
            case Editor.CHOICE:
                return self._choice(entry, {value: _(text) for value, text in present(entry.choices).items()})
            case Editor.FIELD:
                names = {name: text_of(field.label) for name, field in self._known_fields().items()}
                return self._choice(entry, {"": _("Always"), **names})
            case Editor.COLOUR | Editor.NO_OR_COLOUR:
                palettes = [palette.name for palette in present(self._draft.layout).palettes]
                colour = ColourField(palettes, none=entry.editor is Editor.NO_OR_COLOUR)
                colour.chosen.connect(lambda value: self._take(entry, colour_named(present(self._draft.layout), value)))
                return colour
            case Editor.PICTURE:
                choose = page.button()
                choose.clicked.connect(lambda: self._choose_picture(entry))
                return choose
            case Editor.WORDING:
                wording = WordingField(present(self._draft.layout).languages)
                wording.changed.connect(lambda: self._take(entry, wording.texts()))
                return wording
        text = QLineEdit()
        text.textEdited.connect(lambda value: self._take(entry, value.replace("⏎", "\n")))
        text.textChanged.connect(lambda value: self._take_inserted(entry, value))
        return text

    def _number(self, entry: Property) -> QDoubleSpinBox:
        unit, decimals, step = _UNITS[entry.editor]
        number = page.number(
            QDoubleSpinBox(minimum=entry.least, maximum=entry.most, decimals=decimals, singleStep=step)
        )
        number.setSuffix(unit)
        number.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
        self._follow(number, entry)
        return number

    def _follow(self, box: QSpinBox | QDoubleSpinBox, entry: Property) -> None:
        """Take every value on its way, so that the page shows it; but bring what depends on it into order only when
        it is there: the 3 that 36 begins with must not lower another size."""
        box.valueChanged.connect(partial(self._take, entry))
        box.editingFinished.connect(partial(self._finish, entry, self._draft.selected))

    def _choice(self, entry: Property, texts: Mapping[Any, str]) -> QComboBox:
        choice = QComboBox()
        for value, text in texts.items():
            choice.addItem(text, value)
        choice.activated.connect(lambda: self._take(entry, choice.currentData()))
        return choice

    def _choose_picture(self, entry: Property) -> None:
        file = ask_for_picture(self)
        if file is not None:
            self._take(entry, file)

    def _take_inserted(self, entry: Property, value: str) -> None:
        """A field that was inserted changes the text without anybody typing."""
        layout, number = self._draft.layout, self._draft.selected
        if number is not None and entry.read(present(layout).items[number]) != value.replace("⏎", "\n"):
            self._take(entry, value.replace("⏎", "\n"))

    def _take(self, entry: Property, value: object) -> None:
        layout, number = self._draft.layout, self._draft.selected
        if layout is None or number is None or _same(entry.read(layout.items[number]), value):
            return
        self._draft.take(edit_layout.changed(layout, number, entry, value), step=_step(entry, number))

    def _finish(self, entry: Property, number: int | None) -> None:
        """Entering a value is over: the item's values that depend on one another come into order, as the same step."""
        layout = self._draft.layout
        if layout is None or number is None or number >= len(layout.items):
            return
        settled = layout_editing.settled(layout, number)
        if settled is not layout:
            self._draft.take(settled, step=_step(entry, number))

    def _show_values(self) -> None:
        """Show the values as they are now, without taking them for entered ones."""
        layout, number = self._draft.layout, self._draft.selected
        if layout is None or number is None or len(self._values) == 0 or number >= len(layout.items):
            return
        if layout.languages != self._spoken:  # gone back to where it spoke others
            self.retranslate()
            return
        item = layout.items[number]
        for entry in self._values:
            field = self._fields[entry.name]
            blocked = field.blockSignals(True)
            _show(field, entry.read(item))
            field.blockSignals(blocked)


def _step(entry: Property, number: int) -> str:
    """What is gone back as one step: everything entered for one value in a row."""
    return f"{entry.name} {number}"


def _side_by_side(fields: list[QWidget]) -> QWidget:
    row, layout = QWidget(), page.row(*fields, spacing=12)
    row.setLayout(layout)
    for place in range(2):
        layout.setStretch(place, 1)
    if len(fields) == 1:
        layout.addStretch(1)
    return row


def _same(old: object, new: object) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) < 0.005  # the field shows fewer decimals than the layout may have
    return old == new


def _show(field: QWidget, value: object) -> None:
    """Show a value in the control that was made for it."""
    match field:
        case QSpinBox() | QDoubleSpinBox():
            _show_number(field, value)
        case QComboBox():
            field.setCurrentIndex(max(0, field.findData(value)))
        case QCheckBox():
            field.setChecked(bool(value))
        case QLineEdit():
            shown = str(value).replace("\n", "⏎")
            if field.text() != shown:
                field.setText(shown)
        case WordingField() if isinstance(value, Mapping):
            field.show_texts(value)
        case ColourField():
            field.show_colour((value.name or value.plain) if isinstance(value, Colour) else "")
        case QPushButton():
            field.setText(value.name if isinstance(value, Path) else _("Chosen for each person"))


def _show_number(field: QSpinBox | QDoubleSpinBox, value: object) -> None:
    if not isinstance(value, int | float):
        return
    if isinstance(field, QSpinBox) or abs(field.value() - value) >= 0.5 * 10 ** -field.decimals():
        page.show_number(field, value)
