"""A rendered page as Qt paints it."""

from PySide6.QtGui import QImage

from printing.page_picture import PagePicture


def page_image(picture: PagePicture) -> QImage:
    """The page as an image of its own."""
    row = 4 * picture.width
    return QImage(picture.pixels, picture.width, picture.height, row, QImage.Format.Format_RGB32).copy()
