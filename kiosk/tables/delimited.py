"""CSV and other delimited text, in the encodings that Korean and other spreadsheet programs write."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from kiosk.errors import KioskError
from kiosk.tables.encodings import decode
from kiosk.tables.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Table

_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_SAMPLE_RECORDS = 100
_SAMPLE_CHARACTERS = 100_000
# ="01012345678": how an export makes a spreadsheet keep the zeros.
_KEPT_AS_TEXT = re.compile(r'^="([^"]*)"$')
# Excel writes and reads this first line to name the delimiter.
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)


def read(content: bytes) -> Table:
    """The table in the bytes of a delimited text file.  Raises ``tables.not_text``, ``tables.broken_quotes`` with the
    line, ``tables.too_wide`` and ``tables.too_long``."""
    text, encoding = decode(content)
    told = _SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else _likely_delimiter(text)
    rows = list(_records(text, delimiter))
    if told:
        rows[0] = ()
    return Table(rows, "csv", encoding=encoding, delimiter=delimiter)


def _likely_delimiter(text: str) -> str:
    """The delimiter under which most records of a sample have the same number of cells, the more the better."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> int:
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(record) for record in islice(records, _SAMPLE_RECORDS) if len(record) > 1)
    except csv.Error:
        pass  # a cell without end: what was counted before it must do
    return max((width * count for width, count in widths.items()), default=0)


def _records(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count, line = 0, 1
    has_formulas = '="' in text
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise KioskError("tables.cell_too_long", line=line, most=LONGEST_CELL) from error
            raise KioskError("tables.broken_quotes", line=line) from error
        if record is None:
            return
        count, line = count + 1, reader.line_num + 1
        if count > MOST_ROWS:
            raise KioskError("tables.too_long", most=MOST_ROWS)
        if len(record) > MOST_COLUMNS and any(record[MOST_COLUMNS:]):
            raise KioskError("tables.too_wide", columns=len(record), most=MOST_COLUMNS)
        if has_formulas:
            record = [_KEPT_AS_TEXT.sub(r"\1", cell) if cell.startswith('="') else cell for cell in record]
        yield tuple(record[:MOST_COLUMNS])
