"""Pages of one PDF document: what never changes is drawn once, what a record says is drawn per record."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from printing import draw, qr
from printing.compose import Composer, Finding, Setting, Trouble, code_trouble
from printing.errors import PrintingError
from printing.fonts import Fonts, Weight
from printing.items import (
    POINTS,
    Align,
    Box,
    Colour,
    Condition,
    Frame,
    Item,
    Line,
    Picture,
    Qr,
    Rows,
    Seal,
    Side,
    Style,
    Text,
)
from printing.layout import Layout
from printing.sheet import Arrangement
from printing.templates import filled, holes

_NOTHING: Mapping[str, str] = {}
_REMEMBERED = 5000
_HEADING = Style(size=11, comfort=8, smallest=6, weight=Weight.BOLD, colour=Colour("#14213D"))
_HEADING_RIGHT = Style(size=9, comfort=8, smallest=6, colour=Colour("#475569"), align=Align.RIGHT)
_FOLD_MARK = 3.0  # millimetres


class Painter:
    """Draws records on the canvas of one document."""

    def __init__(self, canvas: Canvas, layout: Layout, fonts: Fonts, composer: Composer) -> None:
        self._canvas = canvas
        self._layout = layout
        self._composer = composer
        self._pen = draw.TextPen(canvas, fonts)
        self._written: dict[tuple[Setting, str], str] = {}
        sides = (Side.FRONT, Side.BACK) if layout.folded else (Side.FRONT,)
        self._sides = [(self._opening(side), list(self._prepare(side))) for side in sides]

    def paint(self, record: Mapping[str, str]) -> None:
        """Draw a cleaned record with the page's lower left corner at the origin."""
        operators = self._canvas._code
        for opening, steps in self._sides:
            if opening:
                operators.append(opening)
            for step in steps:
                if isinstance(step, tuple):
                    form, condition = step
                    if condition.holds(record):
                        self._canvas.doForm(form)
                elif step.condition.holds(record):
                    operators.extend(self._operators(step, record))
            if opening:
                operators.append("Q")

    def heading(self, arrangement: Arrangement, title: str, ends: str, page: int) -> Iterator[str]:
        """Operators of the line above the pages of a sheet."""
        frame = arrangement.heading
        half = Frame(frame.x, frame.y, frame.width / 2, frame.height * 0.6)
        right = Frame(frame.x + frame.width / 2, frame.y, frame.width / 2, frame.height * 0.6)
        for place, style, text in ((half, _HEADING, title), (right, _HEADING_RIGHT, f"{ends}   {page}")):
            setting = self._composer.heading(place, style, text)
            yield self._pen.write(setting, style.colour.plain, arrangement.height)

    def _opening(self, side: Side) -> str:
        """Operators that move the origin to one half of a folded page; the back stands on its head."""
        if not self._layout.folded:
            return ""
        width, height = self._layout.width * POINTS, self._layout.height * POINTS
        if side is Side.BACK:
            return f"q -1 0 0 -1 {draw.number(width)} {draw.number(2 * height)} cm"
        ends = ((0.0, _FOLD_MARK * POINTS), (width - _FOLD_MARK * POINTS, width))
        marks = " ".join(
            f"{draw.number(x1)} {draw.number(height)} m {draw.number(x2)} {draw.number(height)} l" for x1, x2 in ends
        )
        return f"0.6 G 0.3 w {marks} S q"

    def _prepare(self, side: Side) -> Iterator[Item | tuple[str, Condition]]:
        """The items of a side in order; neighbours that never change become one form, drawn by a single operator."""
        shown = (item for item in self._layout.items if item.condition.on(side))
        for number, (constant, group) in enumerate(groupby(shown, _is_constant)):
            if not constant:
                yield from group
                continue
            for at, (condition, members) in enumerate(groupby(group, lambda item: item.condition)):
                name = f"{side}{number}.{at}"
                self._make_form(name, list(members))
                yield name, condition

    def _make_form(self, name: str, members: Sequence[Item]) -> None:
        layout, canvas = self._layout, self._canvas
        edge = layout.bleed * POINTS
        canvas.beginForm(name, -edge, -edge, layout.width * POINTS + edge, layout.height * POINTS + edge)
        for item in members:
            if isinstance(item, Picture):
                self._draw_picture(str(item.file), item.frame)
            else:
                canvas._code.extend(self._operators(item, _NOTHING))
        canvas.endForm()

    def _operators(self, item: Item, record: Mapping[str, str]) -> Iterator[str]:
        height = self._layout.height
        match item:
            case Text():
                yield from self._text(item, record)
            case Qr():
                if text := filled(item.template, record):
                    yield draw.code(item, qr.matrix(text), height)
            case Box():
                yield draw.box(item, _of(item.fill, record), _of(item.stroke, record), height)
            case Line():
                yield draw.line(item, item.colour.of(record), height)
            case Rows():
                yield from self._rows(item, record)
            case Picture() if record[item.field]:
                self._draw_picture(record[item.field], item.frame)

    def _text(self, item: Text, record: Mapping[str, str]) -> Iterator[str]:
        setting = self._composer.text(item, record)
        if setting:
            yield self._write(setting, item.style.colour.of(record))
            if item.seal and record[item.seal.field]:
                self._stamp(item.seal, setting, record[item.seal.field])

    def _rows(self, item: Rows, record: Mapping[str, str]) -> Iterator[str]:
        table = self._composer.table(item, record)
        yield draw.rules(item, table, item.rule.of(record), self._layout.height)
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

    def _stamp(self, seal: Seal, setting: Setting, picture: str) -> None:
        x, y = self._pen.last_letter(setting, self._layout.height)
        left, bottom = x / POINTS - seal.size / 2, y / POINTS - seal.size / 2
        self._draw_picture(picture, Frame(left, self._layout.height - bottom - seal.size, seal.size, seal.size))

    def _draw_picture(self, picture: str, frame: Frame) -> None:
        bottom = self._layout.height - frame.y - frame.height
        place = (length * POINTS for length in (frame.x, bottom, frame.width, frame.height))
        try:
            self._canvas.drawImage(picture, *place, mask="auto", preserveAspectRatio=True, anchor="c")
        except OSError as error:
            raise PrintingError("printing.picture_unreadable", file=picture) from error


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
            return item.file is not None
        case Text():
            return not any(map(holes, item.templates)) and not item.style.colour.by_value
        case Box():
            return not (item.fill and item.fill.by_value) and not (item.stroke and item.stroke.by_value)
        case Line():
            return not item.colour.by_value
    return False


def _of(colour: Colour | None, record: Mapping[str, str]) -> str:
    return colour.of(record) if colour else ""
