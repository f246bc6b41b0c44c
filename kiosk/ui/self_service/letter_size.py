"""How large letters have to be on the screen that is there, in real millimetres.

The Korean rules for barrier-free kiosks (in force for everybody since 28 January 2026) ask for letters of at least
12 mm, and of 7.25 mm where the screen is small.  A letter's height is the height of its ink: that of a capital, which
is lower than a Hangul syllable in our font.
"""

from PySide6.QtCore import QSize, QSizeF

LETTER_MM, SMALL_LETTER_MM = 12.0, 7.25
SMALL_SCREEN_MM = 250.0
"""A screen lower than this gets the smaller letters: laptops and tablets do.  The rules name a diagonal of 28 cm for
that, which a laptop exceeds: there the size of text has to be 200 %, as ``docs/barrier-free.md`` says."""
INK_OF_A_CAPITAL = 0.71
"""Of the font's size: ``H`` of Pretendard GOV, measured; a Hangul syllable has 0.87."""
_INCH_MM, _USUAL_DPI = 25.4, 96
_POSSIBLE_MM_PER_PIXEL = (0.04, 1.5)


def pixels_per_mm(size: QSize, physical: QSizeF) -> float:
    """Of a screen of ``size`` pixels that says it measures ``physical`` millimetres.

    Projectors and virtual screens say nothing, or nonsense; they are taken for an ordinary monitor.
    """
    if size.height() > 0 and physical.height() > 0:
        mm_per_pixel = physical.height() / size.height()
        if _POSSIBLE_MM_PER_PIXEL[0] <= mm_per_pixel <= _POSSIBLE_MM_PER_PIXEL[1]:
            return 1 / mm_per_pixel
    return _USUAL_DPI / _INCH_MM


def letter_pixels(size: QSize, physical: QSizeF, per_cent: int = 100) -> int:
    """The least font size in pixels on this screen, for text of ``per_cent``."""
    per_mm = pixels_per_mm(size, physical)
    small = size.height() / per_mm < SMALL_SCREEN_MM
    height = (SMALL_LETTER_MM if small else LETTER_MM) * per_mm
    return round(height / INK_OF_A_CAPITAL * per_cent / 100)
