"""The items of a layout file, read strictly: each kind with its own keys and its own checks."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image

from printing import items, qr
from printing.items import Align, Ask, Colour, Column, Condition, Frame, Item, Seal, Side, Style, Valign
from printing.templates import filled, has_stray_brace, holes
from printing.toml_section import Section


class ItemReader:
    """Holds what items may refer to: the file's folder, the declared fields with their samples, the palettes; and
    whether the layout is folded, so that items may stand on one side of it."""

    def __init__(
        self, folder: Path, samples: Mapping[str, str], palettes: Mapping[str, Colour], *, folded: bool = False
    ) -> None:
        self._folder = folder
        self._folded = folded
        self._samples = samples
        self._palettes = palettes
        self._kinds = {
            "text": self._text,
            "qr": self._qr,
            "box": self._box,
            "line": self._line,
            "picture": self._picture,
            "rows": self._rows,
        }

    def item(self, section: Section) -> Item:
        """One ``[[item]]`` of the file."""
        kind = section.text("kind")
        if kind not in self._kinds:
            raise section.fault("layout.unknown_choice", "kind", value=kind, known=", ".join(self._kinds))
        item = replace(self._kinds[kind](section), condition=self._condition(section), note=section.note)
        section.finish()
        return item

    def _text(self, section: Section) -> items.Text:
        templates = tuple(self._template(section, "text", template) for template in section.texts("text"))
        frame = _frame(section)
        style = self._style(section)
        if style.smallest > frame.height * items.POINTS + 0.05:
            raise section.fault("layout.text_too_tall", "smallest", height=f"{frame.height:g}")
        return items.Text(frame, templates, style, seal=self._seal(section))

    def _qr(self, section: Section) -> items.Qr:
        template = self._template(section, "text", section.text("text"))
        size = section.number("size", least=1)
        frame = Frame(section.number("x"), section.number("y"), size, size)
        modules = len(qr.matrix(filled(template, self._samples)))
        if qr.module_size(modules, size) < qr.LEAST_MODULE:
            needed = (modules + 2 * qr.QUIET) * qr.LEAST_MODULE
            raise section.fault("layout.unreadable_qr", "size", size=f"{size:g}", needed=f"{needed:.1f}")
        return items.Qr(frame, template)

    def _box(self, section: Section) -> items.Box:
        fill, stroke = self._colour(section, "fill", ""), self._colour(section, "stroke", "")
        if fill is None and stroke is None:
            raise section.fault("layout.invisible_box")
        line_width = section.number("line_width", 0.25, most=20)
        frame = _frame(section, least=-10)
        return items.Box(frame, fill, stroke, line_width, section.number("radius", 0.0))

    def _line(self, section: Section) -> items.Line:
        x1, y1, x2, y2 = (section.number(key, least=-10) for key in ("x1", "y1", "x2", "y2"))
        colour = self._colour(section, "colour", "#000000")
        line_width = section.number("line_width", 0.25, most=20)
        dash = section.number("dash", 0.0, most=50)
        return items.Line(x1, y1, x2, y2, line_width, colour, dash)

    def _picture(self, section: Section) -> items.Picture:
        frame = _frame(section, least=-10)
        name, field = section.text("file", ""), section.text("field", "")
        if bool(name) == bool(field):
            raise section.fault("layout.picture_of_what", "file")
        if field:
            return items.Picture(frame, None, self._field(section, "field", field))
        file = self._folder / name
        if not file.is_file():
            raise section.fault("layout.picture_missing", "file", picture=name)
        try:
            with Image.open(file) as picture:
                picture.load()
        except OSError:
            raise section.fault("layout.picture_unreadable", "file", picture=name) from None
        return items.Picture(frame, file)

    def _seal(self, section: Section) -> Seal | None:
        field = section.text("seal", "")
        if not field:
            return None
        return Seal(self._field(section, "seal", field), section.number("seal_size", 20.0, least=5, most=60))

    def _rows(self, section: Section) -> items.Rows:
        style, heading_style = self._style(section), self._style(section.section("heading"))
        tables = section.sections("column")
        columns = tuple(_column(table, style, heading_style) for table in tables)
        frame = _frame(section)
        if not columns or sum(column.width for column in columns) > frame.width + 0.01:
            raise (tables or (section,))[-1].fault("layout.columns_too_wide", width=f"{frame.width:g}")
        row_height = section.number("row_height", least=2)
        return items.Rows(
            frame=frame,
            field=self._field(section, "field", section.text("field")),
            columns=columns,
            style=style,
            heading_style=heading_style,
            row_height=row_height,
            smallest_row_height=section.number("smallest_row_height", row_height, least=2, most=row_height),
            more=section.text("more", "+ {count}"),
            total=self._template(section, "total", section.text("total", "")),
            total_style=replace(heading_style, align=Align.RIGHT),
            rule=self._colour(section, "rule", "#000000"),
            grid=section.flag("grid", False),
        )

    def _style(self, section: Section) -> Style:
        size = section.number("size", least=3, most=400)
        comfort = section.number("comfort", size, least=3, most=size)
        return Style(
            size=size,
            comfort=comfort,
            smallest=section.number("smallest", comfort, least=3, most=comfort),
            weight=section.choice("weight", items.Weight, items.Weight.REGULAR),
            colour=self._colour(section, "colour", "#000000"),
            align=section.choice("align", Align, Align.LEFT),
            valign=section.choice("valign", Valign, Valign.MIDDLE),
            lines=int(section.number("lines", 1, least=1, most=20)),
            leading=section.number("leading", 1.25, least=0.8, most=4),
            spacing=section.number("spacing", 0.0, least=-0.2, most=3),
        )

    def _colour(self, section: Section, key: str, default: str) -> Colour | None:
        """A palette of the file by its name, or a plain colour; None if there is none and none is needed."""
        name = section.text(key, default)
        if name in self._palettes:
            return self._palettes[name]
        colour = section.colour(key, default)
        return Colour(colour) if colour else None

    def _template(self, section: Section, key: str, template: str) -> str:
        for name in holes(template):
            self._field(section, key, name)
        if has_stray_brace(template):
            raise section.fault("layout.bad_hole", key)
        return template

    def _condition(self, section: Section) -> Condition:
        side = section.choice("side", Side, Side.BOTH)
        if side is not Side.BOTH and not self._folded:
            raise section.fault("layout.not_folded", "side")
        return Condition(self._ask(section, "when"), self._ask(section, "unless"), side)

    def _ask(self, section: Section, key: str) -> Ask:
        """``field``, or ``field = value | another``."""
        name, asks, values = section.text(key, "").partition("=")
        if not name.strip() and not asks:
            return Ask()
        wanted = tuple(value.strip() for value in values.split("|")) if asks else ()
        return Ask(self._field(section, key, name.strip()), wanted)

    def _field(self, section: Section, key: str, name: str) -> str:
        if name not in self._samples:
            raise section.fault("layout.unknown_field", key, field=name)
        return name


def _frame(section: Section, least: float = 0) -> Frame:
    x, y = section.number("x", least=least), section.number("y", least=least)
    return Frame(x, y, section.number("width", least=0.1), section.number("height", least=0.1))


def _column(section: Section, style: Style, heading_style: Style) -> Column:
    align = section.choice("align", Align, Align.LEFT)
    styles = (replace(style, align=align), replace(heading_style, align=align))
    column = Column(section.text("heading", ""), section.number("width", least=1), *styles)
    section.finish()
    return column
