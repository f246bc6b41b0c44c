"""A picture from a file: the same on every page, or one for each record."""

from dataclasses import dataclass
from pathlib import Path

from printing.item_reading import ItemReader
from printing.items import Colour, Frame, Item
from printing.kinds.box import Box
from printing.kinds.kind import Ground, OfferedKind, Record, Unremarkable, Values
from printing.kinds.properties import N_, PLACE, Editor, Property, plain
from printing.kinds.writing import frame_values
from printing.pen import Pen
from printing.picture_files import opened_picture
from printing.setting import Setter
from printing.toml_section import Section


@dataclass(frozen=True, slots=True)
class Picture(Item):
    """A PNG or JPEG, as large as fits the frame without distortion, centred in it.

    Either ``file``, the same on every page, or ``field``: a record's value is then the path of its picture.
    """

    frame: Frame
    file: Path | None
    field: str = ""


class ReadyPicture(Unremarkable):
    """A picture; nothing where a record has none."""

    __slots__ = ("_item",)

    def __init__(self, item: Picture) -> None:
        self._item = item

    def paint(self, record: Record, pen: Pen) -> None:
        """The picture of the layout, or the record's."""
        file = str(self._item.file) if self._item.file else record[self._item.field]
        if file:
            pen.picture(file, self._item.frame)


class PictureKind(OfferedKind[Picture]):
    """``kind = "picture"``."""

    name, item, label = "picture", Picture, N_("Picture")
    bleeds = True
    needs_file = True

    def read(self, section: Section, reader: ItemReader) -> Picture:
        """A picture that can be read."""
        frame = reader.frame(section, least=-10)
        name, field = section.text("file", ""), section.text("field", "")
        if bool(name) == bool(field):
            raise section.fault("layout.picture_of_what", "file")
        if field:
            return Picture(frame, None, reader.field(section, "field", field))
        file = reader.folder / name
        # A layout of somebody else could have any picture of this computer printed.
        if not file.is_file() or not file.resolve().is_relative_to(reader.folder.resolve()):
            raise section.fault("layout.picture_missing", "file", picture=name)
        try:
            with opened_picture(file) as picture:
                picture.load()
        except OSError:
            raise section.fault("layout.picture_unreadable", "file", picture=name) from None
        return Picture(frame, file)

    def write(self, item: Picture) -> Values:
        """The keys of a picture."""
        return {
            "file": item.file.name if item.file else None,
            "field": item.field or None,
            **frame_values(item.frame),
        }

    def is_constant(self, item: Picture) -> bool:
        """Whether it is a file."""
        return item.file is not None

    def alternative(self, item: Picture) -> str:
        """The name of its file."""
        return item.file.stem if item.file else ""

    def fields(self, item: Picture) -> tuple[str, ...]:
        """The field with its path."""
        return (item.field,) if item.field else ()

    def ready(self, item: Picture, setter: Setter) -> ReadyPicture:
        """The picture."""
        return ReadyPicture(item)

    def properties(self) -> tuple[Property, ...]:
        """Its file and its place."""
        return (plain("file", N_("Picture"), Editor.PICTURE), *PLACE)

    def files(self, item: Picture) -> tuple[Path, ...]:
        """The file it shows."""
        return (item.file,) if item.file else ()

    def stand_in(self, item: Picture) -> Item:
        """A box of its size."""
        return Box(item.frame, Colour("#94A3B8"), None, 0.0, condition=item.condition) if item.file else item

    def new(self, ground: Ground, file: Path | None) -> Picture:
        """A small picture."""
        side = min(20.0, ground.width, ground.height)
        return Picture(ground.middle(side, side), file)
