"""A table: every line of a field is a row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from printing import draw
from printing.fonts import normal
from printing.item_reading import ItemReader
from printing.items import POINTS, Align, Colour, Frame, Item, Style
from printing.kinds.kind import Kind, Ready, Record, Values
from printing.kinds.properties import N_, PLACE, Editor, Property, plain
from printing.kinds.writing import colour_value, frame_values, said_or_none, style_values
from printing.pen import Pen
from printing.setting import Block, Finding, Setter, Setting, Trouble
from printing.structure import Role
from printing.templates import filled, holes
from printing.toml_section import Section
from printing.wording import Wording

_GUTTER = 1.5  # millimetres kept free at both sides of a cell
_AIR = 0.12  # share of a row's height kept free above and below its text
_RULE_WIDTH = 0.15  # millimetres


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` in millimetres."""

    heading: Wording[str]
    width: float
    style: Style
    heading_style: Style


@dataclass(frozen=True, slots=True)
class Rows(Item):
    """A table: every line of the field is a row, its cells are separated by tabs.

    Rows are ``row_height`` high and draw closer together when there are many, down to ``smallest_row_height``; what
    then still has no room is counted in a last row made from ``more``, with the hole {count}.  ``total`` is a line
    below the last row, at the right; an empty one takes no room.  ``grid`` draws lines between the columns too.
    """

    frame: Frame
    field: str
    columns: tuple[Column, ...]
    style: Style
    heading_style: Style
    row_height: float
    smallest_row_height: float
    more: Wording[str]
    total: Wording[str]
    total_style: Style
    rule: Colour
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table by row, the line below, the heights of its rules (millimetres from the page's top) and the
    rows left out."""

    rows: tuple[tuple[Setting, ...], ...]
    total: Setting | None
    rules: tuple[float, ...]
    left_out: int


class ReadyRows(Ready):
    """A table, set anew for each record."""

    __slots__ = ("_has_heading", "_item", "_made", "_setter")

    def __init__(self, item: Rows, setter: Setter) -> None:
        self._item, self._setter = item, setter
        self._has_heading = any(column.heading.own for column in item.columns)
        self._made: tuple[Record, Table] | None = None

    def paint(self, record: Record, pen: Pen) -> None:
        """The lines, then the cells."""
        table = self.table(record)
        with pen.decoration():
            pen.add(_rules(self._item, table, self._item.rule.of(record), pen.height))
        with pen.group(Role.TABLE):
            for number, row in enumerate(table.rows):
                role = Role.CELL if number or not self._has_heading else Role.HEADING_CELL
                with pen.group(Role.ROW):
                    for setting in row:
                        with pen.part(role):
                            pen.write(setting, setting.block.style.colour.of(record))
        if table.total:
            with pen.part(Role.TEXT):
                pen.write(table.total, table.total.block.style.colour.of(record))

    def findings(self, record: Record, document: int) -> Iterator[Finding]:
        """What is to be known of its cells, and how many rows had no room."""
        table = self.table(record)
        for row in table.rows:
            for setting in row:
                yield from setting.findings(document)
        if table.total:
            yield from table.total.findings(document)
        if table.left_out:
            yield Finding(Trouble.ROWS_LEFT_OUT, document, self._item.field, "", str(table.left_out))

    def table(self, record: Record) -> Table:
        """The cells of a table, its rows as close together as their number asks.

        A record is looked through and then painted: its table is made once.
        """
        if self._made is None or self._made[0] is not record:
            self._made = record, self._set(record)
        return self._made[1]

    def _set(self, record: Record) -> Table:
        item = self._item
        rows = [line.split("\t") for line in record[item.field].splitlines() if line.strip()]
        has_heading = self._has_heading
        total = filled(item.total.of(record), record)
        room = _room(item, record)
        height = max(item.smallest_row_height, min(item.row_height, room / max(1, len(rows))))
        most = int(room / height + 1e-6)
        left_out = len(rows) - most + 1 if len(rows) > most else 0
        if left_out:
            rows = [*rows[: most - 1], [item.more.of(record).replace("{count}", str(left_out))]]
        top = item.frame.y
        settings: list[tuple[Setting, ...]] = []
        below = None
        rules = [top]
        if has_heading:
            headings = ((column, column.heading.of(record), column.heading_style) for column in item.columns)
            settings.append(tuple(self._row(headings, top, item.row_height)))
            top += item.row_height
            rules.append(top)
        for number, cells in enumerate(rows):
            filled_in = ((column, cell, column.style) for column, cell in zip(item.columns, cells, strict=False))
            settings.append(tuple(self._row(filled_in, top + number * height, height)))
            rules.append(top + (number + 1) * height)
        if total:
            frame = Frame(item.frame.x + _GUTTER, rules[-1], item.frame.width - 2 * _GUTTER, item.row_height)
            below = self._setter.set(Block(frame, item.total_style, total, item.field))
        return Table(tuple(settings), below, tuple(rules), left_out)

    def _row(self, cells: Iterable[tuple[Column, str, Style]], top: float, height: float) -> Iterator[Setting]:
        left = self._item.frame.x
        for column, cell, style in cells:
            frame = Frame(left + _GUTTER, top + _AIR * height, column.width - 2 * _GUTTER, (1 - 2 * _AIR) * height)
            left += column.width
            yield self._setter.set(Block(frame, style, normal(cell).strip(), self._item.field))


class RowsKind(Kind[Rows]):
    """``kind = "rows"``.  Its columns are made in the file, so it is not offered in the editor."""

    name, item = "rows", Rows

    def read(self, section: Section, reader: ItemReader) -> Rows:
        """A table whose columns have room."""
        style, heading_style = reader.style(section), reader.style(section.section("heading"))
        tables = section.sections("column")
        columns = tuple(_column(table, reader, style, heading_style) for table in tables)
        frame = reader.frame(section)
        if not columns or sum(column.width for column in columns) > frame.width + 0.01:
            raise (tables or (section,))[-1].fault("layout.columns_too_wide", width=f"{frame.width:g}")
        row_height = section.number("row_height", least=2)
        return Rows(
            frame=frame,
            field=reader.field(section, "field", section.text("field")),
            columns=columns,
            style=style,
            heading_style=heading_style,
            row_height=row_height,
            smallest_row_height=section.number("smallest_row_height", row_height, least=2, most=row_height),
            more=reader.wording(section, "more", lambda said, key: said.text(key, "+ {count}")),
            total=reader.wording(section, "total", lambda said, key: reader.template(said, key, said.text(key, ""))),
            total_style=replace(heading_style, align=Align.RIGHT),
            rule=reader.colour(section, "rule", "#000000"),
            grid=section.flag("grid", False),
        )

    def write(self, item: Rows) -> Values:
        """The keys of a table, the style of its headings and its columns."""
        return {
            "field": item.field,
            **frame_values(item.frame),
            "row_height": item.row_height,
            "smallest_row_height": item.smallest_row_height,
            "more": item.more,
            "total": said_or_none(item.total),
            "rule": colour_value(item.rule),
            "grid": item.grid or None,
            **style_values(item.style),
            "heading": style_values(item.heading_style),
            "column": [_column_values(column) for column in item.columns],
        }

    def is_constant(self, item: Rows) -> bool:
        """No: its rows are the record's."""
        return False

    def role(self, item: Rows) -> Role | None:
        """None: it tells its rows and cells."""
        return None

    def fields(self, item: Rows) -> tuple[str, ...]:
        """The field of the rows and those of the total."""
        return (item.field, *chain.from_iterable(map(holes, item.total.every())))

    def fields_as_given(self, item: Rows) -> tuple[str, ...]:
        """The field of the rows: tabs and line ends part its cells."""
        return (item.field,)

    def ready(self, item: Rows, setter: Setter) -> ReadyRows:
        """The table."""
        return ReadyRows(item, setter)

    def properties(self) -> tuple[Property, ...]:
        """Its place and the height of its rows."""
        return (
            *PLACE,
            plain("row_height", N_("Height of a row"), Editor.MILLIMETRES, least=2, most=50),
            plain("smallest_row_height", N_("At least"), Editor.MILLIMETRES, least=2, most=50),
        )

    def settled(self, item: Rows) -> Rows:
        """The table with its smallest row no higher than the others."""
        if item.smallest_row_height <= item.row_height:
            return item
        return replace(item, smallest_row_height=item.row_height)


def rows_that_fit(item: Rows, record: Record) -> int:
    """How many rows of a record have room, as close together as they may stand."""
    return int(_room(item, record) / item.smallest_row_height + 1e-6)


def _room(item: Rows, record: Record) -> float:
    """Millimetres for rows between the heading and the total."""
    has_heading = any(column.heading.own for column in item.columns)
    return item.frame.height - item.row_height * (has_heading + bool(filled(item.total.of(record), record)))


def _column(section: Section, reader: ItemReader, style: Style, heading_style: Style) -> Column:
    align = section.choice("align", Align, Align.LEFT)
    styles = (replace(style, align=align), replace(heading_style, align=align))
    heading = reader.wording(section, "heading", lambda said, key: said.text(key, ""))
    column = Column(heading, section.number("width", least=1), *styles)
    section.finish()
    return column


def _column_values(column: Column) -> Values:
    return {"heading": said_or_none(column.heading), "width": column.width, "align": column.style.align}


def _rules(item: Rows, table: Table, stroke: str, page_height: float) -> str:
    """Operators of the lines between the rows, and of those between the columns of a grid."""
    left, right = draw.number(item.frame.x * POINTS), draw.number((item.frame.x + item.frame.width) * POINTS)
    heights = (draw.number((page_height - y) * POINTS) for y in table.rules)
    paths = " ".join(f"{left} {y} m {right} {y} l" for y in heights)
    if item.grid:
        top, bottom = (draw.number((page_height - y) * POINTS) for y in (table.rules[0], table.rules[-1]))
        edges = accumulate((column.width for column in item.columns), initial=item.frame.x)
        paths += "".join(f" {draw.number(x * POINTS)} {bottom} m {draw.number(x * POINTS)} {top} l" for x in edges)
    return f"{draw.colour(stroke, 'RG')} {draw.number(_RULE_WIDTH * POINTS)} w {paths} S"
