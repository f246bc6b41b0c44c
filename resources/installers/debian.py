"""A package for Debian and Ubuntu, made of the bundle: `python3 run.py deb`.

The program lies in /usr/lib/checkin-kiosk; the menu, the file type, the icon, the completion of the shell and the page
of the manual lie where Debian looks for them.  Nothing runs as root when it is installed: Debian's own triggers bring
menus and file types up to date.
"""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NAME = "checkin-kiosk"
ICON_SIZES = (16, 32, 48, 64, 128, 256)  # pixels; the drawing itself serves the others
SHELLS = {
    "bash": "usr/share/bash-completion/completions/kiosk",
    "zsh": "usr/share/zsh/vendor-completions/_kiosk",
    "fish": "usr/share/fish/vendor_completions.d/kiosk.fish",
}

CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Section: misc
Priority: optional
Maintainer: The makers of the check-in desk <kiosk@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: cups, default-dbus-session-bus | dbus-session-bus
Description: registration desk of a workshop or conference
 Scans attendees' tickets at the door, keeps attendance of each session, and
 prints badges, sign-in sheets and certificates. Works without a network;
 several desks share one event where there is one.
"""

LIBRARIES = (
    "libbrotli1", "libcups2", "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0", "libgssapi-krb5-2",
    "libpulse0", "libx11-6", "libxext6", "libxrandr2", "libxrender1", "libstdc++6",
)  # fmt: skip
"""What the bundle leaves to the system (`reduce_bundle.OF_THE_SYSTEM`)."""


def main(bundle: Path, folder: Path) -> Path:
    """Make the package of ``bundle`` in ``folder``; returns its path."""
    tree = folder / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / "usr/lib" / NAME, symlinks=True)
    program = tree / "usr/bin/kiosk"
    program.parent.mkdir(parents=True)
    program.symlink_to(f"../lib/{NAME}/kiosk")
    _put_desktop_files(tree / "usr/share")
    _put_icons(tree / "usr/share/icons/hicolor")
    _put_documents(tree / "usr/share/doc" / NAME)
    for shell, place in SHELLS.items():
        _write(tree / place, _said(bundle, {"_KIOSK_COMPLETE": f"{shell}_source"}))
    _put_control(tree)
    _tidy_modes(tree)
    made = folder / f"{NAME}_{version(NAME)}_{_architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", tree, made], check=True, stdout=sys.stderr
    )
    shutil.rmtree(tree)
    return made


def _architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def _said(bundle: Path, environment: dict[str, str], *arguments: str) -> str:
    command = [bundle / "kiosk", *arguments]
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _put_desktop_files(share: Path) -> None:
    values = {"@VERSION@": version(NAME), "@DATE@": f"{datetime.now(UTC):%Y-%m-%d}"}
    for name, place in (
        ("checkin-kiosk.desktop", "applications"),
        ("local.checkin.kiosk.metainfo.xml", "metainfo"),
        ("checkin-kiosk.xml", "mime/packages"),
    ):
        text = (HERE / "linux" / name).read_text("utf-8")
        for hole, value in values.items():
            text = text.replace(hole, value)
        _write(share / place / name, text)


def _put_icons(folder: Path) -> None:
    drawing = ROOT / "resources/pictures/kiosk.svg"
    (folder / "scalable/apps").mkdir(parents=True)
    shutil.copyfile(drawing, folder / "scalable/apps" / f"{NAME}.svg")
    for size in ICON_SIZES:
        place = folder / f"{size}x{size}/apps"
        place.mkdir(parents=True)
        draw_icon(drawing, size).save(str(place / f"{NAME}.png"))


def draw_icon(drawing: Path, size: int) -> QImage:
    """The icon, ``size`` pixels wide and high."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _put_documents(folder: Path) -> None:
    for language, place in (("en", "man1"), ("ko", "ko/man1")):
        command = [sys.executable, ROOT / "docs" / "references.py", "manual", language]
        manual = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        page = folder.parents[1] / "man" / place / "kiosk.1.gz"
        page.parent.mkdir(parents=True)
        page.write_bytes(gzip.compress(manual, mtime=0))
    _write(folder / "copyright", (HERE / "linux/copyright").read_text("utf-8"))
    folder.joinpath("changelog.gz").write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))


def _put_control(tree: Path) -> None:
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    libc = os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.36"
    depends = ", ".join([f"libc6 (>= {libc.split()[1]})", *LIBRARIES])
    control = CONTROL.format(name=NAME, version=version(NAME), architecture=_architecture(), size=size, depends=depends)
    _write(tree / "DEBIAN/control", control)


def _tidy_modes(tree: Path) -> None:
    """Readable by everybody, whatever the umask of who builds it."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def run(arguments: Iterable[str]) -> None:
    """`debian.py BUNDLE FOLDER`: make the package and tell its name and size."""
    bundle, folder = map(Path, arguments)
    QGuiApplication(["icons", "-platform", "offscreen"])
    made = main(bundle, folder)
    sys.stdout.write(f"{made} {made.stat().st_size / 1e6:.0f} MB\n")


if __name__ == "__main__":
    run(sys.argv[1:])
