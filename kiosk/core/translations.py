"""What names that are written once, in one language, are called in others: affiliations, positions, rooms,
categories, proposals.

A list or a programme writes such a name; the event keeps beside it what readers of another language are shown.  By the
name as written everything goes on to be found, compared and counted.
"""

from collections.abc import Callable, Mapping
from itertools import chain

from kiosk.core import texts
from kiosk.core.figures import sector_of
from kiosk.core.lists.company import company_keys
from kiosk.core.texts import Texts


class Translations:
    """Names in other languages, by the name as written; another spelling of an organisation is the same name."""

    def __init__(self, said: Mapping[str, Texts] | None = None) -> None:
        by_name = ((name, texts.said(others)) for name, others in (said or {}).items())
        self._said = {name: others for name, others in by_name if others}
        self._by_other = {text.casefold(): name for name, others in self._said.items() for text in others.values()}
        self._by_key = {key: name for name in self._said for key in company_keys(name)}

    def of(self, name: str) -> Texts:
        """What was said of a name, by language; nothing of one that is not translated."""
        if not self._said:
            return {}
        known = chain((name,), (self._by_key[key] for key in company_keys(name) if key in self._by_key))
        return next((self._said[one] for one in known if one in self._said), {})

    def called(self, name: str, language: str) -> str:
        """A name for readers of ``language``: as it is called there, else as written where they can read that, else
        in English; as written where nothing is known.
        """
        others = self.of(name)
        if language in others:
            return others[language]
        return name if texts.reads_in(name, language) else others.get(texts.COMMON, name)

    def category(self, name: str, language: str, word: Callable[[str], str] = str.capitalize) -> str:
        """A category for readers of ``language``: by the ``word`` for what it means, in English without one, where they
        can read no name of it.
        """
        called = self.called(name, language)
        sector = "" if texts.reads_in(called, language) else sector_of(name)
        return word(sector) if sector else called

    def written(self, name: str) -> str:
        """The name as written of what is called ``name`` in another language; empty where nothing is called so."""
        return self._by_other.get(name.casefold(), "")

    def all(self) -> Mapping[str, Texts]:
        """Every name that is translated, and what it is called by language."""
        return self._said
