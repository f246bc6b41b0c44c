"""What Windows shows of a program before it runs: its icon, and name, version and maker in its properties."""

from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image
from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

MAKER = "The makers of the check-in desk"
SIZES = (16, 24, 32, 48, 64, 128, 256)  # pixels
_KOREAN, _ENGLISH, _UNICODE = 0x0412, 0x0409, 1200
_NAMES = {_KOREAN: "체크인 접수대", _ENGLISH: "Check-in desk"}


def icon(drawing: Path, out: Path) -> Path:
    """Paint the drawing in every size that Windows asks for, into one file."""
    pictures = [_painted(drawing, size) for size in SIZES]
    out.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(out, format="ICO", append_images=pictures[:-1], sizes=[(size, size) for size in SIZES])
    return out


def properties(program: str) -> VSVersionInfo:
    """The resource behind “Properties › Details” of ``program``, in Korean and English."""
    release = version("checkin-kiosk")
    numbers = tuple(int(part) for part in (release.split("+")[0].split(".") + ["0"] * 4)[:4] if part.isdigit())
    numbers = (*numbers, 0, 0, 0, 0)[:4]
    tables = [
        StringTable(
            f"{language:04x}{_UNICODE:04x}",
            [
                StringStruct(key, text)
                for key, text in {
                    "CompanyName": MAKER,
                    "FileDescription": name,
                    "FileVersion": release,
                    "InternalName": program,
                    "LegalCopyright": "Apache License 2.0",
                    "OriginalFilename": f"{program}.exe",
                    "ProductName": name,
                    "ProductVersion": release,
                }.items()
            ],
        )
        for language, name in _NAMES.items()
    ]
    languages = [number for language in _NAMES for number in (language, _UNICODE)]
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo(tables), VarFileInfo([VarStruct("Translation", languages)])],
    )


def _painted(drawing: Path, size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(BytesIO(content.data())).convert("RGBA")
