"""Sheets: how many pages of a layout share one sheet of paper, where the labels are cut, and how a roll is fed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from printing import toml_section
from printing.errors import PrintingError
from printing.items import Frame
from printing.layout import Layout
from printing.toml_section import Section

_ROUNDING = 1e-6
LEAST_SCALE = 0.8
"""A page may be made smaller to fit a label, but not further than this: type and codes have to stay readable."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The die-cut labels of a sheet, in millimetres; ``step_x`` and ``step_y`` lead from a label to its neighbour."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    step_x: float
    step_y: float

    def frames(self) -> tuple[Frame, ...]:
        """Each label, row by row."""
        return tuple(
            Frame(self.left + column * self.step_x, self.top + row * self.step_y, self.width, self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper in millimetres.  Without a size the sheet is as large as the layout and holds one.

    ``margin`` stays empty on every side, ``gap`` between neighbours; ``mark`` is the length of crop marks, 0 for none;
    ``heading`` the height of a line above the pages that says what they are; ``roll`` the width of a label printer's
    roll, which is cut at any length; ``source`` where the geometry of ``labels`` was found.
    """

    name: str
    label: Mapping[str, str]
    width: float = 0.0
    height: float = 0.0
    margin: float = 0.0
    gap: float = 0.0
    mark: float = 0.0
    heading: float = 0.0
    roll: float = 0.0
    labels: Labels | None = None
    source: str = ""


SINGLE = Sheet("single", {})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the pages of a layout go: millimetres from the sheet's upper left corner, row by row.

    In every cell the page is drawn ``scale`` times its size, and ``turned`` a quarter to the left if it fits so only.
    ``bleed`` is how far a page may paint beyond its cell without reaching its neighbour.
    """

    width: float
    height: float
    bleed: float
    cells: tuple[Frame, ...]
    marks: tuple[tuple[float, float, float, float], ...] = ()
    turned: bool = False
    scale: float = 1.0
    heading: Frame | None = None


def load(file: Path) -> Sheet:
    """Read a sheet file.  Raises ``PrintingError`` (``layout.…``) naming file and line of the first fault."""
    top = toml_section.read(file)
    section = top.section("sheet")
    names = section.section("name")
    label = names.by_language()
    names.finish()
    keys = ("width", "height", "margin", "gap", "mark", "heading", "roll")
    lengths = {key: section.number(key, 0.0) for key in keys}
    source = section.text("source", "")
    cut = section.section("labels", required=False)
    labels = _read_labels(cut, lengths["width"], lengths["height"]) if cut.keys() else None
    if labels and not source:
        raise section.fault("layout.missing_key", "source")
    section.finish()
    top.finish()
    return Sheet(file.stem, label, **lengths, labels=labels, source=source)


def _read_labels(section: Section, width: float, height: float) -> Labels:
    columns, rows = (int(section.number(key, least=1, most=100)) for key in ("columns", "rows"))
    lengths = {key: section.number(key, least=5) for key in ("width", "height")}
    lengths |= {key: section.number(key) for key in ("left", "top")}
    for step, side in (("step_x", "width"), ("step_y", "height")):
        lengths[step] = section.number(step, lengths[side], least=lengths[side])
    section.finish()
    labels = Labels(columns, rows, **lengths)
    if not labels.frames()[-1].inside(Frame(0, 0, width, height)):
        raise section.fault("layout.labels_outside_sheet", width=f"{width:g}", height=f"{height:g}")
    return labels


def arrange(sheet: Sheet, layout: Layout) -> Arrangement:
    """Where the pages of ``layout`` stand on ``sheet``.

    On plain paper as many as it holds, in the middle of it; pages that fill the paper better without gap and margin
    (four A6 on A4) are set edge to edge, and those too wide for it lie on the paper turned.
    On labels one in the middle of each, on a roll one after the other, on both turned when they fit so only.
    Raises ``printing.sheet_too_small`` and ``printing.label_too_small``.
    """
    page = Frame(0, 0, layout.width, layout.page_height)
    if sheet.labels:
        return _on_labels(sheet, sheet.labels, layout, page)
    if sheet.roll:
        return _on_roll(sheet, layout, page)
    if not sheet.width:
        return Arrangement(page.width, page.height, 0.0, (page,))
    lying = replace(sheet, width=sheet.height, height=sheet.width)
    found = _on_paper(sheet, layout, page) or _on_paper(lying, layout, page)
    if found is None:
        raise PrintingError("printing.sheet_too_small", layout=layout.name, sheet=sheet.name)
    return found


def _on_labels(sheet: Sheet, labels: Labels, layout: Layout, page: Frame) -> Arrangement:
    upright, sideways = _scale(page, labels.width, labels.height), _scale(page, labels.height, labels.width)
    turned = sideways > upright
    scale = max(upright, sideways)
    if scale < LEAST_SCALE:
        raise PrintingError(
            "printing.label_too_small", layout=layout.name, sheet=sheet.name,
            width=f"{labels.width:g}", height=f"{labels.height:g}",
        )  # fmt: skip
    across, down = (page.height, page.width) if turned else (page.width, page.height)
    cells = tuple(
        Frame(
            label.x + (label.width - across * scale) / 2,
            label.y + (label.height - down * scale) / 2,
            across * scale,
            down * scale,
        )
        for label in labels.frames()
    )
    spare = min(labels.width - cells[0].width, labels.height - cells[0].height) / 2  # never beyond the die-cut
    bleed = min(layout.bleed * scale, max(0.0, spare))
    return Arrangement(sheet.width, sheet.height, bleed, cells, turned=turned, scale=scale)


def _on_roll(sheet: Sheet, layout: Layout, page: Frame) -> Arrangement:
    turned = page.width > sheet.roll + _ROUNDING
    across, length = (page.height, page.width) if turned else (page.width, page.height)
    if across > sheet.roll + _ROUNDING:
        raise PrintingError("printing.sheet_too_small", layout=layout.name, sheet=sheet.name)
    left = (sheet.roll - across) / 2
    return Arrangement(sheet.roll, length, 0.0, (Frame(left, 0, across, length),), turned=turned)


def _scale(page: Frame, width: float, height: float) -> float:
    return min(1.0, width / page.width, height / page.height)


def _on_paper(sheet: Sheet, layout: Layout, page: Frame) -> Arrangement | None:
    """As many as fit; None if not even one does."""
    roomy, tight = (_count(sheet, page, margin, gap) for margin, gap in ((sheet.margin, sheet.gap), (0.0, 0.0)))
    full = math.prod(tight) > math.prod(roomy) and not sheet.heading
    columns, rows = tight if full else roomy
    if not columns * rows:
        return None
    gap = 0.0 if full else sheet.gap
    left = (sheet.width - columns * page.width - (columns - 1) * gap) / 2
    top = (sheet.height - rows * page.height - (rows - 1) * gap) / 2
    if sheet.heading:
        top = sheet.margin + sheet.heading
    xs = [left + column * (page.width + gap) for column in range(columns)]
    ys = [top + row * (page.height + gap) for row in range(rows)]
    cells = tuple(Frame(x, y, page.width, page.height) for y in ys for x in xs)
    bleed = min(layout.bleed, gap / 2)
    wide = columns * (page.width + gap) - gap
    heading = Frame(left, sheet.margin, wide, sheet.heading) if sheet.heading else None
    return Arrangement(
        sheet.width, sheet.height, bleed, cells, _crop_marks(sheet, page, xs, ys, bleed), heading=heading
    )


def _count(sheet: Sheet, page: Frame, margin: float, gap: float) -> tuple[int, int]:
    def fitting(paper: float, length: float) -> int:
        return max(0, math.floor((paper - 2 * margin + gap) / (length + gap) + _ROUNDING))

    return fitting(sheet.width, page.width), fitting(sheet.height - sheet.heading, page.height)


def _crop_marks(
    sheet: Sheet, page: Frame, xs: list[float], ys: list[float], bleed: float
) -> tuple[tuple[float, float, float, float], ...]:
    """Short lines at the ends of every cut, outside the pages; at the paper's edge where there is no outside."""
    if not sheet.mark:
        return ()
    cuts_x = sorted({x + side for x in xs for side in (0, page.width)})
    cuts_y = sorted({y + side for y in ys for side in (0, page.height)})
    far_x, far_y = cuts_x[-1], cuts_y[-1]
    off = bleed + 1.0
    reach_x, reach_y = (max(0.0, start - off) for start in (cuts_x[0], cuts_y[0]))
    long_x, long_y = (min(sheet.mark, reach) for reach in (reach_x, reach_y))
    ends_x = ((reach_x - long_x, reach_x), (sheet.width - reach_x, sheet.width - reach_x + long_x))
    ends_y = ((reach_y - long_y, reach_y), (sheet.height - reach_y, sheet.height - reach_y + long_y))
    if not reach_x:
        ends_x = ((0.0, sheet.mark), (far_x - sheet.mark, far_x))
    if not reach_y:
        ends_y = ((0.0, sheet.mark), (far_y - sheet.mark, far_y))
    upright = ((x, y1, x, y2) for x in cuts_x if 0 < x < sheet.width for y1, y2 in ends_y)
    level = ((x1, y, x2, y) for y in cuts_y if 0 < y < sheet.height for x1, x2 in ends_x)
    return (*upright, *level)
