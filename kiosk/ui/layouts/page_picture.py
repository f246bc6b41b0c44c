"""A page of a PDF as a picture on the screen."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument


def page_picture(pdf: bytes, width: int) -> QImage:
    """The first page of ``pdf``, ``width`` pixels wide, on white; an empty picture when it cannot be read."""
    content = QByteArray(pdf)
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(device)
    try:
        if document.status() is not QPdfDocument.Status.Ready:
            return QImage()
        points = document.pagePointSize(0)
        return document.render(0, QSize(width, round(width * points.height() / points.width())))
    finally:
        document.close()
