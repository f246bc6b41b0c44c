"""How large letters have to be on the screen that is there, in real millimetres.

The Korean rules for barrier-free kiosks (in force for everybody since 28 January 2026) ask for letters of at least
12 mm, and of 7.25 mm where the screen is small.  A letter's height is the height of its ink: that of a capital, which
is lower than a Hangul syllable in our font.
"""

import math

from PySide6.QtCore import QSize, QSizeF

LETTER_MM, SMALL_LETTER_MM = 12.0, 7.25
SMALL_SCREEN_MM = 280.0
"""A screen of no more than this from corner to corner gets the smaller letters: tablets do."""
FEWEST_LINES = 9.5
"""Letters grow with the size of text that was chosen as long as so many of them find room above one another."""
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
    """The least font size in pixels on this screen, for text of ``per_cent`` as far as the screen has room for it."""
    per_mm = pixels_per_mm(size, physical)
    small = math.hypot(size.width(), size.height()) / per_mm <= SMALL_SCREEN_MM
    least = (SMALL_LETTER_MM if small else LETTER_MM) * per_mm / INK_OF_A_CAPITAL
    return round(max(least, min(least * per_cent / 100, size.height() / FEWEST_LINES)))
