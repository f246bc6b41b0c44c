"""What a kind of item has to say of itself: one module, one class, and nothing else of the program knows the kind.

A part that was forgotten is an abstract method, and the kind cannot be made: it is told when the kind is registered.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from printing.item_reading import ItemReader
from printing.items import Frame, Item
from printing.kinds.properties import Property
from printing.pen import Pen
from printing.setting import Finding, Setter
from printing.structure import Role
from printing.toml_section import Section

Made = TypeVar("Made", bound=Item)
Record = Mapping[str, str]
Values = Mapping[str, object]
"""What is written to a file, by key: None leaves the key out, a mapping is a table, a list of them repeated ones."""


class Ready(ABC):
    """One item made ready for a batch: what can be known beforehand is known, the records come one by one."""

    __slots__ = ()

    @abstractmethod
    def paint(self, record: Record, pen: Pen) -> None:
        """Draw the item for a cleaned record."""

    @abstractmethod
    def findings(self, record: Record, document: int) -> Iterable[Finding]:
        """What a person should know of it before printing."""


class Unremarkable(Ready):
    """What is drawn as it is: there is nothing to tell of it."""

    __slots__ = ()

    def findings(self, record: Record, document: int) -> Iterable[Finding]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Ground:
    """The page a new item is put on: its size in millimetres, the names of its fields, and a text of its own."""

    width: float
    height: float
    fields: tuple[str, ...]
    text: str

    def middle(self, width: float, height: float) -> Frame:
        """A frame of this size in the middle of the page."""
        return Frame((self.width - width) / 2, (self.height - height) / 2, width, height)

    def band(self) -> Frame:
        """A frame in the middle that suits a line of text."""
        return self.middle(self.width * 0.6, min(12.0, self.height * 0.25))

    def code_template(self) -> str:
        """What a code shows at first: the field ``code``, else the first one there is."""
        field = "code" if "code" in self.fields else next(iter(self.fields), "")
        return f"{{{field}}}" if field else self.text


class Kind(ABC, Generic[Made]):
    """One kind of item.  ``name`` is its ``kind`` in a file, ``item`` the class of its values.

    ``bleeds`` if it may reach into the bleed; ``is_code`` if nothing may lie on it; ``lies_below_codes`` if a code may
    stand on it, because the code paints its own ground.
    """

    name: str
    item: type[Made]
    bleeds = False
    is_code = False
    lies_below_codes = False

    @abstractmethod
    def read(self, section: Section, reader: ItemReader) -> Made:
        """The item of a table of the file; the condition and the note are read for all kinds alike.

        Raises ``PrintingError`` (``layout.…``) for what cannot be printed.
        """

    @abstractmethod
    def write(self, item: Made) -> Values:
        """The keys ``read`` takes."""

    @abstractmethod
    def is_constant(self, item: Made) -> bool:
        """Whether the item looks the same on every page that shows it."""

    @abstractmethod
    def fields(self, item: Made) -> tuple[str, ...]:
        """The fields of a record it shows."""

    @abstractmethod
    def ready(self, item: Made, setter: Setter) -> Ready:
        """The item made ready for a batch."""

    @abstractmethod
    def properties(self) -> tuple[Property, ...]:
        """What can be changed of it in an editor, in the order it is shown."""

    def role(self, item: Made) -> Role | None:
        """What the item is to whoever has the page read aloud; None for what tells its parts itself."""
        return Role.FIGURE

    def alternative(self, item: Made) -> str:
        """What a picture is told by."""
        return ""

    def fields_as_given(self, item: Made) -> tuple[str, ...]:
        """Those of its fields whose tabs and line ends mean something."""
        return ()

    def placed(self, item: Made, frame: Frame) -> Made:
        """The item moved and sized to ``frame``."""
        changes: dict[str, Any] = {"frame": frame}
        return replace(item, **changes)

    def settled(self, item: Made) -> Made:
        """The item with values that depend on one another brought into order; called when entering is finished."""
        return item

    def files(self, item: Made) -> tuple[Path, ...]:
        """The files it shows, which travel with its layout."""
        return ()

    def stand_in(self, item: Made) -> Item:
        """An item to check in its place without its files."""
        return item


class OfferedKind(Kind[Made]):
    """A kind that can be put on a page by hand; ``label`` is what people call it, ``needs_file`` if one is chosen
    first."""

    label: str
    needs_file = False

    @abstractmethod
    def new(self, ground: Ground, file: Path | None) -> Made:
        """An item in the middle of the page, of a size that suits it, showing a field where it can."""
