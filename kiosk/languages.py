"""The languages the program speaks: English, which the sentences are written in, and those with a catalogue."""

from functools import cache

from kiosk import paths

SOURCE = "en"
_FIRST = "ko"
"""The first home of the program is Korea: Korean stands before the others."""


def available() -> tuple[str, ...]:
    """Codes (ISO 639) of the languages there is a catalogue for, and English."""
    folders = paths.resource("translations").glob("*/LC_MESSAGES/kiosk.mo")
    found = {SOURCE, *(file.parent.parent.name for file in folders)}
    return tuple(sorted(found, key=lambda code: (code != _FIRST, code != SOURCE, code)))


def spoken(wanted: str) -> str:
    """The language to speak to whoever wants one, given as ``ko``, ``ko_KR.UTF-8`` or ``ko-KR``; English if it is none
    of ours.
    """
    code = wanted.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return code if code in available() else SOURCE


@cache
def name_of(code: str, reader: str = "") -> str:
    """What a language is called, ``한국어``, ``English``; in itself, or in the language of a ``reader``."""
    from babel import Locale, UnknownLocaleError  # imported late: start-up time

    try:
        return Locale.parse(code).get_display_name(reader or code) or code
    except (UnknownLocaleError, ValueError):
        return code
