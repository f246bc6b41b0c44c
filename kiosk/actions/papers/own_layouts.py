"""Layouts of an event's own beside the shipped ones: found by name, kept in the event, given and taken as files."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import clock, paths
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.output_paths import file_name
from kiosk.actions.papers.shipped_layouts import load_layout, printing_troubles
from kiosk.core.access import Permission
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store.layouts import OwnLayout, layout_fields
from kiosk.store.records import Records
from printing import layout as layout_file
from printing import layout_writing
from printing.errors import PrintingError, cannot_write
from printing.items import LeftOut
from printing.layout import Field, Layout
from printing.pretix_layout import read_pretix

LARGEST_PICTURE = 1_000_000
"""Bytes: a layout's pictures travel with the event to every desk."""

_KIND = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout to choose: its name, its label by language, and whether it is the event's own."""

    name: str
    label: Mapping[str, str]
    own: bool


@takes_event
def layout_choices(records: Records) -> list[LayoutChoice]:
    """Every layout of this event: the shipped ones, then its own; one that cannot be read is left out."""
    shipped = [LayoutChoice(name, load_layout(name).label, False) for name in shipped_layouts()]
    own = []
    for kept in records.papers.layouts().values():
        try:
            own.append(LayoutChoice(kept.name, _parsed(kept).label, True))
        except PrintingError:  # made by a newer program at another desk; it is named when it is asked for by name
            continue
    return shipped + own


def shipped_layouts() -> list[str]:
    """Names of the layouts that come with the program."""
    return sorted(path.stem for path in paths.resource("layouts").glob("*.toml"))


@takes_event
def find_layout(records: Records, name: str) -> Layout:
    """A layout by its name: the event's own, a shipped one, or the file at that path.

    Raises ``KioskError`` when there is none, or its file is at fault.
    """
    own = records.papers.layouts().get(name)
    with printing_troubles():
        return _parsed(own) if own is not None else load_layout(name)


def kind_of(name: str) -> str:
    """What a layout is for, by the first word of its name: ``badge``, ``ticket``, ``certificate`` …"""
    found = _KIND.match(name)
    return found[0] if found else "badge"


def own_name(kind: str, label: str) -> str:
    """The name of an own layout that people call ``label``."""
    return file_name(f"{kind}-{label}")


@takes_event
def save_layout(records: Records, layout: Layout) -> None:
    """Keep ``layout`` in the event under its name, with the pictures it shows.

    Raises ``KioskError`` for a name the program ships, for a picture that is too large or gone, and for a layout that
    could not be printed.
    """
    require(records, Permission.CHANGE_RULES)
    if layout.name in shipped_layouts():
        raise KioskError("layout.name_taken", layout=layout.name)
    pictures = {file.name: content_of(file) for file in layout_writing.files_of(layout)}
    own = OwnLayout(layout.name, layout_writing.to_toml(layout), pictures)
    with printing_troubles():
        _parsed(own)
    with records.transaction():
        records.append(Kind.LAYOUT, layout.name, layout_fields(own.toml, pictures), at=clock.now())


@takes_event
def remove_layout(records: Records, name: str) -> None:
    """Take an own layout away; badges made with it stay as they are.

    Raises ``KioskError`` when the event has none of that name, and when an organiser is needed.
    """
    require(records, Permission.CHANGE_RULES)
    if name not in records.papers.layouts():
        raise KioskError("layout.unknown", layout=name, known=", ".join(records.papers.layouts()))
    with records.transaction():
        records.append(Kind.LAYOUT, name, {"removed": True}, at=clock.now())


def read_layout_file(file: Path) -> tuple[Layout, tuple[LeftOut, ...]]:
    """A layout from a file, ours (TOML) or a badge layout exported by pretix (JSON), and what could not be taken.

    Raises ``KioskError`` with what is wrong with the file, and where.
    """
    with printing_troubles():
        if file.suffix.lower() == ".json":
            imported = read_pretix(file, known_fields("badge"))
            return imported.layout, imported.left_out
        return layout_file.load(file), ()


def write_layout_file(layout: Layout, file: Path) -> None:
    """Write a layout, and its pictures beside it, to a file of its own."""
    with printing_troubles():
        layout_writing.save(replace(layout, name=file.stem), file)


def known_fields(kind: str) -> dict[str, Field]:
    """Every field that the shipped layouts of a kind show, with label and sample."""
    fields: dict[str, Field] = {}
    for name in shipped_layouts():
        if kind_of(name) == kind:
            fields = {**load_layout(name).fields, **fields}
    return fields


def _parsed(own: OwnLayout) -> Layout:
    return layout_file.parse(own.toml, laid_out(own) / f"{own.name}.toml")


def laid_out(own: OwnLayout) -> Path:
    """A folder with the layout's pictures; it is named by what is in it, so nothing there is ever out of date."""
    if not own.pictures:
        return paths.cache_folder()
    digest = hashlib.sha256()
    for name, content in sorted(own.pictures.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    folder = paths.cache_folder() / "layouts" / digest.hexdigest()[:32]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in own.pictures.items():
            file = folder / Path(name).name
            if not file.is_file() or file.stat().st_size != len(content):
                file.write_bytes(content)
    except OSError as trouble:
        raise cannot_write(folder, trouble) from trouble
    return folder


def content_of(picture: Path) -> bytes:
    """The content of a picture that travels with an event; raises ``KioskError`` when it is gone or too large."""
    try:
        content = picture.read_bytes()
    except OSError as trouble:
        raise KioskError("layout.picture_gone", picture=picture.name) from trouble
    if len(content) > LARGEST_PICTURE:
        raise KioskError("layout.picture_too_large", picture=picture.name, most=LARGEST_PICTURE // 1_000_000)
    return content
