"""Names of the open event in the language in use: affiliations, rooms and categories, which lists write in one."""

from kiosk.core.translations import Translations
from kiosk.words.catalogue import N_, _, language

SECTORS = {
    "industry": N_("Industry"),
    "academia": N_("Academia"),
    "research": N_("Research"),
    "government": N_("Government"),
}
_translations = Translations()


def use_names(translations: Translations) -> None:
    """Call names so from now on: an event was opened, or what its names are called has changed."""
    global _translations
    _translations = translations


def name_of(text: str, in_language: str = "") -> str:
    """An affiliation or a room in the language in use, or in a given one."""
    return _translations.called(text, in_language or language())


def category_of(text: str) -> str:
    """A category in the language in use."""
    return _translations.category(text, language(), lambda sector: _(SECTORS[sector]))
