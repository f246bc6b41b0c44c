"""Cells of a table, as spreadsheets and people write them, read into plain values.

A row is a sequence of cells; row n of the spreadsheet is ``rows[n - 1]``, so that a row number told to a person is the
one they see in their spreadsheet program.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None
Row = Sequence[Cell]

YES = frozenset({
    "o", "○", "ㅇ", "〇", "●", "◎", "◯", "⭕", "y", "yes", "예", "네", "유", "참", "참석", "참가", "신청",
    "v", "∨", "✓", "✔", "√", "☑", "■", "true", "1", "✅", "ja", "oui", "sí", "sì", "si", "はい", "是",
})  # fmt: skip
NO = frozenset({
    "", "x", "×", "✕", "✗", "✘", "╳", "n", "no", "아니오", "아니요", "무", "-", "–", "—", "ㅡ", "/",
    "미참석", "불참", "불참석", "미참가", "미신청", "☐", "□", "false", "0", "❌", "nein", "non", "nee", "いいえ", "否",
})  # fmt: skip

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = "\u200c\u200d"
# Arabic to Khmer, and the pictures that joiners make one of several.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u17ff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"[(（\[［【<][^)）\]］】>]*[)）\]］】>]")


ROWS_OF_A_PART = 2**20
"""What is added to a row's number for each further part of a list printed side by side, so that each person of the file
has a number of their own; a spreadsheet has no more rows than this."""


ROWS_OF_A_SHEET = 16 * ROWS_OF_A_PART
"""What is added to a row's number for each further sheet that is read together with the first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the file: ``row``, ``block`` of a list printed side by side (or which person of the row)
    and ``sheet``, of those that are read, each counted from 1; all of them 0 for the file as a whole."""

    row: int
    block: int = 1
    sheet: int = 1

    @property
    def number(self) -> int:
        """The row's number, of which each person of the file has their own."""
        if not self.row:
            return 0
        return self.row + (self.block - 1) * ROWS_OF_A_PART + (self.sheet - 1) * ROWS_OF_A_SHEET


def place_in_file(row: int) -> Place:
    """Where the row of this number stands."""
    if not row:
        return Place(0)
    sheet, rest = divmod(row - 1, ROWS_OF_A_SHEET)
    block, index = divmod(rest, ROWS_OF_A_PART)
    return Place(index + 1, block + 1, sheet + 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row (``row`` counts from 1 as in the spreadsheet) or, with ``row`` 0, with the whole file.

    ``code`` and ``details`` are those of a sentence in ``kiosk.words.terms``; core itself has no words.
    """

    row: int
    code: str
    details: Mapping[str, object] = field(default_factory=dict)


def row_in_file(row: int) -> int:
    """The row of the spreadsheet that a row's number stands for."""
    return place_in_file(row).row


def text(cell: Cell) -> str:
    """The cell as one line of NFC text, without invisible characters; odd spaces (U+3000, line ends) become plain ones.

    Whole numbers lose the ``.0`` a spreadsheet gives them; dates are ISO 8601.
    """
    if cell.__class__ is not str:
        cell = _plain(cell)
    if cell.isascii() and cell.isprintable():
        return cell if cell.isalnum() else " ".join(cell.split())
    if not cell.isprintable():
        cell = "".join(_kept(cell, place, character) for place, character in enumerate(cell))
    cell = unicodedata.normalize("NFC", cell)
    return " ".join(cell.split())


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _kept(written: str, place: int, character: str) -> str:
    """The character as text has it; a joiner stays between letters that it changes (Persian, Hindi, an emoji)."""
    if character in _JOINERS:
        around = written[place - 1 : place] + written[place + 1 : place + 2]
        return character if len(around) == 2 and all(map(_is_joined, around)) else ""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else character


def _is_joined(character: str) -> bool:
    return _JOINED.fullmatch(character) is not None


def squash(cell: Cell) -> str:
    """Only letters and digits, lower case, full-width and composed forms folded: to compare words."""
    return _NOT_A_LETTER_OR_DIGIT.sub("", unicodedata.normalize("NFKC", text(cell)).lower())


def without_brackets(cell: Cell) -> str:
    """The text without what stands in brackets: ``휴대폰(필수)`` is ``휴대폰``."""
    return _IN_BRACKETS.sub(" ", text(cell)).strip()


def columns_by_words(header: Row, words: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Which column has which meaning, by the words of a header row; the first column of a meaning counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(header):
        written = {squash(cell), squash(without_brackets(cell))}
        for meaning, known in words.items():
            if not written.isdisjoint(known):
                columns.setdefault(meaning, index)
    return columns


def mark(cell: Cell) -> bool | None:
    """What a mark says: ○, V, 참석, 1 … mean True; nothing, x, 불참, 0 … mean False; anything else is None."""
    if cell is None:
        return False
    if cell is True or cell is False:
        return cell
    word = text(cell).lower()
    if word in YES:
        return True
    return False if word in NO else None


def is_blank(row: Row) -> bool:
    """Whether no cell of the row holds anything to see."""
    return not any(cell is not None and text(cell) for cell in row)


def split_list(cell: Cell) -> list[str]:
    """The parts of a cell that lists things separated by ``;``, ``,`` or line ends, in order, without empty ones."""
    lines = str(cell).replace("\n", ";") if isinstance(cell, str) else cell
    return [part for part in map(str.strip, re.split(r"[;,；，、]", text(lines))) if part]


def longest_ending_word(squashed: str, words: Iterable[str]) -> str:
    """The longest of ``words`` in ``squashed``, of equals the last: Korean puts the noun that counts at the end."""
    found = [word for word in words if word in squashed]
    return max(found, key=lambda word: (len(word), squashed.rfind(word)), default="")
