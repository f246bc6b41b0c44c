"""How many columns a letter takes where all letters are of one width: in terminals, and about so in tables."""

import unicodedata


def is_wide(letter: str) -> bool:
    """Whether it takes two columns: Hangul, Hanja, full-width forms."""
    return unicodedata.east_asian_width(letter) in "WF"
