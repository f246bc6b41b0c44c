"""Sheets: how many pages of a layout share one sheet of paper, and where they are cut apart."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from printing import toml_section
from printing.errors import PrintingError
from printing.items import Frame
from printing.layout import Layout

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper in millimetres.  Without a size the sheet is as large as the layout and holds one.

    ``margin`` stays empty on every side, ``gap`` between neighbours; ``mark`` is the length of crop marks, 0 for none.
    """

    name: str
    label: Mapping[str, str]
    width: float = 0.0
    height: float = 0.0
    margin: float = 0.0
    gap: float = 0.0
    mark: float = 0.0


SINGLE = Sheet("single", {"ko": "한 장에 하나", "en": "One per page"})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the pages of a layout go: millimetres from the sheet's upper left corner, row by row.

    ``bleed`` is how far a page may paint beyond its own edge without reaching its neighbour.
    """

    width: float
    height: float
    bleed: float
    cells: tuple[Frame, ...]
    marks: tuple[tuple[float, float, float, float], ...]


def load(file: Path) -> Sheet:
    """Read a sheet file.  Raises ``PrintingError`` (``layout.…``) naming file and line of the first fault."""
    top = toml_section.read(file)
    section = top.section("sheet")
    names = section.section("name")
    label = {language: names.text(language) for language in ("ko", "en")}
    names.finish()
    lengths = {key: section.number(key, 0.0) for key in ("width", "height", "margin", "gap", "mark")}
    section.finish()
    top.finish()
    return Sheet(file.stem, label, **lengths)


def arrange(sheet: Sheet, layout: Layout) -> Arrangement:
    """As many pages of ``layout`` as the sheet holds, in the middle of it.

    Pages that fill the paper better without gap and margin (four A6 on A4) are set edge to edge.
    Raises ``printing.sheet_too_small``.
    """
    if not sheet.width:
        return Arrangement(layout.width, layout.height, 0.0, (Frame(0, 0, layout.width, layout.height),), ())
    roomy, tight = (_count(sheet, layout, margin, gap) for margin, gap in ((sheet.margin, sheet.gap), (0.0, 0.0)))
    gap = 0.0 if math.prod(tight) > math.prod(roomy) else sheet.gap
    columns, rows = tight if math.prod(tight) > math.prod(roomy) else roomy
    if not columns * rows:
        raise PrintingError("printing.sheet_too_small", layout=layout.name, sheet=sheet.name)
    left = (sheet.width - columns * layout.width - (columns - 1) * gap) / 2
    top = (sheet.height - rows * layout.height - (rows - 1) * gap) / 2
    xs = [left + column * (layout.width + gap) for column in range(columns)]
    ys = [top + row * (layout.height + gap) for row in range(rows)]
    cells = tuple(Frame(x, y, layout.width, layout.height) for y in ys for x in xs)
    bleed = min(layout.bleed, gap / 2)
    return Arrangement(sheet.width, sheet.height, bleed, cells, _crop_marks(sheet, layout, xs, ys, bleed))


def _count(sheet: Sheet, layout: Layout, margin: float, gap: float) -> tuple[int, int]:
    def fitting(paper: float, page: float) -> int:
        return max(0, math.floor((paper - 2 * margin + gap) / (page + gap) + _ROUNDING))

    return fitting(sheet.width, layout.width), fitting(sheet.height, layout.height)


def _crop_marks(
    sheet: Sheet, layout: Layout, xs: list[float], ys: list[float], bleed: float
) -> tuple[tuple[float, float, float, float], ...]:
    """Short lines at the ends of every cut, outside the pages; at the paper's edge where there is no outside."""
    if not sheet.mark:
        return ()
    cuts_x = sorted({x + side for x in xs for side in (0, layout.width)})
    cuts_y = sorted({y + side for y in ys for side in (0, layout.height)})
    far_x, far_y = cuts_x[-1], cuts_y[-1]
    off = bleed + 1.0
    reach_x, reach_y = (max(0.0, start - off) for start in (cuts_x[0], cuts_y[0]))
    ends_x = ((reach_x - sheet.mark, reach_x), (sheet.width - reach_x, sheet.width - reach_x + sheet.mark))
    ends_y = ((reach_y - sheet.mark, reach_y), (sheet.height - reach_y, sheet.height - reach_y + sheet.mark))
    if not reach_x:
        ends_x = ((0.0, sheet.mark), (far_x - sheet.mark, far_x))
    if not reach_y:
        ends_y = ((0.0, sheet.mark), (far_y - sheet.mark, far_y))
    upright = ((x, y1, x, y2) for x in cuts_x if 0 < x < sheet.width for y1, y2 in ends_y)
    level = ((x1, y, x2, y) for y in cuts_y if 0 < y < sheet.height for x1, x2 in ends_x)
    return (*upright, *level)
