"""A layout made ready for a batch of records: each item once, its texts remembered from record to record."""

from collections.abc import Iterator, Mapping

from printing.field_formats import Format
from printing.fonts import Fonts, normal
from printing.items import ALWAYS, AS_WRITTEN, Condition, Item
from printing.kinds import kind_of
from printing.kinds.kind import Ready
from printing.layout import Layout
from printing.setting import Finding, Setter, Trouble
from printing.wording import LANGUAGE


class Composer:
    """The items of one layout, ready in its fonts."""

    def __init__(self, layout: Layout, fonts: Fonts) -> None:
        self._fields = layout.fields
        self._as_given = {name for item in layout.items for name in kind_of(item).fields_as_given(item)}
        formats = {name: field.format for name, field in layout.fields.items() if field.format is not Format.PLAIN}
        self.setter = Setter(fonts, formats)
        self._ready = {id(item): kind_of(item).ready(item, self.setter) for item in layout.items}
        self._written = [name + AS_WRITTEN for name in layout.fields]
        self._items = layout.items  # kept alive: their identities are the keys
        self._by_document: dict[bool, list[tuple[Condition | None, Ready]]] = {True: [], False: []}
        for item in layout.items:
            self._by_document[kind_of(item).is_constant(item)].append((asked(item), self.ready(item)))

    def ready(self, item: Item) -> Ready:
        """An item of this layout, made ready."""
        return self._ready[id(item)]

    def clean(self, record: Mapping[str, str]) -> dict[str, str]:
        """The layout's fields of ``record`` as they are drawn; tables keep their tabs and line ends."""
        found = {name: record.get(name, "") for name in self._fields}
        shown = {name: value if name in self._as_given else normal(value).strip() for name, value in found.items()}
        shown |= {name: normal(record[name]).strip() for name in self._written if name in record}
        return shown | {LANGUAGE: record[LANGUAGE]} if LANGUAGE in record else shown

    def findings(self, record: Mapping[str, str], document: int) -> Iterator[Finding]:
        """What is to be known of a cleaned record before printing; 0 asks about the layout's own texts."""
        if document:
            for name, field in self._fields.items():
                if field.required and not record[name]:
                    yield Finding(Trouble.EMPTY_FIELD, document, name, "")
        for condition, ready in self._by_document[not document]:
            if condition is None or condition.holds(record):
                yield from ready.findings(record, document)


def asked(item: Item) -> Condition | None:
    """The item's condition; None for one that always holds, which need not be asked for every record."""
    return None if item.condition.when == ALWAYS.when and item.condition.unless == ALWAYS.unless else item.condition
