"""The zip file that a workbook is, checked part by part before a spreadsheet library may see it.

The library (calamine) is thirteen times as fast as the alternative, but lays a sheet out as one dense block of memory:
two cells, A1 and XFD1048576, ask for hundreds of gigabytes and end the process.  So every part is unpacked here first,
with a limit on bytes, elements and the area the cells span, and the library gets a fresh copy of just what was checked:
two readers may see different things in one crafted zip file, but not in ours.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from xml.parsers import expat

from kiosk.errors import KioskError
from kiosk.tables.cell_notes import CellNotes, CommentReader, SheetReader, StyleReader
from kiosk.tables.measuring import Measure, MeasureOfOds

MOST_UNPACKED = 300 * 2**20
MOST_PARTS = 2_000
# Sheets of real people shrink to a tenth or a twentieth; what shrinks to less is the same few letters for ever.
_MOST_SHRUNK, _SHRINKS_UNSEEN = 100, 4 * 2**20
_CHUNK = 2**16

_OTHER_PACKAGES = (
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
    ("xl/workbook.bin", "XLSB"),
    ("Contents/content.hpf", "HWPX"),
    ("Index/Document.iwa", "NUMBERS"),
    ("Index.zip", "NUMBERS"),
)
# What a reader of values needs: no pictures, charts, macros or themes.
_NEEDED = ("[content_types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels")
_NEEDED_FOLDERS = ("xl", "xl/worksheets")
# Where the comments of sheets lie, and what tells which are whose: read here, and not handed on.
_RELATIONS = "xl/worksheets/_rels/"
_COMMENTS = re.compile(r"xl/(?:comments/)?comments?\d*\.xml")
_NEEDED_OF_ODS = frozenset({"mimetype", "content.xml", "meta-inf/manifest.xml"})
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and expat raise for bytes that contradict themselves; RuntimeError and ValueError among them.
_DAMAGE = (
    zipfile.BadZipFile, expat.ExpatError, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError,
    OverflowError,
)  # fmt: skip


@dataclass(slots=True)
class CheckedWorkbook:
    """A workbook (``kind`` xlsx or ods) of harmless parts, with what the library does not tell of its sheets."""

    copy: io.BytesIO
    kind: str
    notes: Mapping[str, CellNotes]


def checked_copy(content: bytes) -> CheckedWorkbook:
    """A zip file with the parts of the workbook in ``content`` that hold its cells, each of them found harmless.

    Raises ``tables.broken_workbook``, ``tables.other_format``, ``tables.password``, ``tables.unpacks_too_big`` or
    ``tables.too_many_cells``.
    """
    copy, parts = io.BytesIO(), _Parts()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(copy, "w") as fresh:
            kind = _kind(package)
            for part in _needed_parts(package, kind):
                _copy_part(package, part, fresh, parts)
    except _DAMAGE as error:
        raise KioskError("tables.broken_workbook") from error
    copy.seek(0)
    return CheckedWorkbook(copy, kind.lower(), parts.notes_by_name())


def _kind(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return "XLSX"
    if "content.xml" in names and "Contents/content.hpf" not in names:
        return "ODS"
    for name, kind in _OTHER_PACKAGES:
        if name in names:
            raise KioskError("tables.other_format", format=kind)
    raise KioskError("tables.other_format", format="ZIP")


def _needed_parts(package: zipfile.ZipFile, kind: str) -> list[zipfile.ZipInfo]:
    is_needed = _is_needed if kind == "XLSX" else _NEEDED_OF_ODS.__contains__
    parts = {part.filename.lower(): part for part in package.infolist() if is_needed(part.filename.lower())}
    if any(part.flag_bits & 1 for part in parts.values()):
        raise KioskError("tables.password")
    if any(part.compress_type not in _COMPRESSIONS for part in parts.values()):
        raise KioskError("tables.broken_workbook")
    # zipfile never unpacks more of a part than its header claims: a part that lies is cut short and found broken.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts.values()) > MOST_UNPACKED:
        raise KioskError("tables.unpacks_too_big", most=MOST_UNPACKED // 2**20)
    if any(part.file_size > _SHRINKS_UNSEEN + _MOST_SHRUNK * part.compress_size for part in parts.values()):
        raise KioskError("tables.shrunk", times=_MOST_SHRUNK)
    # The styles first: what a cell shows is known by them.
    return sorted(parts.values(), key=lambda part: not part.filename.lower().endswith("styles.xml"))


def _is_needed(name: str) -> bool:
    return (
        name in _NEEDED
        or _is_of_comments(name)
        or (name.endswith(".xml") and name.rpartition("/")[0] in _NEEDED_FOLDERS)
    )


def _is_of_comments(name: str) -> bool:
    return name.startswith(_RELATIONS) or _COMMENTS.fullmatch(name) is not None


def _copy_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, fresh: zipfile.ZipFile, parts: "_Parts") -> None:
    """Unpack one part, checking its XML on the way."""
    name = part.filename.lower()
    parser = parts.parser_of(name) if name.endswith((".xml", ".rels")) else None
    copy = io.BytesIO() if _is_of_comments(name) else fresh.open(part.filename, "w")
    with package.open(part) as source, copy as target:
        while chunk := source.read(_CHUNK):
            if parser is not None:
                parser.Parse(chunk, False)
            target.write(chunk)
        if parser is not None:
            parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise KioskError("tables.broken_workbook")


class _Parts:
    """The parts of a workbook that were read so far: styles, names and places of the sheets, notes of each sheet."""

    def __init__(self) -> None:
        self._styles = StyleReader()
        self._sheets: dict[str, SheetReader] = {}
        self._place_of_id: dict[str, str] = {}
        self._id_of_name: dict[str, str] = {}
        self._of_ods: dict[str, CellNotes] = {}
        self._comments: dict[str, CommentReader] = {}
        self._comments_of_sheet: dict[str, str] = {}

    def parser_of(self, name: str) -> expat.XMLParserType:
        """A parser that refuses document types, whose entities can grow without end, and what spans too much."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        if name == "content.xml":
            ods = MeasureOfOds(parser)
            parser.StartElementHandler, parser.EndElementHandler = ods.start, ods.end
            self._of_ods = ods.notes
        elif name.startswith(_RELATIONS):
            sheet_part = f"xl/worksheets/{name.removeprefix(_RELATIONS).removesuffix('.rels')}"
            parser.StartElementHandler = partial(self._relate, sheet_part)
        elif _COMMENTS.fullmatch(name):
            comments = self._comments.setdefault(name, CommentReader(parser))
            parser.StartElementHandler, parser.EndElementHandler = comments.start, comments.end
        elif name.startswith("xl/worksheets/"):
            sheet = self._sheets.setdefault(name, SheetReader(self._styles.of_style, self._styles.struck))
            measure = Measure(sheet, parser)
            parser.StartElementHandler = measure.start
        else:
            parser.StartElementHandler = {
                "xl/styles.xml": self._styles.start,
                "xl/workbook.xml": self._name,
                "xl/_rels/workbook.xml.rels": self._place,
            }.get(name, Measure(SheetReader({}), parser).start)
        return parser

    def notes_by_name(self) -> dict[str, CellNotes]:
        """What was noted of each sheet, by the name people give it."""
        found = {**self._of_ods}
        for name, key in self._id_of_name.items():
            place = self._place_of_id.get(key, "")
            sheet = self._sheets.get(place)
            if sheet is not None:
                comments = self._comments.get(self._comments_of_sheet.get(place, ""))
                sheet.notes.comments = comments.found if comments else {}
                found[name] = sheet.notes
        return found

    def _name(self, kind: str, attributes: dict[str, str]) -> None:
        if kind.rpartition(":")[2] == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            self._id_of_name[attributes.get("name", "")] = key

    def _relate(self, sheet: str, kind: str, attributes: dict[str, str]) -> None:
        if kind.rpartition(":")[2] == "Relationship" and attributes.get("Type", "").endswith("/comments"):
            target = posixpath.join("xl/worksheets", attributes.get("Target", "").lower())
            self._comments_of_sheet[sheet] = posixpath.normpath(target).lstrip("/")

    def _place(self, kind: str, attributes: dict[str, str]) -> None:
        if kind.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "").lower()
            self._place_of_id[attributes.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
