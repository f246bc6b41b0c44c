"""A square QR code on its own white ground."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from printing import draw, qr
from printing.item_reading import ItemReader
from printing.items import POINTS, Frame, Item
from printing.kinds.kind import Ground, OfferedKind, Ready, Record, Values
from printing.kinds.properties import CORNER, N_, Property, content, square
from printing.kinds.writing import said_or_none
from printing.pen import Pen
from printing.setting import Finding, Setter, Trouble
from printing.templates import filled, holes
from printing.toml_section import Section
from printing.wording import NOTHING, Wording


@dataclass(frozen=True, slots=True)
class Qr(Item):
    """A square code; the frame includes the quiet zone, which is kept white.  ``alternative`` is what it is told by."""

    frame: Frame
    template: str
    alternative: Wording[str] = NOTHING


class ReadyQr(Ready):
    """A code whose place is known; its modules come with each record."""

    __slots__ = ("_fields", "_item")

    def __init__(self, item: Qr) -> None:
        self._item, self._fields = item, ",".join(holes(item.template))

    def paint(self, record: Record, pen: Pen) -> None:
        """The modules as one path; nothing for an empty text."""
        text = filled(self._item.template, record)
        if text:
            pen.add(_operators(self._item.frame, qr.matrix(text), pen.height))

    def findings(self, record: Record, document: int) -> Iterable[Finding]:
        """A code whose modules became too small to be read for certain."""
        text = filled(self._item.template, record)
        # 34 digits are the code every layout was checked for when it was read: no need to make the matrix once more.
        if not text or (len(text) <= qr.SMALLEST_DIGITS and text.isascii() and text.isdigit()):
            return ()
        size = qr.module_size(len(qr.matrix(text)), self._item.frame.width)
        if size >= qr.LEAST_MODULE:
            return ()
        return (Finding(Trouble.DENSE_CODE, document, self._fields, text, f"{size:.2f}"),)


class QrKind(OfferedKind[Qr]):
    """``kind = "qr"``."""

    name, item, label = "qr", Qr, N_("QR code")
    is_code = True

    def read(self, section: Section, reader: ItemReader) -> Qr:
        """A code that is large enough for the sample."""
        template = reader.template(section, "text", section.text("text"))
        size = section.number("size", least=1)
        frame = Frame(section.number("x"), section.number("y"), size, size)
        modules = len(qr.matrix(filled(template, reader.samples)))
        if qr.module_size(modules, size) < qr.LEAST_MODULE:
            needed = (modules + 2 * qr.QUIET) * qr.LEAST_MODULE
            raise section.fault("layout.unreadable_qr", "size", size=f"{size:g}", needed=f"{needed:.1f}")
        return Qr(frame, template, reader.wording(section, "alternative", lambda said, key: said.text(key, "")))

    def write(self, item: Qr) -> Values:
        """The keys of a code."""
        return {
            "text": item.template, "x": item.frame.x, "y": item.frame.y, "size": item.frame.width,
            "alternative": said_or_none(item.alternative),
        }  # fmt: skip

    def alternative(self, item: Qr) -> str:
        """What its layout says of it."""
        return item.alternative.own

    def is_constant(self, item: Qr) -> bool:
        """No: it is drawn with its record."""
        return False

    def fields(self, item: Qr) -> tuple[str, ...]:
        """The fields in its holes."""
        return holes(item.template)

    def ready(self, item: Qr, setter: Setter) -> ReadyQr:
        """The code, its place known."""
        return ReadyQr(item)

    def properties(self) -> tuple[Property, ...]:
        """What it says, where it stands, and its side."""
        side = square(N_("Side, white margin included"), least=5)
        return (content(), *CORNER, side)

    def placed(self, item: Qr, frame: Frame) -> Qr:
        """The code moved and sized; it stays square."""
        side = max(frame.width, frame.height)
        return super().placed(item, Frame(frame.x, frame.y, side, side))

    def new(self, ground: Ground, file: Path | None) -> Qr:
        """A code of a readable size."""
        side = min(22.0, ground.width, ground.height)
        return Qr(ground.middle(side, side), ground.code_template())


def _operators(frame: Frame, modules: qr.Matrix, page_height: float) -> str:
    """Operators of a code on a white ground that holds its quiet zone."""
    size = qr.module_size(len(modules), frame.width) * POINTS
    x, y = frame.x * POINTS, (page_height - frame.y - frame.height) * POINTS
    left, low = draw.number(x + qr.QUIET * size), draw.number(y + qr.QUIET * size)
    place = f"{size:.4f} 0 0 {size:.4f} {left} {low} cm"
    return f"q 1 g {draw.rectangle(frame, page_height)} f 0 g {place} {qr.path(modules)} Q"
