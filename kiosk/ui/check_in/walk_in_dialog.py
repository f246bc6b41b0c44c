"""Somebody on no list: three fields, and they are registered and checked in."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QCompleter, QLabel, QLineEdit, QPushButton, QWidget

from kiosk.actions.door.people_index import PeopleIndex
from kiosk.actions.door.walk_in import category_or_phone
from kiosk.core.figures import category_order
from kiosk.core.lists.consent import AGREES_NOW
from kiosk.core.programme import Admission, Session
from kiosk.core.roster import Attendee
from kiosk.core.search import name_meant
from kiosk.errors import KioskError
from kiosk.ui.check_in.search_box import distinguishing_text
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.typed_line import TypedLine
from kiosk.words.catalogue import _, title_of
from kiosk.words.names import category_of

_MOST_NAMESAKES, _MOST_CATEGORIES = 3, 6


class WalkInDialog(StoringDialog):
    """``entered`` carries the fields of the new person; ``found`` somebody of that name who is on the roster already,
    and is checked in instead.  It stays until the screen says that the person is stored.
    """

    entered = Signal(dict)
    found = Signal(object)  # an Attendee

    def __init__(
        self,
        desk: Desk,
        people: PeopleIndex,
        session: Session | None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._desk, self._people, self._session = desk, people, session
        self._same: Sequence[Attendee] = ()
        self.name, self.affiliation, self.third = TypedLine(), QLineEdit(), QLineEdit()
        self.meant = page.button("chip")
        self.categories = QButtonGroup(self)
        known = category_order({person.category for person in people.people.values()} - {""})
        self._chips = [self._chip(category) for category in known if len(known) <= _MOST_CATEGORIES]
        self.consent, self.listed, self.notice = QCheckBox(), QCheckBox(self), page.Notice()
        self.namesakes = [page.button("chip") for _row in range(_MOST_NAMESAKES)]
        self._same_name, self.save, self._back = page.text("attention"), page.button("primary"), page.button()
        self._complete(self.affiliation, {person.affiliation for person in people.people.values()})
        if not self._chips:
            self._complete(self.third, set(known))
        self._say()
        self._arrange()
        for number, button in enumerate(self.namesakes):
            button.clicked.connect(partial(self._on_found, number))
        self.meant.clicked.connect(lambda: self._take_name(name_meant(self.name.text())))
        self.name.typed_changed.connect(self._on_name)
        self.save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.reject)
        self._on_name()
        if name:
            self._take_name(name)

    def tell_trouble(self, trouble: KioskError) -> None:
        """Say what could not be taken; what was entered stays."""
        self.notice.trouble(self._desk.explain(trouble))
        self.save.setEnabled(True)

    def _complete(self, field: QLineEdit, words: set[str]) -> None:
        field.setCompleter(QCompleter(sorted(filter(None, words)), field))

    def _chip(self, category: str) -> QPushButton:
        """A category at a press."""
        chip = page.button("chip")
        chip.setText(category_of(category))
        chip.setProperty("category", category)
        chip.setCheckable(True)
        self.categories.addButton(chip)
        return chip

    def _say(self) -> None:
        self.setWindowTitle(_("Register on site"))
        self.save.setText(_("Register and check in"))
        self._back.setText(_("Cancel"))
        self.consent.setText(_("Agreed to the keeping of these data"))
        self._same_name.setText(_("Already on the roster: is it one of these?"))
        self.listed.setChecked(True)
        session = self._session
        by_list = session is not None and session.admission is Admission.REGISTERED
        self.listed.setVisible(by_list)
        if by_list and session is not None:
            text = _("Add to the list for “{session}”").format(session=title_of(session))
            self.listed.setText(text)

    def _arrange(self) -> None:
        heading = page.text("title")
        heading.setText(self.windowTitle())
        rows: list[tuple[QLabel, QWidget]] = []
        for text, field in (
            (_("Name"), self.name),
            (_("Affiliation"), self.affiliation),
            (_("Phone") if self._chips else _("Category or phone"), self.third),
        ):
            label = page.text(wrap=False)
            label.setText(text)
            field.setAccessibleName(text)
            rows.append((label, field))
        if self._chips:
            label = page.text(wrap=False)
            label.setText(_("Category"))
            rows.append((label, FlowBox(*self._chips, spacing=8)))
        self.save.setDefault(True)
        buttons = page.row(None, self._back, self.save)
        known = page.column(self._same_name, *self.namesakes, spacing=6)
        known.insertLayout(0, page.row(self.meant, None))
        parts = (heading, page.form(rows), self.consent, self.listed, known, self.notice, buttons)
        self.setLayout(page.column(*parts, margins=36, spacing=16))
        self.setMinimumWidth(theme.px(860))

    def _take_name(self, name: str) -> None:
        """The name is known: what comes next is asked for."""
        self.name.setText(name)
        self.affiliation.setFocus()

    def _on_name(self) -> None:
        """People of the very name entered are offered: most walk-ins of that name are on the roster after all."""
        typed = self.name.typed()
        meant = name_meant(typed)
        self._same = self._of_these_names({typed, meant})
        self.meant.setVisible(meant not in ("", " ".join(typed.split())))
        self.meant.setText(_("Typed in the wrong input mode? “{name}”").format(name=meant))
        self._same_name.setVisible(bool(self._same))
        for number, button in enumerate(self.namesakes):
            button.setVisible(number < len(self._same))
        for button, person in zip(self.namesakes, self._same, strict=False):
            button.setText("  ·  ".join(filter(None, (person.name, distinguishing_text(person)))))
        self.notice.clear()
        self.adjustSize()

    def _of_these_names(self, names: set[str]) -> Sequence[Attendee]:
        wanted = {"".join(name.split()) for name in names} - {""}
        found = [person for name in sorted(wanted) for person in self._people.find(name, _MOST_NAMESAKES * 4)]
        return [person for person in found if "".join(person.name.split()) in wanted][:_MOST_NAMESAKES]

    def _on_found(self, number: int, _checked: bool = False) -> None:
        self.accept()
        self.found.emit(self._same[number])

    def _on_save(self) -> None:
        if not self.name.text().strip():
            self.notice.attention(_("Enter the name first."))
            self.name.setFocus()
            return
        self.save.setEnabled(False)
        fields: dict[str, object] = {"name": self.name.text(), "affiliation": self.affiliation.text()}
        fields |= category_or_phone(self.third.text().strip())
        if (chip := self.categories.checkedButton()) is not None:
            fields["category"] = chip.property("category")
        if self.consent.isChecked():
            fields["consent"] = AGREES_NOW
        if self._session is not None and self._session.admission is Admission.REGISTERED and self.listed.isChecked():
            fields["sessions"] = [self._session.code]
        self.entered.emit(fields)
