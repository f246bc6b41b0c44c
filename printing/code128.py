"""Code 128 bar codes: the widths of the bars of a text, and how wide they have to be."""

from functools import lru_cache

QUIET = 10  # modules kept empty on either side
LEAST_MODULE = 0.25  # millimetres; below this cheap scanners fail on office printouts
MOST_MODULE = 1.0  # millimetres; wider bars are read no better


def unencodable(text: str) -> str:
    """The characters of ``text`` a bar code cannot say, each once: it knows ASCII, of which we use what can be seen."""
    return "".join(dict.fromkeys(letter for letter in text if not (letter.isascii() and letter.isprintable())))


@lru_cache(maxsize=8)  # checking and drawing a record ask for the same code one after the other
def widths(text: str) -> tuple[int, ...]:
    """The widths of bars and spaces in turn, in modules, a bar first and last; pairs of digits share a character.

    ``text`` must not be empty and must be encodable.
    """
    # imported late: the library's drawing package takes a third of a second, and few layouts have a bar code
    from reportlab.graphics.barcode.code128 import Code128

    code = Code128(text, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    return tuple(ord(letter.lower()) - ord("a") + 1 for letter in code.decomposed)


def module_size(modules: int, width: float) -> float:
    """The width of one module where ``modules`` and the quiet zones share ``width`` (same unit)."""
    return width / (modules + 2 * QUIET)


def width_needed(text: str) -> float:
    """Millimetres from the outer edge of one quiet zone to that of the other, at least."""
    return (sum(widths(text)) + 2 * QUIET) * LEAST_MODULE


def path(bars: tuple[int, ...]) -> str:
    """PDF operators that fill the bars, a module wide and high as the unit, from the code's lower left corner."""
    x, rectangles = 0, []
    for number, width in enumerate(bars):
        if number % 2 == 0:
            rectangles.append(f"{x} 0 {width} 1 re")
        x += width
    return " ".join(rectangles) + " f"
