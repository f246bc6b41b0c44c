"""What a workbook says of its cells that the spreadsheet library does not tell: errors, formulas nobody has computed,
zeros that are only a number format, what is crossed out, rows that are hidden, and comments."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from xml.parsers import expat

UNCOMPUTED = "#FORMULA!"
"""Stands in a cell whose formula has no value: the program that wrote the file did not compute it."""

# Formats of nothing but zeros and signs between them (00000, 000-0000-0000): what they show is what is meant.
_ZEROS = re.compile(r"(?:0|\\?[- /.()]|\"[^\"]*\"|#)+")
_SIGN = re.compile(r"\\(.)|\"([^\"]*)\"")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_NOTES = 1_000_000
_MOST_COMMENTS, _LONGEST_COMMENT = 10_000, 500


@dataclass(slots=True)
class CellNotes:
    """The notes of one sheet by row and column from 0: the error's word, ``UNCOMPUTED``, a format of zeros, whether a
    cell is crossed out, its comment; and which rows are hidden."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)


class StyleReader:
    """Follows ``xl/styles.xml`` element by element: which styles have a format of zeros or cross out their text."""

    def __init__(self) -> None:
        self.formats: dict[str, str] = {}
        self.of_style: dict[str, str] = {}
        self.struck: set[str] = set()
        self._fonts: list[bool] = []
        self._in_fonts = False
        self._codes: dict[str, str] = {}
        self._in_cells = False
        self._count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of one element."""
        kind = name.rpartition(":")[2]
        if kind in ("fonts", "font", "strike", "fills", "borders"):
            self._font(kind, attributes)
        elif kind == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif kind == "cellXfs":
            self._in_cells, self._count = True, 0
        elif kind == "xf" and self._in_cells:
            code = zeros_of(self._codes.get(attributes.get("numFmtId", ""), ""))
            if code:
                self.of_style[str(self._count)] = code
            font = attributes.get("fontId", "")
            if font.isdigit() and int(font) < len(self._fonts) and self._fonts[int(font)]:
                self.struck.add(str(self._count))
            self._count += 1
        elif kind == "cellStyles":
            self._in_cells = False

    def _font(self, kind: str, attributes: Mapping[str, str]) -> None:
        """Take an element of the fonts, which end where fills and borders begin."""
        if kind == "font" and self._in_fonts:
            self._fonts.append(False)
        elif kind == "strike" and self._in_fonts and self._fonts:
            self._fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif kind != "strike" and kind != "font":
            self._in_fonts = kind == "fonts"


class CommentReader:
    """Follows the comments of one sheet, ``xl/comments1.xml``, element by element."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self._parser = parser
        self._cell: tuple[int, int] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of one element."""
        kind = name.rpartition(":")[2]
        if kind == "comment":
            place = _PLACE.fullmatch(attributes.get("ref", ""))
            self._cell = (int(place[2]) - 1, column_of(place[1]) - 1) if place else None
        elif kind == "t" and self._cell and len(self.found) < _MOST_COMMENTS:
            self._parser.CharacterDataHandler = self._text

    def end(self, name: str) -> None:
        """Take the end of one element."""
        self._parser.CharacterDataHandler = None

    def _text(self, data: str) -> None:
        if self._cell and len(written := self.found.get(self._cell, "")) < _LONGEST_COMMENT:
            self.found[self._cell] = written + data


class SheetReader:
    """Follows one sheet cell by cell; the measuring parser calls it."""

    def __init__(self, styles: Mapping[str, str], struck: Set[str] = frozenset()) -> None:
        self.notes = CellNotes()
        self._styles = styles
        self._struck = struck
        self.waits_for_value: tuple[int, int] | None = None
        """The cell of a formula whose value did not come yet."""
        self._error: tuple[int, int] | None = None

    @property
    def has_looks(self) -> bool:
        """Whether any style of the workbook is a format of zeros or struck out."""
        return bool(self._styles or self._struck)

    def cell(self, row: int, column: int, attributes: Mapping[str, str]) -> bool:
        """Take the beginning of a cell, its row and column counted from 1; whether it holds an error."""
        style = attributes.get("s", "")
        if style in self._struck and len(self.notes.struck) < _MOST_NOTES:
            self.notes.struck.add((row - 1, column - 1))
        code = self._styles.get(style)
        if code and len(self.notes.formats) < _MOST_NOTES:
            self.notes.formats[row - 1, column - 1] = code
        if attributes.get("t") != "e":
            return False
        self._error = (row - 1, column - 1)
        return True

    def hide(self, row: int) -> None:
        """Take a row, counted from 1, that is not shown: by hand or by a filter."""
        self.notes.hidden.add(row - 1)

    def formula(self, row: int, column: int) -> None:
        """Take a formula of the cell; unless a value follows it was never computed."""
        self.waits_for_value = (row - 1, column - 1)

    @property
    def wants_text(self) -> bool:
        """Whether the value that begins is the word of an error."""
        return self._error is not None

    def text(self, data: str) -> None:
        """Take the word of an error."""
        if self._error is not None and len(self.notes.errors) < _MOST_NOTES:
            self.notes.errors[self._error] = self.notes.errors.get(self._error, "") + data.strip()

    def end(self) -> None:
        """Take the end of the cell."""
        if self.waits_for_value is not None and len(self.notes.errors) < _MOST_NOTES:
            self.notes.errors[self.waits_for_value] = UNCOMPUTED
        self.waits_for_value = self._error = None


def column_of(letters: str) -> int:
    """The number of a column from its letters, A is 1."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number


def zeros_of(code: str) -> str:
    """The zeros and signs of a number format that consists of them, else nothing: ``000\\-0000`` gives ``000-0000``."""
    first = code.split(";")[0].strip()
    first = re.sub(r"\[[^\]]*\]|_.|\*.", "", first)
    means_zeros = first.count("0") > 1 or re.fullmatch(r"\(?0#[-# )\\]*", first) is not None
    if not means_zeros or not _ZEROS.fullmatch(first):
        return ""
    plain = _SIGN.sub(lambda found: found[1] or found[2] or "", first)
    has_point = re.fullmatch(r"[#0]*\.0+", plain) is not None
    return "" if has_point else plain


def shown(number: float, zeros: str) -> str | None:
    """A whole number as a format of zeros shows it; None for what has another sign or a fraction."""
    if number < 0 or number != int(number):
        return None
    digits = str(int(number))
    places = sum(char in "0#" for char in zeros)
    digits = digits.rjust(places, "\0")
    head, places_left = digits[: len(digits) - places], iter(digits[len(digits) - places :])
    result = []
    for char in zeros:
        if char in "0#":
            result.append(head)
            head = ""
            digit = next(places_left)
            result.append(("0" if char == "0" else "") if digit == "\0" else digit)
        else:
            result.append(char)
    return "".join(result)
