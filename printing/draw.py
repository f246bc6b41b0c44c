"""What drawing is made of: numbers, colours and paths as PDF operators.

Operators are written as text straight into the page instead of through the canvas's drawing calls: a badge is then a
handful of strings, most of them remembered from the badge before.  Millimetres from the top become points from the
bottom here, in ``printing.pen`` and in ``printing.kinds`` and nowhere else.
"""

from functools import lru_cache

from printing.items import POINTS, Frame


def number(value: float) -> str:
    """``value`` as PDF writes it, to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=256)
def colour(code: str, operator: str) -> str:
    """The operator that sets ``#RRGGBB`` for filling (``rg``) or stroking (``RG``)."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3g}" for part in parts) + " " + operator


def rectangle(frame: Frame, page_height: float) -> str:
    """The path of ``frame`` on a page ``page_height`` millimetres high."""
    x, y = frame.x * POINTS, (page_height - frame.y - frame.height) * POINTS
    return f"{number(x)} {number(y)} {number(frame.width * POINTS)} {number(frame.height * POINTS)} re"
