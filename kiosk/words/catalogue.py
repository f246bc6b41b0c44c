"""The words of the program in the language in use: gettext's catalogues, and texts that carry their own languages.

A sentence is written whole (never joined from pieces).  English is the source text; the translations are in
``resources/translations``.  Words that go with a number stand in its hole (``{count} {count:scan|scans}``): English
needs both, Korean neither.  In Korean ``님`` follows a name, so that no particle depends on its last letter.
"""

import gettext
from functools import cache
from string import Formatter

from kiosk import languages
from kiosk.core.programme import Session
from kiosk.core.texts import Texts, in_language

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = languages.SOURCE


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark ``text`` for translation where it stands as data; it is translated when shown."""
    return text


class _Sentence(str):
    """A sentence whose words go with a number in a hole."""

    def format(self, *values: object, **named: object) -> str:
        """The sentence with its holes filled: ``{count:scan|scans}`` is the word for one or for another number."""
        return _WITH_NUMBERS.vformat(self, values, named)


class _WithNumbers(Formatter):
    def format_field(self, value: object, form: str) -> str:
        one, choice, many = form.partition("|")
        if not choice:
            return format(value, form)
        return one if str(value) == "1" else many


_WITH_NUMBERS = _WithNumbers()


def _(text: str) -> str:
    """``text`` in the language in use."""
    return _Sentence(_catalogue.gettext(text))


def use_language(language: str) -> None:
    """Speak this language from now on, or English when there is no catalogue of it."""
    global _catalogue, _language
    _language = language if language in languages.available() else languages.SOURCE
    _catalogue = gettext.translation("kiosk", languages.folder_of(_language), languages=[_language], fallback=True)


def say(text: str, language: str = "") -> str:
    """``text`` in ``language``, whatever language the desk speaks; without one in the language in use."""
    return _Sentence(_catalogue_of(language or _language).gettext(text)) if text else ""


@cache
def _catalogue_of(language: str) -> gettext.NullTranslations:
    return gettext.translation("kiosk", languages.folder_of(language), languages=[language], fallback=True)


def language() -> str:
    """The language in use."""
    return _language


def title_of(session: Session) -> str:
    """The session's title in the language in use."""
    return text_of(session.titles)


def text_of(texts: Texts) -> str:
    """A title, a name, a label in the language in use, as far as it has one there."""
    return in_language(texts, _language)
