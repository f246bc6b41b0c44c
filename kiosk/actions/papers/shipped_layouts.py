"""The layouts, sheets and fonts that come with the program; and which of its sheets a layout fits on."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from kiosk import paths
from kiosk.core import texts
from kiosk.errors import KioskError
from printing import fonts, layout, sheet
from printing.errors import PrintingError
from printing.layout import Layout
from printing.sheet import Sheet

LIST_SHEET = "a4-list"
"""The sheet with a heading; for lists only."""

_PLAIN = ("single", "a4")


def layout_names(kind: str = "") -> list[str]:
    """Names of the shipped layouts whose name begins with ``kind``."""
    return _names("layouts", kind)


def sheet_names() -> list[str]:
    """Names of the shipped sheets: plain paper first, then rolls and labels by name."""
    names = _names("layouts/sheets", "")
    return [*_PLAIN, *(name for name in names if name not in _PLAIN)]


def load_layout(name: str) -> Layout:
    """A layout by the name of a shipped one, or by the path of a file of one's own.

    Raises ``KioskError`` when there is none of that name, and for a file with a fault.
    """
    own = Path(name)
    path = own if own.suffix == ".toml" else paths.resource("layouts", f"{name}.toml")
    if not path.is_file():
        raise KioskError("layout.unknown", layout=name, known=", ".join(layout_names()))
    with printing_troubles():
        return layout.load(path)


@lru_cache(maxsize=64)  # they do not change while the program runs
def load_sheet(name: str) -> Sheet:
    """A sheet by its name.

    Raises ``KioskError`` when there is none of that name.
    """
    path = paths.resource("layouts", "sheets", f"{name}.toml")
    if not path.is_file():
        raise KioskError("layout.unknown", layout=name, known=", ".join(sheet_names()))
    with printing_troubles():
        return sheet.load(path)


def load_form(name: str, language: str) -> Layout:
    """A form of the program in the language of its reader, as far as it is there in that."""
    files = {file.stem.removeprefix(f"{name}-"): file for file in paths.resource("forms").glob(f"{name}-*.toml")}
    file = texts.chosen(files, language)
    if file is None:
        raise FileNotFoundError(f"the form {name} is missing: install the program again")
    return layout.load(file)


def sheets_for(chosen: Layout) -> list[Sheet]:
    """The sheets on which pages of ``chosen`` fit."""
    return [found for found in map(load_sheet, sheet_names()) if found.name != LIST_SHEET and _fits(found, chosen)]


def places_on(chosen: Layout, sheet_name: str) -> int:
    """How many pages of ``chosen`` a sheet holds."""
    with printing_troubles():
        return len(sheet.arrange(load_sheet(sheet_name), chosen).cells)


@lru_cache(maxsize=1)
def all_fonts() -> fonts.Fonts:
    """The shipped fonts, read once."""
    return fonts.load_folder(paths.resource("fonts"))


@contextmanager
def printing_troubles() -> Iterator[None]:
    """``printing`` knows nothing of this program: its expected trouble becomes ours."""
    try:
        yield
    except PrintingError as trouble:
        raise KioskError(trouble.code, **trouble.details) from trouble


def _fits(found: Sheet, chosen: Layout) -> bool:
    try:
        sheet.arrange(found, chosen)
    except PrintingError:
        return False
    return True


def _names(folder: str, prefix: str) -> list[str]:
    return sorted(path.stem for path in paths.resource(*folder.split("/")).glob(f"{prefix}*.toml"))
