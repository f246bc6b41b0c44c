"""Pages of one PDF document: what never changes is drawn once, what a record says is drawn per record."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from printing import draw, qr
from printing.compose import Composer, Finding, Setting, Trouble, code_trouble
from printing.fonts import Fonts
from printing.items import POINTS, Box, Colour, Condition, Item, Line, Picture, Qr, Rows, Text
from printing.layout import Layout
from printing.templates import filled, holes

_NOTHING: Mapping[str, str] = {}
_REMEMBERED = 5000


class Painter:
    """Draws records on the canvas of one document."""

    def __init__(self, canvas: Canvas, layout: Layout, fonts: Fonts, composer: Composer) -> None:
        self._canvas = canvas
        self._layout = layout
        self._composer = composer
        self._pen = draw.TextPen(canvas, fonts)
        self._written: dict[tuple[Setting, str], str] = {}
        self._steps: list[Item | tuple[str, Condition]] = list(self._prepare())

    def paint(self, record: Mapping[str, str]) -> None:
        """Draw a cleaned record with the page's lower left corner at the origin."""
        operators = self._canvas._code
        for step in self._steps:
            if isinstance(step, tuple):
                form, condition = step
                if condition.holds(record):
                    self._canvas.doForm(form)
            elif step.condition.holds(record):
                operators.extend(self._operators(step, record))

    def _prepare(self) -> Iterator[Item | tuple[str, Condition]]:
        """The items in order; neighbours that never change become one form, drawn by a single operator."""
        for number, (constant, group) in enumerate(groupby(self._layout.items, _is_constant)):
            if not constant:
                yield from group
                continue
            for at, (condition, members) in enumerate(groupby(group, lambda item: item.condition)):
                name = f"form{number}.{at}"
                self._make_form(name, list(members))
                yield name, condition

    def _make_form(self, name: str, members: Sequence[Item]) -> None:
        layout, canvas = self._layout, self._canvas
        edge = layout.bleed * POINTS
        canvas.beginForm(name, -edge, -edge, layout.width * POINTS + edge, layout.height * POINTS + edge)
        for item in members:
            if isinstance(item, Picture):
                self._draw_picture(item)
            else:
                canvas._code.extend(self._operators(item, _NOTHING))
        canvas.endForm()

    def _operators(self, item: Item, record: Mapping[str, str]) -> Iterator[str]:
        height = self._layout.height
        match item:
            case Text():
                setting = self._composer.text(item, record)
                if setting:
                    yield self._write(setting, item.style.colour.of(record))
            case Qr():
                text = filled(item.template, record)
                if text:
                    yield draw.code(item, qr.matrix(text), height)
            case Box():
                yield draw.box(item, _of(item.fill, record), _of(item.stroke, record), height)
            case Line():
                yield draw.line(item, item.colour.of(record), height)
            case Rows():
                table = self._composer.table(item, record)
                yield draw.rules(item, table, item.rule.of(record), height)
                for setting in table.settings:
                    yield self._write(setting, setting.block.style.colour.of(record))

    def _write(self, setting: Setting, fill: str) -> str:
        key = (setting, fill)
        written = self._written.get(key)
        if written is None:
            if len(self._written) >= _REMEMBERED:
                self._written.clear()
            written = self._written[key] = self._pen.write(setting, fill, self._layout.height)
        return written

    def _draw_picture(self, item: Picture) -> None:
        frame = item.frame
        bottom = self._layout.height - frame.y - frame.height
        place = (length * POINTS for length in (frame.x, bottom, frame.width, frame.height))
        self._canvas.drawImage(ImageReader(str(item.file)), *place, mask="auto", preserveAspectRatio=True, anchor="c")


def findings(layout: Layout, composer: Composer, record: Mapping[str, str], document: int) -> Iterator[Finding]:
    """What is to be known of a cleaned record before printing; ``document`` 0 asks about the layout's own texts."""
    if document:
        for name in composer.empty_fields(record):
            yield Finding(Trouble.EMPTY_FIELD, document, name, "")
    for item in layout.items:
        if _is_constant(item) is bool(document) or not item.condition.holds(record):
            continue
        match item:
            case Text():
                setting = composer.text(item, record)
                yield from _told(setting, document) if setting else ()
            case Rows():
                table = composer.table(item, record)
                for setting in table.settings:
                    yield from _told(setting, document)
                if table.left_out:
                    yield Finding(Trouble.ROWS_LEFT_OUT, document, item.field, "", str(table.left_out))
            case Qr():
                yield from _dense(item, filled(item.template, record), document)


def _told(setting: Setting, document: int) -> Iterator[Finding]:
    block = setting.block
    return (Finding(trouble, document, block.field, block.text, detail) for trouble, detail in setting.troubles)


def _dense(item: Qr, text: str, document: int) -> Iterator[Finding]:
    # 34 digits are the code every layout was checked for when it was read: no need to make the matrix once more.
    if text and not (len(text) <= qr.SMALLEST_DIGITS and text.isascii() and text.isdigit()):
        size = code_trouble(item, len(qr.matrix(text)))
        if size:
            yield Finding(Trouble.DENSE_CODE, document, ",".join(holes(item.template)), text, size)


def _is_constant(item: Item) -> bool:
    """Whether an item looks the same on every page that shows it."""
    match item:
        case Picture():
            return True
        case Text():
            return not any(map(holes, item.templates)) and not item.style.colour.by_value
        case Box():
            return not (item.fill and item.fill.by_value) and not (item.stroke and item.stroke.by_value)
        case Line():
            return not item.colour.by_value
    return False


def _of(colour: Colour | None, record: Mapping[str, str]) -> str:
    return colour.of(record) if colour else ""
