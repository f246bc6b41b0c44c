"""The languages the program speaks: English, which the sentences are written in, and those with a catalogue."""

import os
from functools import cache
from pathlib import Path

from kiosk import paths

SOURCE = "en"
_CATALOGUE = "LC_MESSAGES/kiosk.mo"
_FIRST = "ko"
"""The first home of the program is Korea: Korean stands before the others."""


def catalogue_folders() -> tuple[Path, ...]:
    """Where catalogues are: those of the program, and those of a translator who tries one (``KIOSK_TRANSLATIONS``)."""
    tried = os.environ.get("KIOSK_TRANSLATIONS", "")
    return (paths.resource("translations"), *((Path(tried),) if tried else ()))


def folder_of(code: str) -> Path:
    """The folder that holds the catalogue of a language."""
    folders = catalogue_folders()
    return next((folder for folder in folders if (folder / code / _CATALOGUE).is_file()), folders[0])


def available() -> tuple[str, ...]:
    """Codes (ISO 639) of the languages there is a catalogue for, and English."""
    files = (file for folder in catalogue_folders() for file in folder.glob(f"*/{_CATALOGUE}"))
    found = {SOURCE, *(file.parent.parent.name for file in files)}
    return tuple(sorted(found, key=lambda code: (code != _FIRST, code != SOURCE, code)))


def spoken(wanted: str) -> str:
    """The language to speak to whoever wants one, given as ``ko``, ``ko_KR.UTF-8`` or ``ko-KR``; English if it is none
    of ours.
    """
    code = wanted.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return code if code in available() else SOURCE


@cache
def name_of(code: str, reader: str = "") -> str:
    """What a language is called, ``한국어``, ``English``; in itself, or in the language of a ``reader``.

    By its code when the CLDR does not know it, in English when it does not know the reader's.
    """
    from babel import Locale, UnknownLocaleError  # imported late: start-up time

    for language in (reader or code, SOURCE):
        try:
            return Locale.parse(code).get_display_name(language) or code
        except (UnknownLocaleError, ValueError):
            continue
    return code
