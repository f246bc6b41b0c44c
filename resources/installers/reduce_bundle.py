"""Takes out of a bundle what comes along and is never used: `kiosk.spec` calls this.

Sizes and the reason for each: docs/decisions/packaging.md.
"""

import csv
import re
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SERVER_PROGRAMS = {"initdb", "pg_ctl", "postgres"}
"""Of PostgreSQL: what the hub starts."""

_SERVER_MODULES = re.compile(r"(\w+_and_\w+|euc2004_sjis2004|dict_snowball|plpgsql|pgoutput)\.(so|dll|dylib)$")
"""Of its modules: what makes and opens a database cluster.  The others are extensions that nothing here creates."""

_UNNEEDED = (
    *("include", "*.a", "*.lib", "locale", "doc", "man", "pgxs", "pkgconfig"),
    *("libecpg*", "libpgtypes*", "libpq.so", "libpq.so.5.*", "libreadline*", "libtinfo*"),
    # On Windows the libraries of what else its installer brings lie beside the server.
    *("wx*.dll", "icuio*.dll", "icutu*.dll", "libcurl.dll", "libxslt.dll", "testplug.dll"),
)

_AS_QT_MADE_THEM = re.compile(r"PySide6/(?!Qt/lib/libicu)")
"""Not stripped: they have no symbols left, and ``strip`` makes Qt's camera plug-in unreadable."""

OF_THE_SYSTEM = re.compile(
    r"lib(GL|EGL|X11|Xrandr|Xrender|Xext|brotli\w+|cups|dbus-1|fontconfig|freetype|gio-2\.0|glib-2\.0|gssapi_krb5|pulse|stdc\+\+)\.so"
)
"""Every Linux with a desktop has these; the package for Debian names them (`debian.py`)."""

_ICU_DATA = "libicudata.so."


def reduce(folder: Path) -> None:
    """Take from ``folder``, the inside of a finished bundle on Linux, what nothing in it asks for."""
    _empty_icu_data(folder)
    for library in folder.glob("lib*"):
        if OF_THE_SYSTEM.match(library.name):
            library.unlink()
    _remove_unreachable(folder)
    _strip(folder)


def trim_metadata(folder: Path) -> None:
    """Leave in a package's list of its files those that the bundle has, and of what it says of itself the head.

    The others are longer than many a package.
    """
    for told in folder.glob("*.dist-info/METADATA"):
        head = re.split(rb"\r?\n\r?\n", told.read_bytes(), maxsplit=1)[0]
        told.write_bytes(head + b"\n")
    for record in folder.glob("*.dist-info/RECORD"):
        with record.open(encoding="utf-8", newline="") as listed:
            there = [row for row in csv.reader(listed) if row and (folder / row[0]).is_file()]
        with record.open("w", encoding="utf-8", newline="") as kept:
            csv.writer(kept, lineterminator="\n").writerows(there)


def unneeded_server_files(folder: str, names: list[str]) -> set[str]:
    """For ``shutil.copytree``: what of an installed PostgreSQL stays behind."""
    unneeded = shutil.ignore_patterns(*_UNNEEDED)(folder, names)
    if Path(folder).name == "bin":
        programs = {name for name in names if Path(name).suffix.lower() in ("", ".exe")}
        return unneeded | {name for name in programs if Path(name).stem.lower() not in SERVER_PROGRAMS}
    if Path(folder).name == "extension":
        return {name for name in names if not name.startswith("plpgsql")}
    extensions = {
        name
        for name in names
        if Path(folder).name == "lib" and name.endswith((".so", ".dll", ".dylib")) and not name.startswith("lib")
        and not _SERVER_MODULES.match(name)
    }  # fmt: skip
    return extensions | unneeded


def _libraries(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _wanted(library: Path) -> list[str]:
    told = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=True).stdout
    return re.findall(r"NEEDED\s+(\S+)", told)


def _remove_unreachable(folder: Path) -> None:
    """Libraries beside the program that only left-out plug-ins wanted, and links that lead to none."""
    libraries = list(_libraries(folder))
    beside = {path.name: path for path in libraries if path.parent == folder and path.name.startswith("lib")}
    reached = {name for name in beside if name.startswith("libpython")}  # the starter opens it by its name
    # Everything but those; the server of the hub has libraries of its own.
    removable = {path for name, path in beside.items() if name not in reached}
    waiting = [path for path in libraries if path not in removable and "pginstall" not in path.parts]
    while waiting:
        new = set(_wanted(waiting.pop())) & beside.keys() - reached
        reached |= new
        waiting += [beside[name] for name in new]
    for name in beside.keys() - reached:
        beside[name].unlink()
    for link in [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()]:
        link.unlink()


def _strip(folder: Path) -> None:
    for library in _libraries(folder):
        if not _AS_QT_MADE_THEM.search(library.relative_to(folder).as_posix()):
            subprocess.run(["strip", "--strip-unneeded", library], check=True)


def _empty_icu_data(folder: Path) -> None:
    """Put an empty table in place of ICU's 31 MB of languages: Qt is linked to it, and brings its own tables.

    ICU itself is built against such an empty table first ("stubdata"). The form of its header:
    https://unicode-org.github.io/icu/userguide/icu_data/
    """
    for library in folder.rglob(_ICU_DATA + "*"):
        if not library.is_symlink():
            _link_table(library, library.name.removeprefix(_ICU_DATA).split(".")[0])


def _link_table(library: Path, version: str) -> None:
    info = struct.pack("<HHBBBB4s4s4s", 20, 0, 0, 0, 2, 0, b"CmnD", bytes([1, 0, 0, 0]), bytes(4))
    header = struct.pack("<HBB", 32, 0xDA, 0x27) + info
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, "table").write_bytes(header.ljust(32, b"\0") + struct.pack("<I", 0).ljust(16, b"\0"))
        # In two steps: a library made of bare bytes exports nothing.
        _link(scratch, "-r", "-b", "binary", "table", "-o", "table.o")
        name = f"icudt{version}_dat=_binary_table_start"
        # Without an executable stack, which newer systems (glibc 2.41) refuse.
        _link(
            scratch,
            "-shared",
            "-z",
            "noexecstack",
            "-soname",
            library.name,
            "table.o",
            "-o",
            str(library.absolute()),
            "--defsym",
            name,
        )


def _link(folder: str, *options: str) -> None:
    subprocess.run(["ld", *options], cwd=folder, check=True)
