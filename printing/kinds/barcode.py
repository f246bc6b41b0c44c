"""A Code 128 bar code on its own white ground, with its text below for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from printing import code128, draw
from printing.item_reading import ItemReader
from printing.items import POINTS, Align, Frame, Item, Style
from printing.kinds.kind import Ground, OfferedKind, Ready, Record, Values
from printing.kinds.properties import N_, PLACE, Editor, Property, content, plain
from printing.kinds.writing import frame_values
from printing.pen import Pen
from printing.setting import Block, Finding, Setter, Trouble
from printing.templates import filled, holes
from printing.toml_section import Section

_LETTERS = Style(size=8, comfort=6, smallest=4, align=Align.CENTER)
_LINE = 3.6  # millimetres for the text below the bars
_LEAST_BARS = 5.0  # millimetres: lower bars have to be aimed at


@dataclass(frozen=True, slots=True)
class Barcode(Item):
    """A linear code; the frame includes the quiet zones, which are kept white.  ``readable`` writes its text below."""

    frame: Frame
    template: str
    readable: bool = True


class ReadyBarcode(Ready):
    """A code whose place is known; its bars come with each record."""

    __slots__ = ("_bars", "_fields", "_item", "_line", "_setter")

    def __init__(self, item: Barcode, setter: Setter) -> None:
        self._item, self._setter = item, setter
        self._fields = ",".join(holes(item.template))
        frame, line = item.frame, _LINE if item.readable else 0.0
        self._bars = Frame(frame.x, frame.y, frame.width, frame.height - line)
        self._line = Frame(frame.x, frame.y + frame.height - line, frame.width, line)

    def paint(self, record: Record, pen: Pen) -> None:
        """The bars and the text; where there can be no bars, the text in their place.  Nothing for an empty text."""
        text = filled(self._item.template, record)
        if not text:
            return
        pen.add(f"1 g {draw.rectangle(self._item.frame, pen.height)} f")
        if code128.unencodable(text):
            self._write(text, self._item.frame, pen)
            return
        pen.add(_operators(self._bars, code128.widths(text), pen.height))
        if self._item.readable:
            self._write(text, self._line, pen)

    def findings(self, record: Record, document: int) -> Iterable[Finding]:
        """A text that no bar code can say, and bars too narrow to be read for certain."""
        text = filled(self._item.template, record)
        if not text:
            return ()
        unknown = code128.unencodable(text)
        if unknown:
            return (Finding(Trouble.UNENCODABLE, document, self._fields, text, unknown),)
        size = code128.module_size(sum(code128.widths(text)), self._item.frame.width)
        if size < code128.LEAST_MODULE:
            return (Finding(Trouble.NARROW_BARS, document, self._fields, text, f"{size:.2f}"),)
        return ()

    def _write(self, text: str, frame: Frame, pen: Pen) -> None:
        pen.write(self._setter.set(Block(frame, _LETTERS, text, self._fields)), _LETTERS.colour.plain)


class BarcodeKind(OfferedKind[Barcode]):
    """``kind = "barcode"``."""

    name, item, label = "barcode", Barcode, N_("Bar code")
    is_code = True

    def read(self, section: Section, reader: ItemReader) -> Barcode:
        """A code that can say the sample and is wide enough for it."""
        template = reader.template(section, "text", section.text("text"))
        readable = section.flag("readable", True)
        section.number("height", least=_LEAST_BARS + (_LINE if readable else 0.0))
        frame = reader.frame(section)
        sample = filled(template, reader.samples)
        unknown = code128.unencodable(sample)
        if unknown:
            raise section.fault("layout.not_in_barcode", "text", characters=unknown)
        needed = code128.width_needed(sample) if sample else 0.0
        if frame.width < needed - 0.05:
            raise section.fault("layout.unreadable_barcode", "width", width=f"{frame.width:g}", needed=f"{needed:.1f}")
        return Barcode(frame, template, readable)

    def write(self, item: Barcode) -> Values:
        """The keys of a bar code."""
        return {"text": item.template, **frame_values(item.frame), "readable": None if item.readable else False}

    def is_constant(self, item: Barcode) -> bool:
        """No: it is drawn with its record."""
        return False

    def fields(self, item: Barcode) -> tuple[str, ...]:
        """The fields in its holes."""
        return holes(item.template)

    def ready(self, item: Barcode, setter: Setter) -> ReadyBarcode:
        """The code, its place known."""
        return ReadyBarcode(item, setter)

    def properties(self) -> tuple[Property, ...]:
        """What it says, where it stands, and whether its text stands below."""
        return (content(), *PLACE, plain("readable", N_("Text below the bars"), Editor.SWITCH))

    def new(self, ground: Ground, file: Path | None) -> Barcode:
        """A code wide enough for a ticket."""
        frame = ground.middle(min(66.0, ground.width), min(15.0, ground.height))
        return Barcode(frame, ground.code_template())


def _operators(frame: Frame, bars: tuple[int, ...], page_height: float) -> str:
    """Operators of the bars, in the middle of their frame and no wider than is of use."""
    modules = sum(bars)
    module = min(code128.module_size(modules, frame.width), code128.MOST_MODULE)
    left = (frame.x + (frame.width - modules * module) / 2) * POINTS
    low = (page_height - frame.y - frame.height) * POINTS
    place = f"{module * POINTS:.4f} 0 0 {frame.height * POINTS:.4f} {draw.number(left)} {draw.number(low)} cm"
    return f"q 0 g {place} {code128.path(bars)} Q"
