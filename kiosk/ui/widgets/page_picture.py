"""A page of a PDF as a picture on the screen."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument


def page_picture(pdf: bytes, width: int, height: int | None = None) -> QImage:
    """The first page of ``pdf``, ``width`` pixels wide, or with a ``height`` as large as fits both.

    An empty picture when it cannot be read.
    """
    content = QByteArray(pdf)
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(device)
    try:
        if document.status() is not QPdfDocument.Status.Ready:
            return QImage()
        points = document.pagePointSize(0)
        high = width * points.height() / points.width()
        share = 1.0 if height is None else min(1.0, height / high)
        return document.render(0, QSize(round(width * share), round(high * share)))
    finally:
        document.close()
