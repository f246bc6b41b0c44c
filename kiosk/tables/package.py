"""The zip file that a workbook is, checked part by part before a spreadsheet library may see it.

The library (calamine) is thirteen times as fast as the alternative, but lays a sheet out as one dense block of memory:
two cells, A1 and XFD1048576, ask for hundreds of gigabytes and end the process.  So every part is unpacked here first,
with a limit on bytes, elements and the area the cells span, and the library gets a fresh copy of just what was checked:
two readers may see different things in one crafted zip file, but not in ours.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from kiosk.errors import KioskError

MOST_UNPACKED = 300 * 2**20
# Cells a dense block may have, used or not: 32 bytes each.
MOST_CELLS = 10_000_000
MOST_PARTS = 2_000
_CHUNK = 2**16

_OTHER_PACKAGES = (
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
    ("xl/workbook.bin", "XLSB"),
    ("Contents/content.hpf", "HWPX"),
    ("Index/Document.iwa", "NUMBERS"),
    ("Index.zip", "NUMBERS"),
    ("content.xml", "ODS"),
)
# What a reader of values needs: no pictures, charts, macros or themes.
_NEEDED = ("[content_types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels")
_NEEDED_FOLDERS = ("xl", "xl/worksheets")
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and expat raise for bytes that contradict themselves; RuntimeError and ValueError among them.
_DAMAGE = (
    zipfile.BadZipFile, expat.ExpatError, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError,
    OverflowError,
)  # fmt: skip


def checked_copy(content: bytes) -> io.BytesIO:
    """A zip file with the parts of the workbook in ``content`` that hold its cells, each of them found harmless.

    Raises ``tables.broken_workbook``, ``tables.other_format``, ``tables.password``, ``tables.unpacks_too_big`` or
    ``tables.too_many_cells``.
    """
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(copy, "w") as fresh:
            _check_kind(package)
            for part in _needed_parts(package):
                _copy_part(package, part, fresh)
    except _DAMAGE as error:
        raise KioskError("tables.broken_workbook") from error
    copy.seek(0)
    return copy


def _check_kind(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return
    for name, kind in _OTHER_PACKAGES:
        if name in names:
            raise KioskError("tables.other_format", format=kind)
    raise KioskError("tables.other_format", format="ZIP")


def _needed_parts(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    parts = {part.filename.lower(): part for part in package.infolist() if _is_needed(part.filename.lower())}
    if any(part.flag_bits & 1 for part in parts.values()):
        raise KioskError("tables.password")
    if any(part.compress_type not in _COMPRESSIONS for part in parts.values()):
        raise KioskError("tables.broken_workbook")
    # zipfile never unpacks more of a part than its header claims: a part that lies is cut short and found broken.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts.values()) > MOST_UNPACKED:
        raise KioskError("tables.unpacks_too_big", most=MOST_UNPACKED // 2**20)
    return list(parts.values())


def _is_needed(name: str) -> bool:
    return name in _NEEDED or (name.endswith(".xml") and name.rpartition("/")[0] in _NEEDED_FOLDERS)


def _copy_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, fresh: zipfile.ZipFile) -> None:
    """Unpack one part, checking its XML on the way."""
    parser = _measuring_parser()
    with package.open(part) as source, fresh.open(part.filename, "w") as target:
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
            target.write(chunk)
        parser.Parse(b"", True)


def _measuring_parser() -> expat.XMLParserType:
    """A parser that refuses document types, whose entities can grow without end, and sheets that span too much."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _Measure().start
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise KioskError("tables.broken_workbook")


class _Measure:
    """The area that the values of a sheet span, followed element by element; called for each of millions of them.

    Only cells with a value count, as in the library: formatting alone reaches to the last row of many a sheet.
    """

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = self.values = 0
        self.written_row = ""
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of one element; raises ``tables.too_many_cells`` as soon as the limit is passed."""
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._cell(attributes.get("r"))
        elif kind in ("v", "is", "si"):
            self._value()
        elif kind == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            self.written_row = ""
            return
        letters = reference.rstrip("0123456789")
        self.column = self.columns.get(letters) or self.columns.setdefault(letters, _column(letters))
        self.written_row = reference[len(letters) :]

    def _value(self) -> None:
        self.values += 1
        # A cell names its row itself, and the library believes the cell.
        self.last_row = max(self.last_row, int(self.written_row or self.row))
        self.last_column = max(self.last_column, self.column)
        if self.last_row * self.last_column > MOST_CELLS or self.values > MOST_CELLS:
            raise KioskError("tables.too_many_cells")


def _column(letters: str) -> int:
    """The number of a column from its letters, A is 1."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number
