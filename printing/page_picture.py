"""A page as pixels, for whoever shows it: what makes one is in ``rendering``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A rendered page: rows of pixels from the top, four bytes each (blue, green, red, unused)."""

    width: int
    height: int
    pixels: bytes
