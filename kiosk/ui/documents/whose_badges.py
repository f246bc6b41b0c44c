"""Whose badges are made, and in which order: everybody, who has none, whose badge has changed; of one group or all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from kiosk.core.open_event import OpenEvent
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.plain import PlainLabel, plain_tip
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import N_, _

_WHO = {
    "all": N_("All people"),
    "unprinted": N_("Without a badge yet"),
    "changed": N_("Changed since it was made"),
    "unprinted changed": N_("Without one, or changed since"),
}
_SORTS = {
    "roster": N_("In roster order"),
    "name": N_("By name"),
    "affiliation": N_("By organisation"),
    "category": N_("By category"),
    "table": N_("By table"),
}
_GROUPS = {
    "categories": N_("Category: {group}"),
    "affiliations": N_("Organisation: {group}"),
    "tables": N_("Table: {group}"),
}


class WhoseBadges(Retranslated, QWidget):
    """Three choices; ``choice`` is what ``choose_badges`` takes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.who, self.group, self.sort = QComboBox(), QComboBox(), QComboBox()
        self._label = PlainLabel()
        self._groups: tuple[Sequence[str], ...] = ((), (), ())
        for words in _WHO:
            self.who.addItem(words, words)
        for sort in _SORTS:
            self.sort.addItem(sort, sort)
        for choice in (self.who, self.group, self.sort):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(4)
            choice.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        who, narrower = page.row(self._label, self.who, spacing=8), page.row(self.group, self.sort, spacing=8)
        who.setStretch(1, 1)
        for place in (0, 1):
            narrower.setStretch(place, 1)
        self.setLayout(page.column(who, narrower, spacing=8))
        self._desk, self._is_chosen = desk, False
        self.who.activated.connect(self._on_chosen)
        desk.roster_changed.connect(self.reload)
        self.reload()
        self.retranslate()

    @property
    def choice(self) -> dict[str, object]:
        """The keyword arguments of ``choose_badges``."""
        kind, _colon, name = (self.group.currentData() or "").partition(":")
        narrowed = {kind: [name]} if kind else {}
        return {"only": self.who.currentData().split(), "sort": self.sort.currentData(), **narrowed}

    def reload(self) -> None:
        """Read the groups there are now, and whether there are badges already."""
        self._desk.reader.run(_read_groups, self._on_groups)

    def begin_anew(self) -> None:
        """A batch is done: the next one begins with those who have no badge."""
        self._is_chosen = False
        self.reload()

    def _on_chosen(self) -> None:
        self._is_chosen = True

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._label.setText(_("For"))
        texts = (_("Whose badges"), _("Which group"), _("Order"))
        for choice, text in zip((self.who, self.group, self.sort), texts, strict=True):
            choice.setAccessibleName(text)
            choice.setToolTip(plain_tip(text))
        for choice, words in ((self.who, _WHO), (self.sort, _SORTS)):
            for place, text in enumerate(words.values()):
                choice.setItemText(place, _(text))
        self._fill()

    def _on_groups(self, read: tuple[tuple[list[str], ...], bool]) -> None:
        self._groups, some_are_made = read
        if not self._is_chosen:  # once there are badges, nobody gets a second one by a click too many
            self.who.setCurrentIndex(self.who.findData("unprinted" if some_are_made else "all"))
        self._fill()

    def _fill(self) -> None:
        chosen = self.group.currentData()
        self.group.clear()
        self.group.addItem(_("All of them"), "")
        for (kind, text), names in zip(_GROUPS.items(), self._groups, strict=True):
            for name in names:
                self.group.addItem(_(text).format(group=name), f"{kind}:{name}")
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        for choice in (self.who, self.group, self.sort):  # the open list shows each row whole
            choice.view().setMinimumWidth(choice.view().sizeHintForColumn(0) + theme.px(40))


def _read_groups(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> tuple[tuple[list[str], ...], bool]:
    # imported late: the PDF library is needed for paper alone
    from kiosk.actions.papers.choose_badges import groups, some_are_made

    return groups(records), some_are_made(records)
