"""The values of the item in hand, to be read and changed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QScrollArea, QSizePolicy, QSpinBox, QWidget

from kiosk.actions.edit_layout import Colour, Layout, fields_to_insert
from kiosk.ui.layouts.colour_field import ColourField
from kiosk.ui.layouts.draft import Draft
from kiosk.ui.layouts.layout_files import ask_for_picture
from kiosk.ui.layouts.traits import Editor, Trait, colour_of, traits_of
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import _, language

_NARROW = (Editor.MILLIMETRES, Editor.POINTS, Editor.NUMBER, Editor.COUNT, Editor.CHOICE)
_UNITS = {Editor.MILLIMETRES: (" mm", 1, 0.5), Editor.POINTS: (" pt", 1, 0.5), Editor.NUMBER: ("", 2, 0.05)}


class ItemForm(Retranslated, QScrollArea):
    """Shows a field for each value; what is entered is taken by the draft at once."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._draft, self._fields = draft, dict[str, QWidget]()
        self._traits: tuple[Trait, ...] = ()
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
        parts: list[QWidget | None] = []
        if layout is None or number is None:
            hint = page.text("hint")
            hint.setText(_("Choose something on the page to change it: with the mouse, or with Page Up and Page Down."))
            self._traits, parts = (), [hint]
        else:
            self._traits = traits_of(layout.items[number])
            self._fields = {trait.name: self._make(trait) for trait in self._traits}
            parts = self._rows()
        body.setLayout(page.column(*parts, None, margins=20, spacing=10))
        self.setWidget(body)
        self._show_values()

    def _rows(self) -> list[QWidget]:
        """The fields with their names above them: numbers two by two, everything else alone."""
        rows, narrow = [], list[QWidget]()
        for trait in self._traits:
            field = self._fields[trait.name]
            named = self._named(trait, field)
            if trait.editor in _NARROW:
                narrow.append(named)
            if narrow and (len(narrow) == 2 or trait.editor not in _NARROW):
                rows.append(_side_by_side(narrow))
                narrow = []
            if trait.editor not in _NARROW:
                rows.append(named)
        return [*rows, _side_by_side(narrow)] if narrow else rows

    def _named(self, trait: Trait, field: QWidget) -> QWidget:
        name = QLabel(_(trait.label))
        name.setBuddy(field)
        field.setAccessibleName(name.text())
        # As wide as the form, however long the longest choice: the form does not scroll sideways.
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        whole = QWidget()
        whole.setLayout(page.column(name, field, *self._inserter(trait, field), spacing=4))
        return whole

    def _inserter(self, trait: Trait, field: QWidget) -> tuple[QWidget, ...]:
        """For texts: the fields a record has, to be put where the cursor is."""
        if trait.editor is not Editor.TEXT:
            return ()
        choice = QComboBox()
        choice.setAccessibleName(_("Insert a field"))
        choice.addItem(_("Insert a field"), "")
        for name, known in fields_to_insert(self._draft.layout).items():
            choice.addItem(known.label[language()], name)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        choice.activated.connect(lambda: self._insert(field, choice))
        self._fields[f"{trait.name} field"] = choice
        return (choice,)

    def _insert(self, field: QLineEdit, choice: QComboBox) -> None:
        if choice.currentData():
            field.insert(f"{{{choice.currentData()}}}")
            field.setFocus()
        choice.setCurrentIndex(0)

    def _make(self, trait: Trait) -> QWidget:
        match trait.editor:
            case Editor.MILLIMETRES | Editor.POINTS | Editor.NUMBER:
                return self._number(trait)
            case Editor.COUNT:
                count = page.number(QSpinBox(minimum=int(trait.least), maximum=int(trait.most)))
                count.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
                count.valueChanged.connect(partial(self._take, trait))
                return count
            case Editor.CHOICE:
                return self._choice(trait, {value: _(text) for value, text in trait.choices.items()})
            case Editor.FIELD:
                known = fields_to_insert(self._draft.layout)
                names = {name: field.label[language()] for name, field in known.items()}
                return self._choice(trait, {"": _("Always"), **names})
            case Editor.COLOUR | Editor.NO_OR_COLOUR:
                palettes = [palette.name for palette in self._draft.layout.palettes]
                colour = ColourField(palettes, none=trait.editor is Editor.NO_OR_COLOUR)
                colour.chosen.connect(lambda value: self._take(trait, colour_of(value, self._draft.layout)))
                return colour
            case Editor.PICTURE:
                choose = page.button()
                choose.clicked.connect(lambda: self._choose_picture(trait))
                return choose
        text = QLineEdit()
        text.textEdited.connect(lambda value: self._take(trait, value.replace("⏎", "\n")))
        text.textChanged.connect(lambda value: self._take_inserted(trait, value))
        return text

    def _number(self, trait: Trait) -> QDoubleSpinBox:
        unit, decimals, step = _UNITS[trait.editor]
        number = page.number(
            QDoubleSpinBox(minimum=trait.least, maximum=trait.most, decimals=decimals, singleStep=step)
        )
        number.setSuffix(unit)
        number.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
        number.valueChanged.connect(partial(self._take, trait))
        return number

    def _choice(self, trait: Trait, texts: dict[object, str]) -> QComboBox:
        choice = QComboBox()
        for value, text in texts.items():
            choice.addItem(text, value)
        choice.activated.connect(lambda: self._take(trait, choice.currentData()))
        return choice

    def _choose_picture(self, trait: Trait) -> None:
        file = ask_for_picture(self)
        if file is not None:
            self._take(trait, file)

    def _take_inserted(self, trait: Trait, value: str) -> None:
        """A field that was inserted changes the text without anybody typing."""
        layout, number = self._draft.layout, self._draft.selected
        if number is not None and trait.read(layout.items[number]) != value.replace("⏎", "\n"):
            self._take(trait, value.replace("⏎", "\n"))

    def _take(self, trait: Trait, value: object) -> None:
        layout, number = self._draft.layout, self._draft.selected
        if number is None or _same(trait.read(layout.items[number]), value):
            return
        self._draft.take(trait.write(layout, number, value), step=f"{trait.name} {number}")

    def _show_values(self) -> None:
        """Show the values as they are now, without taking them for entered ones."""
        layout, number = self._draft.layout, self._draft.selected
        if layout is None or number is None or len(self._traits) == 0 or number >= len(layout.items):
            return
        item = layout.items[number]
        for trait in self._traits:
            field = self._fields[trait.name]
            blocked = field.blockSignals(True)
            _SHOWN[trait.editor](field, trait.read(item), layout)
            field.blockSignals(blocked)


def _side_by_side(fields: list[QWidget]) -> QWidget:
    row = QWidget()
    row.setLayout(page.row(*fields, spacing=12))
    for place in range(2):
        row.layout().setStretch(place, 1)
    if len(fields) == 1:
        row.layout().addStretch(1)
    return row


def _same(old: object, new: object) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) < 0.005  # the field shows fewer decimals than the layout may have
    return old == new


def _show_number(field: QWidget, value: object, _layout: Layout) -> None:
    if abs(field.value() - value) >= 0.5 * 10 ** -field.decimals():
        field.setValue(value)


def _show_choice(field: QWidget, value: object, _layout: Layout) -> None:
    field.setCurrentIndex(max(0, field.findData(value)))


def _show_text(field: QWidget, value: object, _layout: Layout) -> None:
    shown = str(value).replace("\n", "⏎")
    if field.text() != shown:
        field.setText(shown)


def _show_colour(field: QWidget, value: object, _layout: Layout) -> None:
    field.show_colour((value.name or value.plain) if isinstance(value, Colour) else "")


def _show_picture(field: QWidget, value: object, _layout: Layout) -> None:
    field.setText(value.name if value is not None else _("Chosen for each person"))


_SHOWN: dict[Editor, Callable[[QWidget, object, Layout], None]] = {
    Editor.MILLIMETRES: _show_number,
    Editor.POINTS: _show_number,
    Editor.NUMBER: _show_number,
    Editor.COUNT: lambda field, value, _layout: field.setValue(int(value)),
    Editor.CHOICE: _show_choice,
    Editor.FIELD: _show_choice,
    Editor.COLOUR: _show_colour,
    Editor.NO_OR_COLOUR: _show_colour,
    Editor.PICTURE: _show_picture,
    Editor.TEXT: _show_text,
}
