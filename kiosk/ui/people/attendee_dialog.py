"""Adding a person, or correcting what is known of one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from kiosk import languages
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.core.lists.consent import AGREES_NOW
from kiosk.core.open_event import OpenEvent
from kiosk.core.own_field import OwnField
from kiosk.core.roster import OWN, PERSON_FIELDS, Attendee, FieldKind
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FoldingRow
from kiosk.ui.widgets.plain import PlainLabel, plain_tip
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words.catalogue import _, text_of, title_of
from kiosk.words.fields import field_name
from kiosk.words.own_fields import answer_word

_BY_THEMSELVES = (FieldKind.SESSIONS, FieldKind.CONSENT)
_TYPED = tuple(field for field in PERSON_FIELDS if field.editable and field.kind not in _BY_THEMSELVES)
_TEXTS = tuple(field.name for field in _TYPED if field.kind is not FieldKind.LANGUAGE)
_SHORTEST_FIELD, _LONGEST_TITLE, _LEAST_SESSIONS, _BAR = 190, 640, 240, 24
_WANTED_FIRST = ("name", "affiliation", "phone", "category", "title", "email")
_ORDER = (*_WANTED_FIRST, *(field.name for field in _TYPED if field.name not in _WANTED_FIRST))
_FIRST, _MORE = slice(len(_WANTED_FIRST)), slice(len(_WANTED_FIRST), None)


class AttendeeDialog(Retranslated, StoringDialog):
    """The fields of one person; the three a walk-in needs come first.  ``saved`` carries the attendee as stored."""

    saved = Signal(object)

    def __init__(
        self, desk: Desk, person: Attendee | None, categories: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.person = desk, person
        self.fields: dict[str, QLineEdit | QComboBox] = {name: QLineEdit() for name in _TEXTS}
        category = QComboBox()
        category.setEditable(True)
        category.addItems(["", *categories])
        self.fields["category"] = category
        self.own = {code: self._own_control(field) for code, field in desk.own_fields.items()}
        self.language = QComboBox()
        self.fields["language"] = self.language
        self.sessions = {code: QCheckBox() for code in desk.programme}
        self._lists = QScrollArea(widgetResizable=True)
        self.consent = QCheckBox()
        self.notice = page.Notice()
        self._title, self._sessions_heading = page.text("title"), page.text("heading")
        self._labels = {name: PlainLabel() for name in _ORDER}
        self._own_labels = {code: PlainLabel() for code in self.own}
        self._back, self.save = page.button(), page.button("primary")
        self._lay_out()
        self.retranslate()
        self._fill(person)
        self._back.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)

    def take_name(self, name: str) -> None:
        """The name of a new person is known: what comes next is asked for."""
        field = self.fields["name"]
        if isinstance(field, QLineEdit):
            field.setText(name)
        self.fields[_ORDER[1]].setFocus()

    def entered(self) -> dict[str, object]:
        """The fields as they stand in the dialog."""
        values: dict[str, object] = {name: self._text(name) for name in _TEXTS}
        values["language"] = self.language.currentData()
        values["consent"] = self._consent()
        values |= {f"{OWN}{code}": _entered(control) for code, control in self.own.items()}
        values["sessions"] = [code for code, box in self.sessions.items() if box.isChecked()]
        return values

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        title = _("Edit a person") if self.person else _("Add a person")
        self.setWindowTitle(title)
        self._title.setText(title)
        for name, label in self._labels.items():
            label.setText(field_name(name))
            self.fields[name].setAccessibleName(label.text())
        for code, label in self._own_labels.items():
            label.setText(text_of(self.desk.own_fields[code].labels))
            self.own[code].setAccessibleName(label.text())
        chosen = self.language.currentData()
        self.language.clear()
        self.language.addItem(_("not specified"), "")
        known = self.person.language if self.person else ""
        for code in dict.fromkeys((*languages.available(), *filter(None, (known,)))):
            self.language.addItem(languages.name_of(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(chosen)))
        self._sessions_heading.setText(_("Sessions registered for"))
        for code, box in self.sessions.items():
            box.setText(title_of(self.desk.programme[code]))
            box.setToolTip(plain_tip(box.text()))
        # Titles are read whole; what is longer than that says the tip.
        widest = max((box.sizeHint().width() for box in self.sessions.values()), default=0)
        self._lists.setMinimumWidth(min(widest + theme.px(_BAR), theme.px(_LONGEST_TITLE)))
        self.consent.setText(_("Agreed to the keeping of these data"))
        self._back.setText(_("Cancel"))
        self.save.setText(_("Save"))

    def _fill(self, person: Attendee | None) -> None:
        if person is None:
            return
        for name in _TEXTS:
            field, value = self.fields[name], getattr(person, name)
            if isinstance(field, QComboBox):
                field.setCurrentText(value)
            else:
                field.setText(value)
        for code, control in self.own.items():
            _show(control, person.own.get(code, ""))
        self.language.setCurrentIndex(max(0, self.language.findData(person.language)))
        self.consent.setChecked(bool(person.consent))
        self.consent.setToolTip(plain_tip(person.consent))
        for code, box in self.sessions.items():
            box.setChecked(code in person.sessions)

    def _own_control(self, field: OwnField) -> QLineEdit | QComboBox:
        """A line, or a choice whose first entry says nothing."""
        if not field.answers:
            return QLineEdit()
        made = QComboBox()
        made.addItem(_("not specified"), "")
        for value in field.answers:
            made.addItem(answer_word(field, value), value)
        return made

    def _consent(self) -> str:
        """As it was known; a tick that is new means now, one taken away means no more."""
        known = self.person.consent if self.person else ""
        return (known or AGREES_NOW) if self.consent.isChecked() else ""

    def _text(self, name: str) -> str:
        field = self.fields[name]
        return (field.currentText() if isinstance(field, QComboBox) else field.text()).strip()

    def _on_save(self) -> None:
        if not self._text("name"):
            self.notice.attention(_("Enter the name first."))
            self.fields["name"].setFocus()
            return
        self.save.setEnabled(False)
        fields = self.entered()
        telling = self.telling(self.desk, self._on_saved, self._on_refused)
        self.desk.lane.run(lambda records: self._store(records, fields), *telling)

    def _store(self, records: OpenEvent, fields: dict[str, object]) -> Attendee:
        if self.person is None:
            return add_attendee(records, fields)
        return edit_attendee(records, self.person.id, fields)

    def _on_saved(self, person: Attendee) -> None:
        self.accept()
        self.saved.emit(person)

    def _on_refused(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        rows = [(label, self.fields[name]) for name, label in self._labels.items()]
        # One form of them all would be higher than a small laptop.
        for field in (*self.fields.values(), *self.own.values()):
            field.setMinimumWidth(theme.px(_SHORTEST_FIELD))
        own: list[tuple[QLabel, QWidget]] = [(label, self.own[code]) for code, label in self._own_labels.items()]
        forms = [page.column(page.form([*rows[_FIRST], *own]), None), page.column(page.form(rows[_MORE]), None)]
        boxes = QWidget()
        boxes.setLayout(page.column(*self.sessions.values(), None, spacing=6))
        lists = self._lists
        lists.setWidget(boxes)
        lists.setMinimumHeight(theme.px(_LEAST_SESSIONS))
        lists.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = page.card()
        side.setLayout(page.column(self._sessions_heading, lists, margins=24, spacing=12))
        side.setVisible(bool(self.sessions))
        body = FoldingRow(*forms, side, spacing=32, shares=(5, 5, 6))
        buttons = page.row(self.consent, None, self._back, self.save)
        self.setLayout(page.column(self._title, body, self.notice, buttons, margins=36, spacing=18))
        self.save.setDefault(True)
        self.resize(theme.px(1590), theme.px(700))


def _entered(control: QLineEdit | QComboBox) -> str:
    return str(control.currentData()) if isinstance(control, QComboBox) else control.text().strip()


def _show(control: QLineEdit | QComboBox, value: str) -> None:
    """A value that is no choice any more, or came so from a list, is offered as it is."""
    if isinstance(control, QLineEdit):
        control.setText(value)
        return
    if control.findData(value) < 0:
        control.addItem(value, value)
    control.setCurrentIndex(control.findData(value))
